// The signed part, as if its signature held, and a whole document.
#include <cstdlib>

#include "releases/feed.h"
#include "releases/signature.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::releases;
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  if (read_feed(in, std::string(kKeySize, '\7'))) std::abort();  // nobody has signed it
  if (const auto version = parse_version(in); version && version->text() != in) std::abort();
  if (const auto date = parse_date(in); date && date_of(*date) != in) std::abort();
  const auto feed = parse_feed(in);
  if (!feed) return 0;
  if (feed->releases.size() > kMostReleases || feed->serial == 0 || !feed->is_expired(feed->expires)) std::abort();
  for (const auto& release : feed->releases)
    if (parse_version(release.version.text()) != release.version || release.notes.size() > kLongestNotes) std::abort();
  for (std::size_t i = 1; i < feed->releases.size(); ++i)
    if (feed->releases[i - 1].version <= feed->releases[i].version) std::abort();
  if (newer(*feed, Version{}).size() > feed->releases.size()) std::abort();
  return 0;
}
