// What is counted by the hour: a number and a name each. Numbers are stored, and never used twice.
// Use: const auto* row = series_named("mail.received");  is_highest(number)  name_of(number)
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "events/security.h"

namespace postern::counts {

using Number = std::uint16_t;

namespace series {

inline constexpr Number kReceived = 1, kSubmitted = 2, kDelivered = 3, kSent = 4, kDeferred = 5, kBounced = 6, kForwarded = 7,
                        kRefused = 8, kRecipientsRefused = 9;
inline constexpr Number kClean = 20, kSpam = 21, kJunk = 22, kQuarantined = 23, kRejected = 24, kForged = 25, kAttachments = 26,
                        kScanned = 27;
inline constexpr Number kBlocks = 40, kBlocksByHand = 48;  // between them, and below, one a service
inline constexpr Number kLogins = 60, kLoginsFailed = 70, kLoginsPutOff = 78;
inline constexpr Number kConnectionsRefused = 90;
// At an instant: the highest of the hour is kept.
inline constexpr Number kQueueLength = 100, kQueueOldest = 101, kConnections = 102;
// One a country, by its two letters.
inline constexpr Number kLoginsFrom = 1024, kLoginsFailedFrom = 2048;

}  // namespace series

inline constexpr std::size_t kCountries = std::size_t{26} * 26;
inline constexpr std::size_t kMostSeries = series::kLoginsFailedFrom + kCountries;  // numbers are lower

struct Row {
  Number number;
  std::string_view name;
  std::string_view text;  // for people
};
// All but those by country, in the order of their numbers.
std::span<const Row> rows();

// The series of a service: of kBlocks, kLogins or kLoginsFailed.
constexpr Number of_service(Number of, events::Service service) {
  return static_cast<Number>(of + static_cast<Number>(service));
}
// The series of a country: of kLoginsFrom or kLoginsFailedFrom. "DE"; what is no country is counted as ZZ, which is none.
Number of_country(Number of, std::string_view letters);

// Whether the highest of an hour or day counts, not the sum.
constexpr bool is_highest(Number n) { return n >= series::kQueueLength && n <= series::kConnections; }

// "mail.received", "logins.failed.country.DE"; empty and none for what is no series.
std::string name_of(Number);
std::optional<Number> series_named(std::string_view);

}  // namespace postern::counts
