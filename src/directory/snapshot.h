// The directory as it stood after some commit, in memory and never changing: what SMTP and login ask at every step.
// Promises: no question here reads the store, waits or takes a lock; any thread may ask; answers of one snapshot agree.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "address/mailbox.h"
#include "directory/app_passwords.h"
#include "directory/records.h"
#include "directory/table.h"

namespace postern::directory {

struct LocalTarget {
  AccountId account;
  std::string detail;  // what stood behind "+" in the address that reached it, if anything
  friend bool operator==(const LocalTarget&, const LocalTarget&) = default;
};

enum class Verdict : std::uint8_t {
  deliver,    // to the targets below, at least one
  elsewhere,  // the domain is not one of ours
  unknown,    // the domain is ours, the name is nobody's
  disabled,   // somebody's who may not receive: the account or the domain is disabled, or all targets are; a service account
  too_many,   // over the fan-out limit: an administrator's mistake, temporary to the sender
};

// Where mail for one recipient goes. Each account and each remote mailbox is named once however many ways lead there.
struct Resolution {
  Verdict verdict = Verdict::unknown;
  std::vector<LocalTarget> accounts;
  std::vector<address::Mailbox> remote;
};

struct ResolveLimits {
  std::size_t depth = 10;      // aliases of aliases
  std::size_t targets = 2000;  // mailboxes looked at for one recipient
};

// What changed in one commit; the snapshot after it is made of the one before and of these.
struct Put {
  std::variant<Domain, DomainAlias, Account, Alias, AppPasswords> record;
};
struct Erase {
  enum class Kind : std::uint8_t { domain, domain_alias, account, alias } kind;
  std::uint64_t id = 0;  // domain or account; the domain of an alias
  std::string name;      // of a domain alias; the key of the local part of an alias
};
using Change = std::variant<Put, Erase>;

class Snapshot {
 public:
  [[nodiscard]] Resolution resolve(const address::Mailbox&, const ResolveLimits& = {}) const;

  // The hosted domain of this name or other name; null when it is not ours.
  [[nodiscard]] std::shared_ptr<const Domain> domain(const address::Domain&) const;
  [[nodiscard]] std::shared_ptr<const Domain> domain(DomainId) const;
  [[nodiscard]] std::shared_ptr<const Account> account(AccountId) const;
  // The account whose own address this is, under any name of its domain. No aliases, no "+".
  [[nodiscard]] std::shared_ptr<const Account> account(const address::Mailbox&) const;
  [[nodiscard]] std::shared_ptr<const Alias> alias(const address::Mailbox&) const;
  // Null while it never had one.
  [[nodiscard]] std::shared_ptr<const AppPasswords> app_passwords(AccountId) const;

  [[nodiscard]] address::Mailbox address_of(const Account&) const;
  // In which one writes to its owner, and to whoever reads mail to that address here: the account's, or that of all accounts behind an
  // alias, else its domain's, else the other.
  [[nodiscard]] Language language_of(const Account&, Language otherwise) const;
  [[nodiscard]] Language language_of(const address::Mailbox&, Language otherwise) const;
  // How logs and lists call it: its address, or "account 7" when it is gone.
  [[nodiscard]] std::string name_of(AccountId) const;
  // It and its domain are active.
  [[nodiscard]] bool may_log_in(const Account&) const;

  // H06: its own address under every name of its domain, with any "+detail", and the aliases that mean it alone or let members
  // send. Of a service account: the senders it was given, and no others.
  [[nodiscard]] bool may_send_as(AccountId, const address::Mailbox&) const;
  // Not to an alias that is closed to the account, with any "+detail"; 0 is a stranger. Of a name that is nobody's, nothing is said.
  [[nodiscard]] bool may_write_to(AccountId, const address::Mailbox&) const;
  // H06, as a list, without details. Walks all aliases: for identities and the console, not for every message.
  [[nodiscard]] std::vector<address::Mailbox> addresses_of(AccountId) const;

  // For the console and the CLI; sorted by name.
  [[nodiscard]] std::vector<std::shared_ptr<const Domain>> domains() const;
  [[nodiscard]] std::vector<std::shared_ptr<const DomainAlias>> domain_aliases() const;
  // One walk, however many domains are meant: nobody asks for one domain after another.
  using Which = std::function<bool(DomainId)>;
  static bool all(DomainId) { return true; }
  [[nodiscard]] std::vector<std::shared_ptr<const Account>> accounts(const Which&) const;
  [[nodiscard]] std::vector<std::shared_ptr<const Alias>> aliases(const Which&) const;
  [[nodiscard]] std::vector<std::shared_ptr<const Account>> accounts(DomainId) const;
  [[nodiscard]] std::vector<std::shared_ptr<const Alias>> aliases(DomainId) const;
  struct Counts {
    std::size_t accounts = 0, aliases = 0;
  };
  [[nodiscard]] std::unordered_map<DomainId, Counts> counts() const;
  [[nodiscard]] std::size_t account_count() const { return accounts_.size(); }

  // The snapshot after these changes. This one must live until it returns.
  [[nodiscard]] std::shared_ptr<const Snapshot> with(std::span<const Change>) const;

 private:
  class Resolver;
  // A name in a domain, and how one is looked up without making a string.
  struct NameView {
    std::uint64_t domain;
    std::string_view local;
    friend std::size_t hash_of(const NameView& v) { return directory::hash_of(v.local) ^ v.domain * 0x9E3779B97F4A7C15U; }
  };
  struct NameKey {
    std::uint64_t domain;
    std::string local;
    friend std::size_t hash_of(const NameKey& k) { return hash_of(NameView{k.domain, k.local}); }
    friend bool operator==(const NameKey&, const NameKey&) = default;
    friend bool operator==(const NameKey& a, const NameView& b) { return a.domain == b.domain && a.local == b.local; }
  };
  // What a name stands for: exactly one of the two is set.
  struct Name {
    std::shared_ptr<const Account> account;
    std::shared_ptr<const Alias> alias;
  };
  static constexpr std::size_t kFew = 64;

  [[nodiscard]] Language language_at(const address::Domain&, Language otherwise) const;
  void put(Domain);
  void put(DomainAlias);
  void put(Account);
  void put(Alias);
  void put(AppPasswords);
  void erase(const Erase&);
  [[nodiscard]] const Domain* find(const address::Domain&) const;
  [[nodiscard]] const Name* find(const Domain&, std::string_view local_key) const;
  [[nodiscard]] const Name* find(const address::Mailbox&) const;
  // The name itself or, where the domain allows it, the part before "+"; then `detail` says what stood behind it.
  [[nodiscard]] const Name* find_with_detail(const Domain&, const address::Mailbox&, std::string_view& detail) const;

  Table<std::uint64_t, std::shared_ptr<const Domain>, kFew> domains_;
  Table<std::string, DomainId, kFew> domain_names_;  // own names and other names
  Table<std::string, std::shared_ptr<const DomainAlias>, kFew> domain_aliases_;
  Table<std::uint64_t, std::shared_ptr<const Account>> accounts_;
  Table<NameKey, Name> names_;
  Table<std::uint64_t, std::shared_ptr<const AppPasswords>> app_passwords_;
};

}  // namespace postern::directory
