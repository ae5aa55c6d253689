// Where reports are sent to: what a domain's record names.   RFC 8460 §3, RFC 7489 §6.2
// Promises: pure; what is no address that reports can be sent to is passed over, and more than kMostDestinations are too.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address/mailbox.h"
#include "dns/answers.h"
#include "http/url.h"

namespace postern::reports {

inline constexpr std::size_t kMostDestinations = 10;

struct Destination {
  std::string text;                        // the URI, as it stands in the record
  address::Mailbox mailbox = {};           // of mailto:
  std::optional<http::Url> url = {};       // of https:
  std::optional<std::uint64_t> most = {};  // octets, "!10m": a larger report is not wanted
};

// "mailto:reports@example.org!10m,https://reports.example.org/v1": the value of rua=.
std::vector<Destination> parse_destinations(std::string_view rua);

// "v=TLSRPTv1; rua=..." ; empty when it is no such record.
std::vector<Destination> parse_tls_record(std::string_view txt);
// Of what stands at _smtp._tls; none when there are several records.
std::vector<Destination> tls_destinations(const dns::Answer& txt);

// "v=DMARC1; ...": where aggregate reports go.
std::vector<Destination> dmarc_destinations(const dns::Answer& txt);

}  // namespace postern::reports
