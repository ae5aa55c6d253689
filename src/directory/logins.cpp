// Changes of what accounts log in with besides their password.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "directory/directory.h"
#include "directory/edit.h"
#include "directory/fields.h"

namespace postern::directory {
namespace {

Result<void> check_label(std::string_view label) {
  if (label.empty()) return fail(Failure::invalid, "An application password needs a label, such as the device it is for");
  if (label.size() > kLongestLabel)
    return fail(Failure::too_large, fmt::format("The label may have at most {} bytes of text", kLongestLabel));
  if (!is_utf8(label) || printable(label, label.size()) != label)
    return fail(Failure::invalid, "The label has characters that cannot be shown");
  return {};
}

}  // namespace

Task<Result<std::uint32_t>> Directory::add_app_password(AccountId id, AppPassword fresh) {
  auto good = check_label(fresh.label);
  if (!good) co_return pass_on(good);
  if (fresh.networks.size() > kMostNetworks)
    co_return fail(Failure::too_large, fmt::format("There may be at most {} networks", kMostNetworks));
  fresh.created = time_.now();
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto account = edit.account(id);
    if (!account) return pass_on(account);
    auto all = edit.app_passwords(id);
    if (!all) return pass_on(all);
    std::erase_if(all->list, [&](const AppPassword& p) { return p.refresh && p.refresh->expires <= fresh.created; });
    if (all->list.size() >= kMostAppPasswords)
      return fail(Failure::too_large, "The account has as many application passwords as it may: remove one first");
    fresh.number = all->next++;
    all->list.push_back(fresh);
    edit.put(*all);
    return edit.done();
  };
  auto committed = co_await store_.commit(kShard, std::move(intent));
  if (!committed) co_return pass_on(committed);
  co_return fresh.number;
}

Task<Result<void>> Directory::remove_app_password(AccountId id, std::uint32_t number) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto all = edit.app_passwords(id);
    if (!all) return pass_on(all);
    if (std::erase_if(all->list, [number](const AppPassword& p) { return p.number == number; }) == 0)
      return fail(Failure::not_found, "The account has no application password of this number");
    edit.put(*all);
    edit.erase_use(id, number);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<void>> Directory::change_app_passwords(AccountId id, std::function<Result<void>(AppPasswords&)> change) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    if (auto account = edit.account(id); !account) return pass_on(account);
    auto all = edit.app_passwords(id);
    if (!all) return pass_on(all);
    auto changed = change(*all);
    if (!changed) return changed;
    edit.put(*all);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<void>> Directory::set_credentials(AccountId id, SealedCredentials credentials, std::size_t remember,
                                              std::optional<std::uint64_t> in_place_of) {
  const auto now = time_.now();
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    const auto before = edit.account(id);
    if (before && in_place_of && before->credential_version != *in_place_of)
      return fail(Failure::conflict, "The password has been changed meanwhile");
    auto put = edit.put_fresh(id, credentials, remember, now);
    return put ? edit.done() : put;
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<std::size_t>> Directory::contain(AccountId id, std::size_t remember) {
  const auto now = time_.now();
  std::size_t count = 0;
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    SealedCredentials none;
    if (auto put = edit.put_fresh(id, none, remember, now); !put) return put;
    auto account = edit.account(id);
    auto all = edit.app_passwords(id);
    if (!account || !all) return account ? pass_on(all) : pass_on(account);
    auto passkeys = edit.passkeys(id);
    if (!passkeys) return pass_on(passkeys);
    count = all->list.size() + passkeys->list.size();
    if (account->status != Status::disabled) account->status = Status::contained;
    edit.put(*account);
    if (auto dropped = edit.drop_app_passwords(id); !dropped) return dropped;
    auto factor = edit.second_factor(id);
    if (!factor) return pass_on(factor);
    if (auto gone = edit.put_factors(id, std::move(*factor), {}); !gone) return gone;
    transaction.erase(kv::Family::meta, keys::password_reset(id));
    return edit.done();
  };
  auto committed = co_await store_.commit(kShard, std::move(intent));
  if (!committed) co_return pass_on(committed);
  co_return count;
}

namespace {

// One that has ended already goes on as it was: its grace runs.
Result<void> end_password(Edit& edit, Account account, Time at) {
  if (account.credential_version == 0) return fail(Failure::not_found, "The account has no password");
  if (account.password_expired.ms != 0) return {};
  account.password_expired = at;
  edit.put(account);
  return {};
}

}  // namespace

