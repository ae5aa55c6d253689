// Domains, accounts and aliases: the durable records and the snapshot in memory that answers for them.
// Use: auto directory = co_await open(store, time); directory->resolve(mailbox) at RCPT; co_await
// directory->create_account(...) Promises: reads never touch the store; a change is durable, and seen by every later read, when
// its task is done; account ids
//   are never used twice; a change that meets a different state than it expects fails whole (exists, not_found, conflict) and
//   may be asked again without harm.
// Lifetime: the store outlives it.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "directory/app_passwords.h"
#include "directory/auto_reply.h"
#include "directory/left_name.h"
#include "directory/passkeys.h"
#include "directory/password_reset.h"
#include "directory/records.h"
#include "directory/recovery.h"
#include "directory/snapshot.h"
#include "kv/kv.h"

namespace postern::directory {

inline constexpr kv::Shard kShard{0};  // the directory's own; accounts count from 1

struct NewAccount {
  address::Mailbox address;
  std::string display_name{};
  std::optional<std::uint64_t> quota{};  // of a person; none: as the domain has it for new accounts
  Status status = Status::active;
  bool policy_exempt = false;
  std::optional<ServiceScope> service{};
  std::optional<std::vector<events::Service>> closed{};  // of a person; none: as the domain has it for new accounts
  // Makes the credentials once the id is known, for they are sealed for it. Runs on the committer thread: no hashing there.
  std::function<SealedCredentials(AccountId)> credentials{};
};

// The mailbox under another local part, with the detail that it has; none: it is not that of the old one, which is a key.
std::optional<address::Mailbox> renamed(const address::Mailbox&, std::string_view old, std::string_view fresh);

class Directory {
 public:
  static Task<Result<std::unique_ptr<Directory>>> open(kv::Store&, const TimeSource&, ResolveLimits = {});

  // Any thread. Hold it for a few questions that must agree; do not keep it.
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;
  [[nodiscard]] Resolution resolve(const address::Mailbox& to) const { return snapshot()->resolve(to, limits_); }
  [[nodiscard]] bool is_local(const address::Domain& name) const { return snapshot()->domain(name) != nullptr; }
  [[nodiscard]] bool may_send_as(AccountId a, const address::Mailbox& m) const { return snapshot()->may_send_as(a, m); }

  Task<Result<DomainId>> create_domain(address::Domain name, DomainSettings settings = {});
  Task<Result<void>> update_domain(DomainId, std::function<Result<void>(Domain&)> change);  // status and settings
  // All or none, in one commit.
  Task<Result<void>> update_domains(std::vector<DomainId>, std::function<Result<void>(Domain&)> change);
  // With its aliases and other names; conflict while it has accounts, or an alias or a catch-all of another domain leads into it.
  Task<Result<void>> delete_domain(DomainId);
  // Before its accounts are deleted: from then on nobody of it logs in, and mail to it is refused. conflict where delete_domain() would
  // refuse for what leads into it.
  Task<Result<void>> close_domain(DomainId);
  Task<Result<void>> create_domain_alias(address::Domain name, DomainId);
  Task<Result<void>> delete_domain_alias(address::Domain name);

