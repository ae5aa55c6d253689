// The mailboxes of an account: listing, creating, renaming, removing, subscribing.
#include <algorithm>
#include <set>

#include "base/codec.h"
#include "store/copy.h"
#include "store/keys.h"
#include "store/mailbox_rows.h"
#include "store/names.h"
#include "store/parts.h"

namespace postern::store {
namespace {

using Named = std::pair<std::string, MailboxId>;

// All mailboxes whose name is `name` or below it.
Result<std::vector<Named>> with_inferiors(kv::Transaction& t, AccountId account, const std::string& name) {
  std::vector<Named> found;
  auto self = find_name(t, account, name);
  if (!self) return pass_on(self);
  if (*self) found.emplace_back(name, **self);
  Result<void> decoded;
  const auto prefix = keys::name(account, {});
  auto scanned = t.scan(kv::Family::meta, keys::name(account, name + "/"), keys::name(account, name + "0"),  // '0' follows '/'
                        [&](std::string_view key, std::string_view value) {
                          auto id = decode_mailbox_id(value);
                          if (!id) {
                            decoded = pass_on(id);
                            return false;
                          }
                          found.emplace_back(key.substr(prefix.size()), *id);
                          return true;
                        });
  if (!scanned) return pass_on(scanned);
  if (!decoded) return pass_on(decoded);
  return found;
}

// True when another mailbox of the account has the role.
Result<bool> role_taken(kv::Transaction& t, AccountId account, Role role) {
  bool taken = false;
  auto scanned = t.scan(kv::Family::meta, keys::mailboxes(account), keys::mailboxes_end(account),
                        [&](std::string_view, std::string_view value) {
                          auto record = decode_mailbox(value);
                          taken = record && record->role == role;
                          return !taken;
                        });
  if (!scanned) return pass_on(scanned);
  return taken;
}

Result<MailboxId> create_named(Change& change, const std::string& name, Role role) {
  auto there = find_name(change.transaction(), change.account(), name);
  if (!there) return pass_on(there);
  if (*there) return fail(Failure::exists, "Mailbox exists");
  if (role != Role::none) {
    auto taken = role_taken(change.transaction(), change.account(), role);
    if (!taken) return pass_on(taken);
    if (*taken) return fail(Failure::conflict, "Another mailbox has this use");
  }
  auto above = make_superiors(change, name);
  if (!above) return pass_on(above);
  return make_mailbox(change, name, role);
}

// RFC 9051 §6.3.6: the messages of INBOX move to the mailbox made; INBOX stays, empty, and so do its inferiors.
Result<void> rename_inbox(Change& change, const std::string& to) {
  auto inbox = find_name(change.transaction(), change.account(), "INBOX");
  if (!inbox) return pass_on(inbox);
  if (!*inbox) return fail(Failure::not_found, "No such mailbox");
  auto made = create_named(change, to, Role::none);
  if (!made) return pass_on(made);
  auto source = change.box(**inbox);
  if (!source) return pass_on(source);
  auto target = change.box(*made);
  if (!target) return pass_on(target);
  const UidRanges all{{Uid(1), (*source)->state.uidnext}};
  auto moved = copy_rows(change, **source, all, **target, CopyKind::move);
  if (!moved) return pass_on(moved);
  return {};
}

Result<void> rename_named(Change& change, const std::string& from, const std::string& to) {
  auto& t = change.transaction();
  if (to == from || to.starts_with(from + "/")) return fail(Failure::invalid, "A mailbox cannot move below itself");
  auto mailboxes = with_inferiors(t, change.account(), from);
  if (!mailboxes) return pass_on(mailboxes);
  if (mailboxes->empty()) return fail(Failure::not_found, "No such mailbox");
  auto above = make_superiors(change, to);
  if (!above) return pass_on(above);
  std::vector<std::string> targets;
  for (const auto& [name, id] : *mailboxes) {
    auto target = mailbox_name(to + name.substr(from.size()));  // an inferior may become too long or too deep
    if (!target) return pass_on(target);
    auto there = find_name(t, change.account(), *target);
    if (!there) return pass_on(there);
    if (*there) return fail(Failure::exists, "Mailbox exists");
    targets.push_back(std::move(*target));
  }
  for (std::size_t i = 0; i < mailboxes->size(); ++i) {
    auto renamed = rename_mailbox(change, (*mailboxes)[i].second, (*mailboxes)[i].first, std::move(targets[i]));
    if (!renamed) return pass_on(renamed);
  }
  return {};
}

Result<void> remove_named(Change& change, const std::string& name) {
  auto there = find_name(change.transaction(), change.account(), name);
  if (!there) return pass_on(there);
  if (!*there) return fail(Failure::not_found, "No such mailbox");
  return remove_mailbox(change, **there, name);
}

Result<void> has_room_for_a_subscription(kv::Transaction& t, AccountId account, std::uint32_t most) {
  std::uint32_t count = 0;
  const auto visit = [&](std::string_view, std::string_view) { return ++count < most; };
  auto scanned = t.scan(kv::Family::meta, keys::subscription(account, {}), keys::subscriptions_end(account), visit);
  if (!scanned) return scanned;
  if (count >= most) return fail(Failure::too_large, "The account has as many subscriptions as it may have");
  return {};
}

// A name may be subscribed without a mailbox; then nothing but the notice tells of the change.
Result<void> set_subscription(Change& change, const std::string& name, bool subscribed, std::uint32_t most) {
  auto& t = change.transaction();
  const auto key = keys::subscription(change.account(), name);
  auto there = t.get(kv::Family::meta, key);
  if (!there) return pass_on(there);
  if (there->has_value() == subscribed) return {};
  if (subscribed) {
    if (auto room = has_room_for_a_subscription(t, change.account(), most); !room) return room;
    t.put(kv::Family::meta, key, {});
  } else {
    t.erase(kv::Family::meta, key);
  }
  auto mailbox = find_name(t, change.account(), name);
  if (!mailbox) return pass_on(mailbox);
  if (*mailbox) {
    change.event(LogKind::mailbox_updated, **mailbox);
    return {};
  }
  auto notice = std::make_shared<MailNotice>();
  notice->account = change.account();
  notice->names = true;
  t.notify(std::move(notice));
  return {};
}

Task<Result<std::vector<std::string>>> read_subscriptions(kv::Store& kv, AccountId account) {
  const auto from = keys::subscription(account, {});
  std::vector<std::string> names;
  kv::Visitor visit = [&](std::string_view key, std::string_view) {
    names.emplace_back(key.substr(from.size()));
    return true;
  };
  auto scanned = co_await kv.scan(kv::Family::meta, from, keys::subscriptions_end(account), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  co_return names;
}

bool before(const Mailbox& a, const Mailbox& b) {
  if ((a.role == Role::inbox) != (b.role == Role::inbox)) return a.role == Role::inbox;
  return a.name < b.name;
}

// The mailboxes without their counters.
Task<Result<std::vector<Mailbox>>> read_names(kv::Store& kv, AccountId account, const std::vector<std::string>& subscriptions) {
  const std::set<std::string> subscribed(subscriptions.begin(), subscriptions.end());
  std::vector<Mailbox> all;
  Result<void> decoded;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    auto record = decode_mailbox(value);
    if (!record) {
      decoded = pass_on(record);
      return false;
    }
    Mailbox m;
    m.id = MailboxId(Decoder(key.substr(key.size() - 4)).big32());
    m.name = std::move(record->name);
    m.role = record->role;
    m.created = record->created;
    m.subscribed = subscribed.contains(m.name);
    all.push_back(std::move(m));
    return true;
  };
  auto scanned = co_await kv.scan(kv::Family::meta, keys::mailboxes(account), keys::mailboxes_end(account), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  if (!decoded) co_return pass_on(decoded);
  co_return all;
}

Task<Result<MailboxList>> read_list(kv::Store& kv, AccountId account) {
  MailboxList out;
  auto subscriptions = co_await read_subscriptions(kv, account);
  if (!subscriptions) co_return pass_on(subscriptions);
  auto all = co_await read_names(kv, account, *subscriptions);
  if (!all) co_return pass_on(all);
  if (all->empty()) co_return fail(Failure::not_found, "No such account");
  std::vector<std::string> wanted;
  for (const auto& m : *all) wanted.push_back(keys::state(account, m.id));
  auto states = co_await kv.get_many(kv::Family::meta, std::move(wanted));
  if (!states) co_return pass_on(states);
  for (std::size_t i = 0; i < all->size(); ++i) {
    if (!(*states)[i]) continue;  // removed since the scan
    auto state = decode_state(*(*states)[i]);
    if (!state) co_return pass_on(state);
    (*all)[i].state = std::move(*state);
  }
  std::erase_if(*all, [](const Mailbox& m) { return m.state.uidvalidity == 0; });
  std::sort(all->begin(), all->end(), before);
  out.mailboxes = std::move(*all);
  out.subscriptions = std::move(*subscriptions);
  co_return out;
}

}  // namespace

Task<Result<MailboxList>> Store::Parts::mailbox_list(AccountId account) {
  if (auto list = lists.find(account)) co_return std::move(*list);
  const auto turn = lists.begin(account);
  auto list = co_await read_list(kv, account);
  if (list) lists.keep(account, turn, *list);
  co_return list;
}

Task<Result<std::vector<Mailbox>>> Store::list(AccountId account) {
  auto all = co_await parts_->mailbox_list(account);
  if (!all) co_return pass_on(all);
  co_return std::move(all->mailboxes);
}

Task<Result<std::vector<std::string>>> Store::subscriptions(AccountId account) {
  auto all = co_await parts_->mailbox_list(account);
  if (!all) co_return pass_on(all);
  co_return std::move(all->subscriptions);
}

Task<Result<Mailbox>> Store::find(AccountId account, std::string name) {
  auto stored = mailbox_name(name);
  if (!stored) co_return fail(Failure::not_found, "No such mailbox");
  auto id_bytes = co_await parts_->kv.get(kv::Family::meta, keys::name(account, *stored));
  if (!id_bytes) co_return pass_on(id_bytes);
  if (!*id_bytes) co_return fail(Failure::not_found, "No such mailbox");
  auto id = decode_mailbox_id(**id_bytes);
  if (!id) co_return pass_on(id);
  std::vector<std::string> wanted{keys::mailbox(account, *id), keys::state(account, *id), keys::subscription(account, *stored)};
  auto rows = co_await parts_->kv.get_many(kv::Family::meta, std::move(wanted));
  if (!rows) co_return pass_on(rows);
  if (!(*rows)[0] || !(*rows)[1]) co_return fail(Failure::not_found, "No such mailbox");  // removed in between
  auto record = decode_mailbox(*(*rows)[0]);
  if (!record) co_return pass_on(record);
  auto state = decode_state(*(*rows)[1]);
  if (!state) co_return pass_on(state);
  co_return Mailbox{*id, std::move(record->name), record->role, record->created, (*rows)[2].has_value(), std::move(*state)};
}

Task<Result<MailboxState>> Store::status(AccountId account, MailboxId mailbox) {
  if (const auto view = cached(account, mailbox)) co_return view->state();
  auto bytes = co_await parts_->kv.get(kv::Family::meta, keys::state(account, mailbox));
  if (!bytes) co_return pass_on(bytes);
  if (!*bytes) co_return fail(Failure::not_found, "No such mailbox");
  co_return decode_state(**bytes);
}

Task<Result<MailboxId>> Store::create(AccountId account, std::string name, Role role) {
  auto stored = mailbox_name(name);
  if (!stored) co_return pass_on(stored);
  auto made = std::make_shared<MailboxId>();
  Parts::Work work = [name = std::move(*stored), role, made](Change& change) -> Result<void> {
    auto id = create_named(change, name, role);
    if (!id) return pass_on(id);
    *made = *id;
    return {};
  };
  auto committed = co_await parts_->commit(account, std::move(work));
  if (!committed) co_return pass_on(committed);
  co_return *made;
}

Task<Result<void>> Store::rename(AccountId account, std::string from, std::string to) {
  auto source = mailbox_name(from);
  if (!source) co_return fail(Failure::not_found, "No such mailbox");
  auto target = mailbox_name(to);
  if (!target) co_return pass_on(target);
  Parts::Work work = [source = std::move(*source), target = std::move(*target)](Change& change) {
    return source == "INBOX" ? rename_inbox(change, target) : rename_named(change, source, target);
  };
  co_return co_await parts_->commit(account, std::move(work));
}

Task<Result<void>> Store::remove(AccountId account, std::string name) {
  auto stored = mailbox_name(name);
  if (!stored) co_return fail(Failure::not_found, "No such mailbox");
  if (*stored == "INBOX") co_return fail(Failure::denied, "INBOX cannot be deleted");
  Parts::Work work = [name = std::move(*stored)](Change& change) { return remove_named(change, name); };
  co_return co_await parts_->commit(account, std::move(work), kv::Purpose::shrink);
}

Task<Result<void>> Store::subscribe_name(AccountId account, std::string name, bool subscribed) {
  auto stored = mailbox_name(name);
  if (!stored) co_return pass_on(stored);
  Parts::Work work = [name = std::move(*stored), subscribed, most = parts_->settings.max_subscriptions](Change& change) {
    return set_subscription(change, name, subscribed, most);
  };
  co_return co_await parts_->commit(account, std::move(work));
}

}  // namespace postern::store