Task<Result<void>> Directory::expire_password(AccountId id, Time at) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto account = edit.account(id);
    if (!account) return pass_on(account);
    auto ended = end_password(edit, std::move(*account), at);
    return ended ? edit.done() : ended;
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<std::size_t>> Directory::expire_passwords(std::vector<AccountId> ids, Time at) {
  std::size_t ended = 0;
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    ended = 0;
    for (const auto id : ids) {
      auto account = edit.account(id);
      auto one = account ? end_password(edit, std::move(*account), at) : pass_on(account);
      if (one)
        ++ended;
      else if (one.error().kind != Failure::not_found)
        return one;
    }
    return edit.done();
  };
  auto done = co_await store_.commit(kShard, std::move(intent));
  if (!done) co_return pass_on(done);
  co_return ended;
}

Task<Result<void>> Directory::note_broken_rules(AccountId id, std::uint64_t credential_version, std::uint32_t rules) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto account = edit.account(id);
    if (!account) return pass_on(account);
    if (account->credential_version != credential_version || account->broken_rules == rules) return {};
    account->broken_rules = rules;
    edit.put(*account);
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<void>> Directory::change_second_factor(AccountId id, std::function<Result<void>(SecondFactor&)> change) {
  const auto change_one = [&change](SecondFactor& f, Passkeys&) { return change(f); };
  co_return co_await change_factors(id, change_one);
}

Task<Result<void>> Directory::change_factors(AccountId id, std::function<Result<void>(SecondFactor&, Passkeys&)> change) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto f = edit.second_factor(id);
    if (!f) return pass_on(f);
    auto passkeys = edit.passkeys(id);
    if (!passkeys) return pass_on(passkeys);
    auto changed = change(*f, *passkeys);
    if (!changed) return changed;
    auto put = edit.put_factors(id, std::move(*f), *passkeys);
    return put ? edit.done() : put;
  };
  // Also on a disk that is low: a code that lets somebody in to make room is used up by that.
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<Passkeys>> Directory::passkeys(AccountId id) {
  auto found = co_await store_.get(kv::Family::meta, keys::passkeys(id));
  if (!found) co_return pass_on(found);
  if (!*found) co_return Passkeys{};
  co_return decode_passkeys(**found);
}

Task<Result<AccountId>> Directory::passkey_owner(std::string credential) {
  auto found = co_await store_.get(kv::Family::meta, keys::passkey_owner(credential));
  if (!found) co_return pass_on(found);
  if (!*found) co_return fail(Failure::not_found, "Nobody has this passkey");
  co_return AccountId(Decoder(**found).big64());
}

Task<Result<SecondFactor>> Directory::second_factor(AccountId id) {
  auto found = co_await store_.get(kv::Family::meta, keys::second_factor(id));
  if (!found) co_return pass_on(found);
  if (!*found) co_return SecondFactor{};
  co_return decode_second_factor(**found);
}

Task<Result<Time>> Directory::password_told(AccountId id) {
  auto found = co_await store_.get(kv::Family::meta, keys::password_told(id));
  if (!found) co_return pass_on(found);
  if (!*found) co_return Time{};
  Decoder in(**found);
  const Time at{in.zigzag()};
  if (!in.done()) co_return damaged("time of a notice");
  co_return at;
}

Task<Result<void>> Directory::note_password_told(AccountId id, Time at) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    if (auto account = Edit(transaction).account(id); !account) return pass_on(account);
    transaction.put(kv::Family::meta, keys::password_told(id), Encoder().zigzag(at.ms).take());
    return {};
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

// Not synced: after a crash an hour of this knowledge may be missing.
Task<Result<void>> Directory::note_use(AccountId id, AppPasswordUse use) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto all = edit.app_passwords(id);
    if (!all) return pass_on(all);
    const bool is_its_own = use.number == 0 && edit.account(id).has_value();
    if (is_its_own || all->find(use.number)) edit.put_use(id, use);  // else it was removed meanwhile
    return {};
  };
  co_return co_await store_.commit(kShard, std::move(intent), kv::Durability::relaxed);
}

Task<Result<std::vector<AppPasswordUse>>> Directory::app_password_uses(AccountId id) {
  std::vector<AppPasswordUse> out;
  Result<void> read;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto use = decode_app_password_use(value);
    if (use)
      out.push_back(*use);
    else
      read = pass_on(use);
    return read.has_value();
  };
  const auto from = keys::uses(id);
  auto scanned = co_await store_.scan(kv::Family::meta, from, keys::after(from), std::move(visit));
  if (scanned) scanned = read;
  if (!scanned) co_return pass_on(scanned);
  co_return out;
}

}  // namespace postern::directory
