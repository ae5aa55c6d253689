// Background removal: facts, bodies and blob references of expunged messages, and old delivery keys. Every step can be
// repeated: a message goes only when no mailbox has it, and a tombstone goes in the commit that does its work.
#include <algorithm>

#include "base/codec.h"
#include "store/keys.h"
#include "store/parts.h"

namespace postern::store {
namespace {

constexpr std::size_t kStep = 256;  // messages a commit removes, so that the committer is never held long

// The place that says: the mailbox the message was first put into does not have it any more.
std::string first_place_gone(AccountId account, std::uint32_t number) {
  return keys::place(account, number, MailboxId(0), Uid(0));
}

Result<bool> has_places(kv::Transaction& t, AccountId account, std::uint32_t number) {
  bool any = false;
  const auto marker = first_place_gone(account, number);
  auto scanned =
      t.scan(kv::Family::meta, marker, keys::places_end(account, number), [&](std::string_view key, std::string_view) {
        any = key != marker;
        return !any;
      });
  if (!scanned) return pass_on(scanned);
  return any;
}

Result<void> erase_references(kv::Transaction& t, AccountId account, const MessageRecord& record, std::uint32_t number) {
  for (const auto hash : record.references) {
    const auto key = keys::reference(account, hash);
    auto bytes = t.get(kv::Family::meta, key);
    if (!bytes) return pass_on(bytes);
    if (!*bytes) continue;
    auto reference = decode_reference(**bytes);
    if (reference && reference->owner == number) t.erase(kv::Family::meta, key);
  }
  return {};
}

// Notes that one place of a message is gone, and removes the message when it was the last.
Result<void> remove_place(kv::Transaction& t, AccountId account, const Expunged& gone) {
  const auto key = keys::message(account, gone.number);
  auto bytes = t.get(kv::Family::meta, key);
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return {};
  auto record = decode_message(**bytes);
  if (!record) return pass_on(record);
  const auto marker = first_place_gone(account, gone.number);
  const bool first = record->mailbox == gone.mailbox && record->uid == gone.uid;
  if (!first) t.erase(kv::Family::meta, keys::place(account, gone.number, gone.mailbox, gone.uid));
  auto others = has_places(t, account, gone.number);
  if (!others) return pass_on(others);
  auto marked = t.get(kv::Family::meta, marker);
  if (!marked) return pass_on(marked);
  if (*others || (!first && !*marked)) {
    if (first) t.put(kv::Family::meta, marker, {});
    return {};
  }
  auto references = erase_references(t, account, *record, gone.number);
  if (!references) return references;
  if (record->blob) {
    t.erase(kv::Family::meta, keys::blob(account, *record->blob, gone.number));
  } else {
    t.erase(kv::Family::body, keys::body(account, gone.number));
  }
  if (*marked) t.erase(kv::Family::meta, marker);
  t.erase(kv::Family::meta, key);
  return {};
}

// Does the work of a tombstone, up to a step of it; the rest is put back.
Result<void> bury(kv::Transaction& t, AccountId account, const std::string& key, std::size_t& removed) {
  removed = 0;
  auto bytes = t.get(kv::Family::meta, key);
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return {};
  auto tombstone = decode_tombstone(**bytes);
  if (!tombstone) return pass_on(tombstone);
  auto& messages = tombstone->messages;
  const auto n = std::min(messages.size(), kStep);
  for (std::size_t i = 0; i < n; ++i) {
    auto done = remove_place(t, account, messages[i]);
    if (!done) return done;
  }
  messages.erase(messages.begin(), messages.begin() + static_cast<std::ptrdiff_t>(n));
  if (messages.empty()) {
    t.erase(kv::Family::meta, key);
  } else {
    t.put(kv::Family::meta, key, encode(*tombstone));
  }
  removed = n;
  return {};
}

// The oldest tombstone of an account.
struct Oldest {
  std::string key;
  Time when;
};
Task<Result<std::optional<Oldest>>> oldest_tombstone(kv::Store& kv, AccountId account) {
  std::optional<Oldest> found;
  Result<void> decoded;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    auto tombstone = decode_tombstone(value);
    if (!tombstone) {
      decoded = pass_on(tombstone);
    } else {
      found = Oldest{std::string(key), tombstone->when};
    }
    return false;
  };
  auto scanned =
      co_await kv.scan(kv::Family::meta, keys::tombstone(account, 0), keys::tombstones_end(account), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  if (!decoded) co_return pass_on(decoded);
  co_return found;
}

}  // namespace

Task<Result<std::vector<AccountId>>> Store::Parts::accounts(AccountId from, std::size_t limit) {
  std::vector<AccountId> found;
  while (found.size() < limit) {
    AccountId next;
    kv::Visitor visit = [&](std::string_view key, std::string_view) {
      next = keys::account_of(key);
      return false;
    };
    auto scanned = co_await kv.scan(kv::Family::meta, keys::account(from), "B", std::move(visit));  // "B" follows all accounts
    if (!scanned) co_return pass_on(scanned);
    if (!next) break;
    found.push_back(next);
    from = AccountId(next.value + 1);
  }
  co_return found;
}

Task<Result<std::size_t>> Store::purge_expunged(std::size_t limit) {
  if (!parts_->tombstones.with([](Parts::Tombstones& t) { return std::exchange(t.searched, true); })) {
    auto all = co_await parts_->accounts(AccountId(0), ~std::size_t{0});
    if (!all) {
      parts_->tombstones.with([](Parts::Tombstones& t) { t.searched = false; });
      co_return pass_on(all);
    }
    parts_->tombstones.with([&](Parts::Tombstones& t) { t.accounts.insert(all->begin(), all->end()); });
  }
  const auto due = parts_->time.now() - parts_->settings.expunged_kept;
  const auto accounts = parts_->tombstones.with([](Parts::Tombstones& t) { return std::exchange(t.accounts, {}); });
  std::set<AccountId> left(accounts);  // those that have or may have tombstones still
  std::size_t total = 0;
  Result<void> outcome;
  for (const auto account : accounts) {
    while (outcome && total < limit) {
      auto oldest = co_await oldest_tombstone(parts_->kv, account);
      if (!oldest) outcome = pass_on(oldest);
      if (!outcome) break;
      if (!*oldest) left.erase(account);
      if (!*oldest || (*oldest)->when > due) break;
      auto removed = std::make_shared<std::size_t>();
      kv::Intent intent = [account, key = (*oldest)->key, removed](kv::Transaction& t) {
        return bury(t, account, key, *removed);
      };
      outcome =
          co_await parts_->kv.commit(keys::shard(account), std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
      total += *removed;
    }
  }
  parts_->tombstones.with([&](Parts::Tombstones& t) { t.accounts.merge(left); });
  if (!outcome) co_return pass_on(outcome);
  co_return total;
}

Task<Result<std::size_t>> Store::purge_delivery_keys(AccountId account) {
  constexpr std::size_t kMost = 1000;
  const auto due = parts_->time.now() - parts_->settings.delivery_keys_kept;
  auto old = std::make_shared<std::vector<std::string>>();
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    const auto when = decode_delivery(value);
    if (!when || *when < due) old->emplace_back(key);
    return old->size() < kMost;
  };
  auto scanned =
      co_await parts_->kv.scan(kv::Family::meta, keys::delivery(account, {}), keys::deliveries_end(account), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  if (old->empty()) co_return 0;
  kv::Intent intent = [old](kv::Transaction& t) -> Result<void> {
    for (const auto& key : *old) t.erase(kv::Family::meta, key);
    return {};
  };
  auto committed =
      co_await parts_->kv.commit(keys::shard(account), std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
  if (!committed) co_return pass_on(committed);
  co_return old->size();
}

}  // namespace postern::store