  // All or none, in one commit. The ids come in the order of the accounts.
  Task<Result<std::vector<AccountId>>> create_accounts(std::vector<NewAccount>);
  Task<Result<AccountId>> create_account(NewAccount);
  // Anything but id, address, credentials and whether it is a service account.
  Task<Result<void>> update_account(AccountId, std::function<Result<void>(Account&)> change);
  // Another local part, and in the same commit what names the address: aliases, catch-alls, whom service accounts send for, where others
  // are sent tokens. `keep_old`: the old address stays as an alias. Failure::exists when the name is taken, but by an alias of the account
  // alone, which goes.
  Task<Result<void>> rename_account(AccountId, std::string local_part, bool keep_old);
  // Names that were not kept, the first left first, until somebody has seen to what is stored elsewhere under them. Reads the store.
  Task<Result<std::vector<LeftName>>> left_names();
  Task<Result<void>> forget_left_name(LeftName);
  Task<Result<void>> delete_account(AccountId);  // its mail is the store's to remove; aliases to it lead nowhere
  // The password before becomes the newest of the former ones, of which `remember` are kept.
  // `in_place_of`: conflict when they are not of this version any more.
  Task<Result<void>> set_credentials(AccountId, SealedCredentials, std::size_t remember = 0,
                                     std::optional<std::uint64_t> in_place_of = {});
  // In one commit: nobody logs in to it any more, by nothing that it was opened with. Its password becomes the newest of the former ones.
  // How many application passwords and tokens there were. One that is disabled stays so.   H18
  Task<Result<std::size_t>> contain(AccountId, std::size_t remember);
  Task<Result<void>> expire_password(AccountId, Time);  // until a new one is set
  // The same of many, in one commit; who is gone meanwhile, or has no password, is passed over. How many have ended.
  Task<Result<std::size_t>> expire_passwords(std::vector<AccountId>, Time);
  // What was found at a login by credentials of this version; nothing when there are others by now.
  Task<Result<void>> note_broken_rules(AccountId, std::uint64_t credential_version, std::uint32_t rules);
  // In place of an older one. Read from the store; not_found when there is none.
  Task<Result<void>> put_password_reset(AccountId, PasswordReset);
  Task<Result<PasswordReset>> password_reset(AccountId);
  // The same for whoever asks, by no right of his own: the mailbox that it is to be sent to. not_found for an account that has none;
  // conflict while one is open, which stays, or when there were `most_a_day`.
  Task<Result<address::Mailbox>> open_password_reset(AccountId, PasswordReset, Time now, std::uint32_t most_a_day);
  // As set_credentials(), in one commit with the end of the reset of this tag and of all application passwords; not_found when the
  // account has no such reset any more.
  Task<Result<void>> reset_credentials(AccountId, std::string tag, SealedCredentials, std::size_t remember);
  // When its owner was told last that it is about to end; 0: never. Both work on the store.
  Task<Result<Time>> password_told(AccountId);
  Task<Result<void>> note_password_told(AccountId, Time);
  Task<Result<SealedCredentials>> credentials(AccountId);  // reads the store: for login only. not_found when there are none

  // Its number and the time of its making are given here, whatever `fresh` says.
  Task<Result<std::uint32_t>> add_app_password(AccountId, AppPassword fresh);
  Task<Result<void>> remove_app_password(AccountId, std::uint32_t number);
  // Reads, changes and writes them in one commit, so that no refresh token is taken twice. `change` runs on the committer thread.
  Task<Result<void>> change_app_passwords(AccountId, std::function<Result<void>(AppPasswords&)> change);
  Task<Result<void>> note_use(AccountId, AppPasswordUse);  // number 0: of a service account, by its own password
  Task<Result<std::vector<AppPasswordUse>>> app_password_uses(AccountId);  // reads the store; of those that were used

  // Reads, changes and writes an account's second factor in one commit, so that no code is taken twice. The account is told whether
  // it is on. `change` runs on the committer thread: no hashing there.
  Task<Result<void>> change_second_factor(AccountId, std::function<Result<void>(SecondFactor&)> change);
  Task<Result<SecondFactor>> second_factor(AccountId);  // reads the store
  // With passkeys, which are second factors too. Failure::exists for one that is known already, whoever has it.
  Task<Result<void>> change_factors(AccountId, std::function<Result<void>(SecondFactor&, Passkeys&)> change);
  Task<Result<Passkeys>> passkeys(AccountId);                     // reads the store, as the next
  Task<Result<AccountId>> passkey_owner(std::string credential);  // Failure::not_found when nobody has it

  Task<Result<void>> change_recovery(AccountId, std::function<Result<void>(Recovery&)> change);
  Task<Result<Recovery>> recovery(AccountId);  // reads the store

  // Reads, changes and writes it in one commit; the account is told whether it answers. What is wrong with it is refused.
  Task<Result<void>> change_auto_reply(AccountId, std::function<Result<void>(AutoReply&)> change);
  Task<Result<AutoReply>> auto_reply(AccountId);  // reads the store

  Task<Result<void>> create_alias(address::Mailbox name, std::vector<address::Mailbox> targets, bool members_may_send = false,
                                  OpenTo open_to = OpenTo::everybody);
  Task<Result<void>> update_alias(address::Mailbox name, std::function<Result<void>(Alias&)> change);  // anything but its name
  Task<Result<void>> delete_alias(address::Mailbox name);

 private:
  Directory(kv::Store&, const TimeSource&, ResolveLimits, std::shared_ptr<const Snapshot>);
  kv::Store& store_;
  const TimeSource& time_;
  ResolveLimits limits_;
  // Shared with the store's observer, which stays when the directory goes.
  std::shared_ptr<Locked<std::shared_ptr<const Snapshot>>> present_;
};

}  // namespace postern::directory
