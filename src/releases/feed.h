// The signed feed of releases: which versions there are, and which of them close a hole. Cold: no clock, no network.
// Use: auto feed = read_feed(document, public_key); if (feed && !feed->is_expired(now)) ... newer(*feed, own_version())
// Promises: nothing of a document is parsed before its signature holds over exactly those octets; a document, list or word that is
//   longer than it may be is refused.
// Form: the signature in base64, LF, and then what is signed, to the last octet:
//   {"format": "postern releases 1", "serial": 7, "issued": "2026-11-20", "expires": "2027-01-20",
//    "releases": [{"version": "0.2.0", "date": "2026-11-20", "security": true, "notes": "https://example.org/0.2.0"}]}
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "releases/version.h"

namespace postern::releases {

inline constexpr std::size_t kMostFeed = std::size_t{256} << 10;  // octets of a document
inline constexpr std::size_t kMostReleases = 1000;
inline constexpr std::size_t kLongestNotes = 500;

struct Release {
  Version version;
  Time date;
  bool security = false;  // closes a hole of those before it
  std::string notes;      // https; empty: none
  friend bool operator==(const Release&, const Release&) = default;
};

struct Feed {
  std::uint64_t serial = 0;       // grows with each feed of a key: an older one is not taken any more
  Time issued, expires;           // days: from the begin of the one to the begin of the other
  std::vector<Release> releases;  // the highest version first, each once

  [[nodiscard]] bool is_expired(Time now) const { return now >= expires; }
  friend bool operator==(const Feed&, const Feed&) = default;
};

Result<Feed> read_feed(std::string_view document, std::string_view public_key);
// The signed part alone.
Result<Feed> parse_feed(std::string_view json);

// Those above a version, the highest first.
std::vector<Release> newer(const Feed&, Version);

// "2026-11-20", and nothing else.
std::optional<Time> parse_date(std::string_view);
std::string date_of(Time);

}  // namespace postern::releases
