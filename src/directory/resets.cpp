// Forgotten passwords: where their owners are reached, the token that may set one anew, and the one commit in which it does.
#include "directory/directory.h"
#include "directory/edit.h"

namespace postern::directory {

Task<Result<void>> Directory::put_password_reset(AccountId id, PasswordReset fresh) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    if (auto account = Edit(transaction).account(id); !account) return pass_on(account);
    transaction.put(kv::Family::meta, keys::password_reset(id), encode(fresh));
    return {};
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<address::Mailbox>> Directory::open_password_reset(AccountId id, PasswordReset fresh, Time now,
                                                              std::uint32_t most_a_day) {
  address::Mailbox to;
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    auto account = edit.account(id);
    if (!account) return pass_on(account);
    auto recovery = edit.recovery(id);
    if (!recovery) return pass_on(recovery);
    if (recovery->mailbox.empty()) return fail(Failure::not_found, "The account has no recovery address");
    auto found = transaction.get(kv::Family::meta, keys::password_reset(id));
    if (!found) return pass_on(found);
    auto before = *found ? decode_password_reset(**found) : Result<PasswordReset>{};
    if (!before) return pass_on(before);
    if (now < before->expires && before->credential_version == account->credential_version)
      return fail(Failure::conflict, "A reset of this password is open");
    if (!recovery->take_mail(now, most_a_day)) return fail(Failure::conflict, "There were enough of them today");
    to = recovery->mailbox;
    edit.put_recovery(id, *recovery);
    transaction.put(kv::Family::meta, keys::password_reset(id), encode(fresh));
    return {};
  };
  auto done = co_await store_.commit(kShard, std::move(intent));
  if (!done) co_return pass_on(done);
  co_return to;
}

Task<Result<void>> Directory::change_recovery(AccountId id, std::function<Result<void>(Recovery&)> change) {
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    Edit edit(transaction);
    if (auto account = edit.account(id); !account) return pass_on(account);
    auto recovery = edit.recovery(id);
    if (!recovery) return pass_on(recovery);
    auto changed = change(*recovery);
    if (changed) edit.put_recovery(id, *recovery);
    return changed;
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

Task<Result<Recovery>> Directory::recovery(AccountId id) {
  auto found = co_await store_.get(kv::Family::meta, keys::recovery(id));
  if (!found) co_return pass_on(found);
  if (!*found) co_return Recovery{};
  co_return decode_recovery(**found);
}

Task<Result<PasswordReset>> Directory::password_reset(AccountId id) {
  auto found = co_await store_.get(kv::Family::meta, keys::password_reset(id));
  if (!found) co_return pass_on(found);
  if (!*found) co_return fail(Failure::not_found, "No reset of this password is open");
  co_return decode_password_reset(**found);
}

Task<Result<void>> Directory::reset_credentials(AccountId id, std::string tag, SealedCredentials credentials,
                                                std::size_t remember) {
  const auto now = time_.now();
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    auto found = transaction.get(kv::Family::meta, keys::password_reset(id));
    if (!found) return pass_on(found);
    auto reset = *found ? decode_password_reset(**found) : Result<PasswordReset>{};
    if (!reset) return pass_on(reset);
    if (reset->tag.empty() || reset->tag != tag) return fail(Failure::not_found, "No such reset is open");
    Edit edit(transaction);
    auto put = edit.put_fresh(id, credentials, remember, now);
    if (!put) return put;
    put = edit.drop_app_passwords(id);
    if (!put) return put;
    transaction.erase(kv::Family::meta, keys::password_reset(id));
    return edit.done();
  };
  co_return co_await store_.commit(kShard, std::move(intent));
}

}  // namespace postern::directory
