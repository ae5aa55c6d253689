// Reading the answer to a query out of the segments.
#include "logs/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "logs/chain.h"

namespace postern::logs {
namespace {

constexpr std::size_t kMostLines = 100'000;
constexpr std::size_t kMostSessions = 1000;

// The lines found in one log, in order of time unless newest first.
struct Collected {
  std::vector<std::string> lines;
  std::size_t limit = 0;
  bool newest = false;
  [[nodiscard]] bool full() const { return lines.size() > limit; }  // one more than wanted tells that there is more
};

void collect(Collected& into, const Match& match, std::string_view block) {
  auto lines = match.lines(block);
  if (into.newest) std::ranges::reverse(lines);
  for (const auto line : lines) {
    if (into.full()) return;
    into.lines.emplace_back(line);
  }
}

// Blocks that cannot be read are passed over: a broken block hides its own lines and no others.
void search_blocks(Collected& into, const Match& match, const SegmentReader& reader, std::vector<Block> blocks) {
  if (into.newest) std::ranges::reverse(blocks);
  for (const auto& block : blocks) {
    if (into.full()) return;
    if (const auto lines = reader.block(block)) collect(into, match, *lines);
  }
}

std::vector<Block> pick(const Index& index, const std::vector<std::uint32_t>& numbers) {
  std::vector<Block> blocks;
  for (const auto number : numbers) blocks.push_back(index.blocks[number]);
  return blocks;
}

void search_segment(Collected& into, const Match& match, const Sources& sources, const Segment& segment) {
  const auto open = std::ranges::find(sources.open, segment, &OpenSegment::segment);
  if (open == sources.open.end()) {
    const auto reader = SegmentReader::open(sources.folder, segment);
    if (reader) search_blocks(into, match, *reader, pick(reader->index(), match.blocks(reader->index(), true)));
    return;  // one that is gone was removed while we looked
  }
  const auto reader = SegmentReader::open_plain(sources.folder, segment);
  if (!reader) return;
  auto blocks = pick(open->index, match.blocks(open->index, false));
  if (open->open_block.length > 0 && match.overlaps(open->open_block.first, open->open_block.last))
    blocks.push_back(open->open_block);
  search_blocks(into, match, *reader, std::move(blocks));
}

// A segment ends where the next one of its log starts.
Collected search_log(const Match& match, const Sources& sources, std::span<const Segment> segments, const Query& query) {
  Collected found{.lines = {}, .limit = std::min(query.limit, kMostLines), .newest = query.newest};
  std::vector<Segment> worth;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto end = i + 1 < segments.size() ? segments[i + 1].start : Time{INT64_MAX};
    if (match.overlaps(segments[i].start, end)) worth.push_back(segments[i]);
  }
  if (found.newest) std::ranges::reverse(worth);
  for (const auto& segment : worth) {
    if (found.full()) break;
    search_segment(found, match, sources, segment);
  }
  return found;
}

// Every line begins with its time in a form that sorts as text.
std::string_view time_text(const std::string& line) { return std::string_view(line).substr(0, 30); }

void sort_by_time(std::vector<std::string>& lines) {
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(time_text(lines[i]), i); });
  std::vector<std::string> sorted;
  sorted.reserve(lines.size());
  for (const auto i : order) sorted.push_back(std::move(lines[i]));
  lines = std::move(sorted);
}

Found search_all(const Match& match, const Sources& sources, const Query& query) {
  const auto segments = segments_in(sources.folder);
  Found found;
  for (auto first = segments.begin(); first != segments.end();) {
    const auto last = std::ranges::find_if(first, segments.end(), [&](const Segment& s) { return s.log != first->log; });
    if (match.takes(first->log)) {
      auto one = search_log(match, sources, std::span(first, last), query);
      if (one.newest) std::ranges::reverse(one.lines);
      std::ranges::move(one.lines, std::back_inserter(found.lines));
    }
    first = last;
  }
  sort_by_time(found.lines);
  const auto limit = std::min(query.limit, kMostLines);
  found.more = found.lines.size() > limit;
  if (!found.more) return found;
  if (query.newest)
    found.lines.erase(found.lines.begin(), found.lines.end() - static_cast<std::ptrdiff_t>(limit));
  else
    found.lines.resize(limit);
  return found;
}

std::vector<SessionId> as_ids(const std::set<std::uint64_t>& numbers) {
  std::vector<SessionId> out;
  for (const auto n : numbers) out.emplace_back(n);
  return out;
}

struct Sessions {
  std::vector<SessionId> ids;
  bool more = false;
};

// The first of them, or the last where the newest lines are wanted.
Sessions sessions_of(const std::vector<std::string>& lines, bool newest) {
  std::set<std::uint64_t> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto text = link_of(newest ? lines[lines.size() - 1 - i] : lines[i], "s");
    std::uint64_t n = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), n, 16).ec != std::errc{} || n == 0) continue;
    if (found.size() == kMostSessions && !found.contains(n)) return {as_ids(found), true};
    found.insert(n);
  }
  return {as_ids(found), false};
}

}  // namespace

Result<Found> search(const Sources& sources, const Query& query) {
  auto found = search_all(Match(query), sources, query);
  if (!query.whole_sessions) return found;
  const auto sessions = sessions_of(found.lines, query.newest);
  auto whole = search_all(Match::sessions(sessions.ids), sources, {.newest = query.newest, .limit = kMostLines});
  whole.more = whole.more || found.more || sessions.more;
  for (auto& line : found.lines)
    if (link_of(line, "s").empty()) whole.lines.push_back(std::move(line));  // a match outside any session stands for itself
  sort_by_time(whole.lines);
  return whole;
}

}  // namespace postern::logs
