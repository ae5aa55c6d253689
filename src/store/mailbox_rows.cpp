// The rows of a mailbox: M (record), N (name), C without index (counters).
#include "store/mailbox_rows.h"

#include <limits>

#include "store/keys.h"
#include "store/names.h"

namespace postern::store {
namespace {
constexpr std::uint32_t kMaxMailboxes = 10'000;  // of one account
}

Result<std::optional<MailboxId>> find_name(kv::Transaction& t, AccountId account, std::string_view name) {
  auto bytes = t.get(kv::Family::meta, keys::name(account, name));
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return std::optional<MailboxId>{};
  auto id = decode_mailbox_id(**bytes);
  if (!id) return pass_on(id);
  return std::optional(*id);
}

Result<MailboxRecord> mailbox_record(kv::Transaction& t, AccountId account, MailboxId id) {
  auto bytes = t.get(kv::Family::meta, keys::mailbox(account, id));
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return fail(Failure::not_found, "No such mailbox");
  return decode_mailbox(**bytes);
}

Result<MailboxId> make_mailbox(Change& change, std::string name, Role role) {
  auto& head = change.head();
  if (head.mailboxes >= kMaxMailboxes || head.next_mailbox >= std::numeric_limits<std::uint32_t>::max() - 1) {
    return fail(Failure::too_large, "Too many mailboxes");
  }
  const MailboxId id(head.next_mailbox++);
  ++head.mailboxes;
  MailboxState state;
  // RFC 9051 §2.3.1.1: never a UIDVALIDITY that this account has used before, under any name.
  state.uidvalidity = head.next_uidvalidity++;
  change.make_box(id, std::move(state));
  auto& t = change.transaction();
  t.put(kv::Family::meta, keys::name(change.account(), name), encode(id));
  t.put(kv::Family::meta, keys::mailbox(change.account(), id), encode(MailboxRecord{std::move(name), role, change.now()}));
  change.event(LogKind::mailbox_created, id);
  return id;
}

Result<void> make_superiors(Change& change, std::string_view name) {
  for (auto& superior : superiors(name)) {
    auto there = find_name(change.transaction(), change.account(), superior);
    if (!there) return pass_on(there);
    if (*there) continue;
    auto made = make_mailbox(change, std::move(superior), Role::none);
    if (!made) return pass_on(made);
  }
  return {};
}

Result<void> rename_mailbox(Change& change, MailboxId id, std::string_view from, std::string to) {
  auto& t = change.transaction();
  auto record = mailbox_record(t, change.account(), id);
  if (!record) return pass_on(record);
  t.erase(kv::Family::meta, keys::name(change.account(), from));
  t.put(kv::Family::meta, keys::name(change.account(), to), encode(id));
  record->name = std::move(to);
  t.put(kv::Family::meta, keys::mailbox(change.account(), id), encode(*record));
  change.event(LogKind::mailbox_updated, id);
  return {};
}

Result<void> remove_mailbox(Change& change, MailboxId id, std::string_view name) {
  auto box = change.box(id);
  if (!box) return pass_on(box);
  const UidRanges all{{Uid(1), Uid(std::numeric_limits<std::uint32_t>::max())}};
  auto gone = change.expunge(**box, all, [](const Row&) { return true; });
  if (!gone) return pass_on(gone);
  (*box)->removed = true;
  auto& t = change.transaction();
  t.erase(kv::Family::meta, keys::state(change.account(), id));
  t.erase(kv::Family::meta, keys::mailbox(change.account(), id));
  t.erase(kv::Family::meta, keys::name(change.account(), name));
  --change.head().mailboxes;
  change.event(LogKind::mailbox_destroyed, id);
  return {};
}

}  // namespace postern::store
