// Making and removing accounts, and their quota.
#include <algorithm>
#include <array>

#include "store/keys.h"
#include "store/latch.h"
#include "store/mailbox_rows.h"
#include "store/parts.h"

namespace postern::store {
namespace {

struct FirstMailbox {
  std::string_view name;
  Role role;
};
constexpr std::array kFirstMailboxes{
    FirstMailbox{"INBOX", Role::inbox}, FirstMailbox{"Drafts", Role::drafts}, FirstMailbox{"Sent", Role::sent},
    FirstMailbox{"Junk", Role::junk},   FirstMailbox{"Trash", Role::trash},
};

Result<void> make_account(kv::Transaction& t, AccountId account, std::uint64_t quota, Time now) {
  auto there = t.get(kv::Family::meta, keys::head(account));
  if (!there) return pass_on(there);
  if (*there) return fail(Failure::exists, "Account exists");
  Change change(t, account, now);
  Head head;
  head.limit_bytes = quota;
  head.next_uidvalidity = static_cast<std::uint32_t>(std::clamp<std::int64_t>(now.seconds(), 1, 0x7FFF'FFFF));
  change.begin_fresh(head);
  for (const auto& first : kFirstMailboxes) {
    auto made = make_mailbox(change, std::string(first.name), first.role);
    if (!made) return pass_on(made);
    t.put(kv::Family::meta, keys::subscription(account, first.name), {});
  }
  return change.finish();
}

Quota quota_in(const Head& head) { return {head.used_bytes, head.used_messages, head.limit_bytes}; }

Result<void> erase_account(kv::Transaction& t, AccountId account) {
  auto there = t.get(kv::Family::meta, keys::head(account));
  if (!there) return pass_on(there);
  if (!*there) return fail(Failure::not_found, "No such account");
  const auto from = keys::account(account);
  const auto to = keys::account(AccountId(account.value + 1));
  t.erase_range(kv::Family::meta, from, to);
  t.erase_range(kv::Family::body, from, to);
  auto notice = std::make_shared<MailNotice>();
  notice->account = account;
  notice->account_removed = true;
  t.notify(std::move(notice));
  return {};
}

}  // namespace

Task<Result<void>> Store::create_account(AccountId account, std::optional<std::uint64_t> quota_bytes) {
  const auto quota = quota_bytes.value_or(parts_->settings.default_quota.value);
  kv::Intent intent = [account, quota, now = parts_->time.now()](kv::Transaction& t) {
    return make_account(t, account, quota, now);
  };
  co_return co_await parts_->kv.commit(keys::shard(account), std::move(intent));
}

Task<Result<void>> Store::create_accounts(std::vector<NewAccount> accounts) {
  Latch latch(accounts.size());
  Result<void> outcome;
  for (const auto& account : accounts) {  // all queued before any is waited for, so that groups are large
    auto done = [&](Result<void> one) {
      if (!one && outcome) outcome = std::move(one);
      latch.count_down();
    };
    spawn(create_account(account.id, account.quota_bytes), done);
  }
  co_await latch;
  co_return outcome;
}

Task<Result<void>> Store::ensure_account(AccountId account, std::optional<std::uint64_t> quota_bytes) {
  auto head = co_await parts_->head(account);
  if (head) co_return Result<void>{};
  if (head.error().kind != Failure::not_found) co_return pass_on(head);
  auto made = co_await create_account(account, quota_bytes);
  if (!made && made.error().kind == Failure::exists) co_return Result<void>{};  // another session was first
  co_return made;
}

Task<Result<void>> Store::delete_account(AccountId account) {
  kv::Intent intent = [account](kv::Transaction& t) { return erase_account(t, account); };
  co_return co_await parts_->kv.commit(keys::shard(account), std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<Quota>> Store::quota(AccountId account) {
  auto head = co_await parts_->head(account);
  if (!head) co_return pass_on(head);
  co_return quota_in(*head);
}

Task<Result<std::vector<std::optional<Quota>>>> Store::quotas(std::vector<AccountId> accounts) {
  constexpr std::size_t kAtOnce = 500;
  std::vector<std::optional<Quota>> out;
  for (std::size_t begin = 0; begin < accounts.size(); begin += kAtOnce) {
    std::vector<std::string> rows;
    for (std::size_t i = begin; i < std::min(accounts.size(), begin + kAtOnce); ++i) rows.push_back(keys::head(accounts[i]));
    auto found = co_await parts_->kv.get_many(kv::Family::meta, std::move(rows));
    if (!found) co_return pass_on(found);
    for (const auto& row : *found) {
      auto head = row ? decode_head(*row) : Result<Head>(Head{});
      if (!head) co_return pass_on(head);
      out.push_back(row ? std::optional(quota_in(*head)) : std::nullopt);
    }
  }
  co_return out;
}

Task<Result<void>> Store::room_for(AccountId account, std::uint64_t bytes) {
  auto head = co_await parts_->head(account);
  if (!head) co_return pass_on(head);
  co_return room_left(*head, account, bytes, parts_->room);
}

Task<Result<void>> Store::set_quota(AccountId account, std::uint64_t limit_bytes) {
  Parts::Work work = [limit_bytes](Change& change) -> Result<void> {
    change.head().limit_bytes = limit_bytes;
    change.transaction().put(kv::Family::meta, keys::head(change.account()), encode(change.head()));
    return {};
  };
  co_return co_await parts_->commit(account, std::move(work));
}

}  // namespace postern::store
