// iprev (RFC 8601 §3): whether the client's address has a name that leads back to it.
#pragma once
#include <optional>
#include <string>

#include "dns/answers.h"
#include "senderauth/outcome.h"

namespace postern::senderauth {

inline constexpr std::size_t kIprevNames = 10;

struct IprevVerdict {
  Outcome outcome = Outcome::permerror;  // pass, fail, temperror or permerror (§2.7.3)
  std::string reason;
  std::string name;          // the first name that leads back; empty when none does
  std::string claimed = {};  // where none does: the first that the address says it has
};

// The addresses of all names are asked for at once.
std::optional<IprevVerdict> check_iprev(const IpAddress&, dns::Answers&);

}  // namespace postern::senderauth
