// SPF (RFC 7208): whether a client may use a domain in MAIL FROM or HELO.
// Use: fill an SpfQuery; while (!(verdict = check_spf(query, answers))) let the driver of dns/answers.h ask.
// Promises: pure; the same query and answers give the same verdict. At most 10 terms that ask the DNS, 2 void look-ups, 10 names of an
// MX or PTR, and 8 KiB of a record (RFC 7208 §4.6.4), so an evaluation ends whatever the zones say.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "base/time.h"
#include "dns/answers.h"
#include "senderauth/outcome.h"

namespace postern::senderauth {

inline constexpr std::size_t kSpfTerms = 10;
inline constexpr std::size_t kSpfVoidLookups = 2;
inline constexpr std::size_t kSpfNamesOfTerm = 10;
inline constexpr std::size_t kSpfLongestRecord = 8 << 10;

struct SpfQuery {
  IpAddress ip{};
  std::string helo;                  // as the client said it
  std::string sender;                // the reverse-path without brackets; empty checks postmaster@helo (RFC 7208 §2.3, §2.4)
  std::string receiver = "unknown";  // the name of this server, for %{r}
  Time now;                          // for %{t}
};

struct SpfVerdict {
  Outcome outcome = Outcome::none;
  std::string domain;     // what was checked, in A-labels; as it came when it is no domain name
  std::string mechanism;  // the directive that matched, as it stands in the record; empty when none did
  std::string reason;     // of an outcome that no directive gave, for people
  std::string
      explanation;  // for `fail`, from the domain's owner: ASCII in one line, at most 512 octets; empty when there is none
  std::size_t terms = 0;  // that asked the DNS
  bool secure = true;     // every answer was proven by DNSSEC
};

std::optional<SpfVerdict> check_spf(const SpfQuery&, dns::Answers&);

}  // namespace postern::senderauth
