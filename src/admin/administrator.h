// Administrators as they are stored: all in one record, for they are few and some rules are about all of them.   H09 to H12
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/caller.h"
#include "auth/webauthn.h"
#include "base/ids.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "base/time.h"
#include "directory/second_factor.h"

namespace postern::admin {

struct IpRule {
  IpNetwork network;
  std::string description;
};

struct OwnPasskey {
  auth::Passkey key;
  std::string label;
  Time added;
  Time used;
};

struct Administrator {
  std::string name;
  Roles roles{};
  std::optional<std::vector<DomainId>> domains{};  // only these; none: the whole server
  bool disabled = false;
  Time created{};
  std::string password{};  // a sealed PHC string
  Time password_changed{};
  directory::SecondFactor second_factor{};
  std::vector<OwnPasskey> passkeys{};
  std::vector<IpRule> rules{};  // from where; none: from nowhere
  std::uint64_t version = 1;    // grows with every change of what he logs in with or may do; sessions of older ones have ended
  Time invited_until{};         // he has shown no second factor yet, and may log in until then; none: he is no guest
  std::string invited_by{};

  // His password was told to him, and nobody knows who else has it by now.
  [[nodiscard]] bool is_invited() const { return invited_until.ms != 0; }
  void accept_invitation() {
    invited_until = {};
    invited_by.clear();
  }
  [[nodiscard]] bool may_come_from(const IpAddress&) const;
  [[nodiscard]] bool has_second_factor() const { return second_factor.on || !passkeys.empty(); }
  [[nodiscard]] bool is_active_owner() const { return !disabled && roles.has(Role::owner) && !domains; }
  // Who was made and has not come is nobody who could act.
  [[nodiscard]] bool is_owner_who_came() const { return is_active_owner() && has_second_factor(); }
};

// What a program shows instead of a password and a second factor.
struct ApiToken {
  std::uint32_t number = 0;
  std::string administrator{};
  std::string label{};
  std::string hash{};                 // SHA-256: it is 256 random bits, which nobody guesses
  Roles roles{};                      // of those that the administrator has at the time
  std::vector<IpNetwork> networks{};  // besides his own rules; none: wherever he may come from
  Time created{};
  Time expires{};
};

struct Roster {
  std::uint64_t version = 0;  // grows with every change
  std::uint32_t next_token = 1;
  std::vector<Administrator> administrators{};
  std::vector<ApiToken> tokens{};

  [[nodiscard]] const Administrator* find(std::string_view name) const;
  [[nodiscard]] Administrator* find(std::string_view name);
  [[nodiscard]] std::size_t active_owners() const;
  [[nodiscard]] std::size_t owners_who_came() const;
};

inline constexpr std::size_t kMostAdministrators = 200;
inline constexpr std::size_t kMostTokens = 500;
inline constexpr std::size_t kMostPasskeys = 10;     // of an administrator
inline constexpr std::size_t kMostRules = 100;       // of an administrator or a token
inline constexpr std::size_t kMostDomains = 10'000;  // that an administrator is confined to
inline constexpr std::size_t kLongestNote = 200;     // octets of a description or label

// What the log calls who is on the server's own shell: no administrator is called so, for a log tells people apart by their names.
inline constexpr std::string_view kRoot = "root", kLocal = "local";

std::string encode(const Roster&);
Result<Roster> decode_roster(std::string_view);

// a-z, 0-9, and . _ - within.
Result<void> check_name(std::string_view name);
Result<Roles> roles_named(const std::vector<std::string>&);
std::vector<std::string_view> names_of(Roles);

}  // namespace postern::admin
