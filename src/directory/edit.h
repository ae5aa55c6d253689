// One change of the directory as an intent makes it: typed reads of the records, writes that also tell the snapshot.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "directory/app_passwords.h"
#include "directory/auto_reply.h"
#include "directory/keys.h"
#include "directory/left_name.h"
#include "directory/passkeys.h"
#include "directory/records.h"
#include "directory/recovery.h"
#include "directory/snapshot.h"
#include "kv/kv.h"

namespace postern::directory {

// What the committer tells the directory after a group is durable.
struct Changed final : kv::Notice {
  explicit Changed(std::vector<Change> list) : changes(std::move(list)) {}
  std::vector<Change> changes;
};

class Edit {
 public:
  explicit Edit(kv::Transaction& transaction) : transaction_(transaction) {}

  // Failure::not_found with a text for the administrator.
  Result<Domain> domain(DomainId);
  Result<DomainAlias> domain_name(const address::Domain&);
  Result<Account> account(AccountId);
  Result<std::pair<DomainId, NameRecord>> name(const address::Mailbox&);
  Result<Alias> alias(const address::Mailbox&);

  Result<SealedCredentials> credentials(AccountId);  // none: empty ones
  Result<SecondFactor> second_factor(AccountId);     // none: an empty one
  Result<AppPasswords> app_passwords(AccountId);     // none: an empty list
  Result<Passkeys> passkeys(AccountId);              // none: an empty list
  Result<Recovery> recovery(AccountId);              // none: an empty one
  Result<AutoReply> auto_reply(AccountId);           // none: one that is off

  // Failure::exists when the name is taken; of a mailbox, gives the domain it would be in.
  Result<void> domain_name_is_free(const address::Domain&);
  Result<void> name_is_free(DomainId, std::string_view local_part);
  Result<DomainId> free_place(const address::Mailbox&);

  // For one more. Failure::conflict when the domain has as many as it may.
  Result<void> take_room_for_account(DomainId);
  Result<void> take_room_for_alias(DomainId);

  Result<AccountId> next_account();
  Result<DomainId> next_domain();

  void put(const Domain&);
  void put(const DomainAlias&);
  void put(const Account&);
  void put(const Alias&);
  void put(const AppPasswords&);
  void put_credentials(AccountId, const SealedCredentials&);
  // Another password, `remember` of the former ones, and nothing of what the account knew of the one before.
  Result<void> put_fresh(AccountId, SealedCredentials& fresh, std::size_t remember, Time now);
  Result<void> drop_app_passwords(AccountId);
  // With what else it has to log in by: the account is told whether that is anything.
  Result<void> put_factors(AccountId, SecondFactor, const Passkeys&);
  void put_recovery(AccountId, const Recovery&);
  void put_auto_reply(AccountId, const AutoReply&);
  void put_use(AccountId, const AppPasswordUse&);
  void erase_use(AccountId, std::uint32_t number);
  void put(const LeftName&);
  void erase(const LeftName&);
  void erase(const DomainAlias&);
  void erase(const Account&);
  void erase(const Alias&);
  void erase_domain(const Domain&);
  void free_name(DomainId, std::string_view local_part);  // of an account that is about to be put under another

  // Visits every record whose key begins with the prefix.
  Result<void> each(std::string_view prefix, const std::function<Result<void>(std::string_view value)>&);

  Result<void> each_recovery(const std::function<void(AccountId, Recovery&)>&);

  // Tells the snapshot; the last step of an intent that succeeds.
  Result<void> done();

 private:
  template <class Record>
  Result<Record> read(std::string_view key, Result<Record> (*decode)(std::string_view), std::string_view missing);
  Result<Counters> counters();
  struct Names {
    std::size_t accounts = 0, aliases = 0;
  };
  Result<Names*> names_in(DomainId);  // with the room that was taken
  Result<std::optional<std::uint32_t>> take_room(DomainId, std::uint32_t DomainCeilings::* ceiling, std::size_t Names::* count);
  Result<void> put(AccountId, const Passkeys& before, const Passkeys& after);
  void write(std::string_view key, const std::string& value) { transaction_.put(kv::Family::meta, key, value); }
  void drop(std::string_view key) { transaction_.erase(kv::Family::meta, key); }

  kv::Transaction& transaction_;
  std::vector<Change> changes_;
  std::map<DomainId, Names> counted_;
};

}  // namespace postern::directory
