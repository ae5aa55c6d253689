// What is set in a domain, member by member, each declared once (domain_defaults.cpp): the form of a domain, what is refused there, and
// what a new domain begins with are made of the same declaration. A later change of what new ones begin with leaves the domains that are
// there as they are: see the operations domain.drift and domain.propagate.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "config/config.h"
#include "directory/records.h"

namespace postern::directory {

// SpamAction, and before them that the domain says nothing.
enum class DomainSpam : std::uint8_t { server, inbox, junk, quarantine, refuse };

// Language, and before them that the domain says nothing.
enum class DomainLanguage : std::uint8_t { server, en, de };

// The values are the hardened ones.
struct DomainDefaults {
  bool require_smtp_auth = true;
  bool plus_addressing = true;
  SecondFactorMode second_factor = SecondFactorMode::enabled;
  std::uint32_t password_length = 0;         // 0: as the server asks
  std::uint32_t password_strength = 0;       // 0: as the server asks
  std::uint32_t password_expires_after = 0;  // days; 0: as the server asks
  std::uint32_t password_numbers = 0, password_capitals = 0, password_lowercase = 0, password_symbols = 0;  // 0: the same
  std::uint32_t password_remember = 0;                                                                      // 0: the same
  bool tell_impersonation = true;
  bool self_reset = false;
  std::vector<std::string> attachment_extensions{};
  CountryMode country_rule = CountryMode::off;
  std::vector<std::string> countries{};
  DomainSpam spam_low = DomainSpam::server, spam_medium = DomainSpam::server, spam_high = DomainSpam::server;
  DomainSpam spam_blocked = DomainSpam::server;
  std::string catch_all{};                            // empty: none
  std::uint32_t most_accounts = 0, most_aliases = 0;  // 0: any number
  config::Octets largest_message{};                   // 0: as the server takes it
  config::Octets most_storage{};                      // 0: as much as its people's quotas allow
  std::vector<std::string> new_account_services{"smtp", "imap", "pop3", "sieve", "web"};
  config::Octets new_account_quota{};  // 0: as the server says
  DomainLanguage language = DomainLanguage::server;

  static DomainDefaults of(const DomainSettings&);
  // What a domain has besides stays. The values are within their bounds.
  void put_into(DomainSettings&) const;
  [[nodiscard]] DomainSettings settings() const;
};

}  // namespace postern::directory
