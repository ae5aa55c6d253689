// Compression and retention of log segments.
#include "logs/keeper.h"

#include <algorithm>
#include <system_error>

namespace postern::logs {
namespace {

std::uint64_t size_of(const std::filesystem::path& folder, const Segment& segment) {
  std::uint64_t size = 0;
  for (const auto ending : {kPlain, kPacked, kIndex}) {
    std::error_code error;
    const auto one = std::filesystem::file_size(path_of(folder, segment, ending), error);
    if (!error) size += one;
  }
  return size;
}

bool is_uncompressed(const std::filesystem::path& folder, const Segment& segment) {
  std::error_code error;
  return std::filesystem::exists(path_of(folder, segment, kPlain), error);
}

bool is_old(const Settings& settings, Time now, const Segment& segment) {
  const auto keep = segment.log == Log::administration ? settings.keep_administration : settings.keep;
  return segment.start + keep + std::chrono::days(1) <= now;  // its last line may be a day younger than its first
}

// What is to go, by age and then by size; the administration log last, and each log from its oldest on.
std::vector<Segment> outdated(const std::filesystem::path& folder, const Settings& settings, Time now,
                              std::vector<Segment> segments) {
  std::ranges::sort(segments, {}, [](const Segment& s) { return std::pair(s.log == Log::administration, s.start); });
  std::vector<Segment> gone;
  std::uint64_t total = 0;
  for (const auto& segment : segments)
    if (is_old(settings, now, segment))
      gone.push_back(segment);
    else
      total += size_of(folder, segment);
  for (const auto& segment : segments) {
    if (total <= settings.keep_at_most.value) break;
    if (is_old(settings, now, segment)) continue;
    total -= size_of(folder, segment);
    gone.push_back(segment);
  }
  return gone;
}

// Tells the anchor which hash the administration log begins with once these are gone; false when it could not.
bool move_first(const std::filesystem::path& folder, std::span<const Segment> gone, AuditAnchor& anchor) {
  for (const auto& segment : segments_in(folder)) {
    if (segment.log != Log::administration || std::ranges::find(gone, segment) != gone.end()) continue;
    const auto before = chain_before(folder, segment);
    return before && anchor.save_first(*before);
  }
  const auto ends = anchor.load();
  return ends && anchor.save_first(ends->head);
}

void drop(const std::filesystem::path& folder, std::vector<Segment> gone, AuditAnchor& anchor) {
  const bool of_chain = std::ranges::find(gone, Log::administration, &Segment::log) != gone.end();
  if (of_chain && !move_first(folder, gone, anchor))
    std::erase_if(gone, [](const Segment& s) { return s.log == Log::administration; });  // tried again at the next round
  for (const auto& segment : gone) remove(folder, segment);
}

// Failures are tried again at the next round; until then the segment is read without.
void improve(const std::filesystem::path& folder, const Settings& settings, Time now, const Segment& segment) {
  if (!is_uncompressed(folder, segment)) return;
  if (segment.start + settings.compress_after <= now) {
    ignore(compress(folder, segment), "tried again at the next round");
    return;
  }
  std::error_code error;
  if (std::filesystem::exists(path_of(folder, segment, kIndex), error)) return;
  if (const auto reader = SegmentReader::open(folder, segment))
    ignore(write_whole(path_of(folder, segment, kIndex), encode(reader->index())), "tried again at the next round");
}

}  // namespace

void remove_leftovers(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> left;
  for (auto it = std::filesystem::directory_iterator(folder, error); !error && it != std::filesystem::directory_iterator();
       it.increment(error)) {
    const auto file = it->path().filename().native();
    const auto dot = file.find(kPlain) != file.npos ? file.find(kPlain) : file.find(kIndex);
    if (file.ends_with(".tmp") && dot != file.npos && parse_stem(std::string_view(file).substr(0, dot)))
      left.push_back(it->path());
  }
  for (const auto& path : left) std::filesystem::remove(path, error);
}

void tend(const std::filesystem::path& folder, const Settings& settings, Time now,
          const std::function<std::vector<Segment>()>& open, AuditAnchor& anchor, const std::function<bool()>& stop) {
  auto segments = segments_in(folder);
  const auto busy = open();
  std::erase_if(segments, [&](const Segment& s) { return std::ranges::find(busy, s) != busy.end(); });
  const auto gone = outdated(folder, settings, now, segments);
  drop(folder, gone, anchor);
  for (const auto& segment : segments) {
    if (stop()) return;
    improve(folder, settings, now, segment);
  }
}

}  // namespace postern::logs
