// What the directory stores: domains, their other names, accounts, aliases and sealed credentials, with checked encodings.
// Every record starts with its version. A decoder refuses what it does not know rather than guess.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "address/mailbox.h"
#include "base/country_rule.h"
#include "base/ids.h"
#include "base/language.h"
#include "base/result.h"
#include "base/sender_lists.h"
#include "base/spam_actions.h"
#include "base/time.h"
#include "directory/second_factor.h"
#include "directory/service_scope.h"
#include "events/security.h"

namespace postern::directory {

enum class Status : std::uint8_t {
  active = 0,
  disabled = 1,  // no login, no new mail; what is stored stays
  // Of an account alone, which is or may be in a stranger's hands: no login, and it sends nothing; mail for it is taken.   H18
  contained = 2,
  receiving = 3,  // of an account alone: no login; mail for it is taken, and goes on or is answered as its owner has said
};

std::string_view name(Status);

// What a domain asks of passwords beyond what the server asks; 0: nothing more.   H07
struct PasswordOverrides {
  std::uint32_t minimum_length = 0;
  std::uint32_t minimum_strength = 0;
  std::uint32_t expires_after = 0;                                      // days
  std::uint32_t numbers = 0, capitals = 0, lowercase = 0, symbols = 0;  // at least so many of each
  std::uint32_t remember = 0;                                           // former ones that are not taken again
};

// What a domain may have at most; 0: as much as it likes.
struct DomainCeilings {
  std::uint32_t accounts = 0;
  std::uint32_t aliases = 0;
  std::uint64_t message_size = 0;  // octets of a message that comes to it, or from it
  std::uint64_t storage = 0;       // octets that all its accounts hold together
};

// Settings that belong to one domain. New domains get the defaults of that moment; a later change of them does not reach back.
struct DomainSettings {
  bool require_smtp_auth = true;  // H05: mail in this domain's name is taken from authenticated senders
  bool plus_addressing = true;    // user+detail@ reaches user@
  SecondFactorMode second_factor = SecondFactorMode::enabled;  // H13; what the server asks of all holds too
  PasswordOverrides passwords{};
  address::Mailbox catch_all{};    // here or elsewhere, for unknown recipients; empty: they are refused
  CountryRule login_from{};        // H36; what the server asks of all holds too
  bool tell_impersonation = true;  // H09: a user is told by mail when an administrator acts in his name
  bool self_reset = false;         // H20: who has forgotten his password may ask for a token to his recovery address
  SpamActions spam{};
  std::vector<std::string> attachment_extensions{};  // H27: not taken here, besides those that the server does not take
  SenderLists senders{};
  DomainCeilings ceilings{};
  std::vector<events::Service> closed_to_new{};  // of accounts that are made in it, where nothing else is asked for
  std::uint64_t quota_of_new = 0;                // octets, of the same; 0: as the server says
  std::optional<Language> language{};            // of what its people are written; none: the server's
};

struct Domain {
  DomainId id;
  address::Domain name;
  Time created;
  Status status = Status::active;
  DomainSettings settings{};
};

// Another name of a domain: every recipient of the domain can be reached, and sends, under it as well.
struct DomainAlias {
  address::Domain name;
  DomainId domain;
};

// All that is known of an account but its secrets.
struct Account {
  AccountId id;
  DomainId domain;
  std::string local_part;  // as it was given; compared by address::local_key()
  std::string display_name;
  Time created;
  Status status = Status::active;
  std::uint64_t quota = 0;               // octets; 0 is no limit of its own
  bool policy_exempt = false;            // its password need not meet the policy, nor does it age: test and service accounts
  std::uint64_t credential_version = 0;  // grows by one at every change of its credentials; 0: it has none
  Time password_changed;
  Time password_expired{};                // an administrator has ended it; 0: nobody has
  std::uint32_t broken_rules = 0;         // of the policy, as met at a login: bits that auth knows
  bool second_factor = false;             // it has one: its password alone opens nothing
  CountryRule login_from{};               // H36; what the server and the domain ask holds too
  std::optional<ServiceScope> service{};  // a machine's, for sending; none: a person's
  SpamActions spam{};
  SenderLists senders{};
  bool answers = false;                   // it has an automatic reply, which may be over
  std::vector<events::Service> closed{};  // where its owner does not get in, whatever he shows; submission is for port 25 too
  std::optional<Language> language{};     // in which the server writes to its owner; none: its domain's

  [[nodiscard]] bool may_use(events::Service) const;
  [[nodiscard]] std::optional<std::uint64_t> own_quota() const {
    if (quota == 0) return {};
    return quota;
  }
};

// Who may write to an alias. Who has logged in counts, whatever a message says of its sender.
enum class OpenTo : std::uint8_t {
  everybody = 0,
  people_here = 1,  // whoever has an account of this server
  members = 2,      // the accounts that it stands for
};

std::string_view name(OpenTo);

// A name that stands for other mailboxes, here or elsewhere.
struct Alias {
  DomainId domain;
  std::string local_part;
  std::vector<address::Mailbox> targets;
  bool members_may_send = false;  // each of several targets may send under the alias; a single one always may
  Time created;
  OpenTo open_to = OpenTo::everybody;
};

// Bytes that auth sealed for this one account; the directory cannot read them.
struct SealedCredentials {
  std::string password;               // a sealed PHC string; empty: no login by password
  std::string scram;                  // a sealed SCRAM verifier; empty: none
  std::vector<std::string> former{};  // sealed PHC strings, newest first
};

// What a local part stands for in its domain: an account, or an alias.
using NameRecord = std::variant<AccountId, Alias>;

// The ids that come next. They only grow.
struct Counters {
  AccountId next_account{1};
  DomainId next_domain{1};
};

inline constexpr std::size_t kMostFormerPasswords = 50;
inline constexpr std::size_t kMostExtensions = 200;  // that a domain adds
inline constexpr std::size_t kMostClosed = 7;        // services, of an account
inline constexpr std::size_t kMostAliasTargets = 1000;
inline constexpr std::size_t kLongestDisplayName = 256;  // octets
Result<void> check_display_name(std::string_view);       // what may be one

std::string encode(const Domain&);
std::string encode(const DomainAlias&);
std::string encode(const Account&);
std::string encode(const NameRecord&);
std::string encode(const SealedCredentials&);
std::string encode(const Counters&);
Result<Domain> decode_domain(std::string_view);
Result<DomainAlias> decode_domain_alias(std::string_view);
Result<Account> decode_account(std::string_view);
Result<NameRecord> decode_name(std::string_view);
Result<SealedCredentials> decode_credentials(std::string_view);
Result<Counters> decode_counters(std::string_view);

}  // namespace postern::directory
