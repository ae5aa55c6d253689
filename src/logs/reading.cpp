// Two walks for whole sessions, one for everything else.
#include "logs/reading.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "logs/chain.h"

namespace postern::logs {
namespace {

constexpr std::size_t kEnough = 64 << 10;  // a piece has at least so much, if there is so much
constexpr std::size_t kBlocksAtOnce = 32;  // so long a reader is not heard of
constexpr std::size_t kMostGathered = 100'000;

Query time_alone(const Query& query) { return {.logs = query.logs, .from = query.from, .until = query.until}; }

std::uint64_t session_of(std::string_view line) {
  const auto text = link_of(line, "s");
  std::uint64_t n = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n, 16);
  return bad == std::errc{} && end == text.data() + text.size() ? n : 0;
}

std::vector<Segment> worth_reading(const Sources& sources, const Match& match) {
  const auto all = segments_in(sources.folder);
  std::vector<Segment> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool last = i + 1 == all.size() || all[i + 1].log != all[i].log;
    const auto end = last ? Time{INT64_MAX} : all[i + 1].start;  // a segment ends where the next one of its log starts
    if (match.takes(all[i].log) && match.overlaps(all[i].start, end)) out.push_back(all[i]);
  }
  return out;
}

std::vector<Block> pick(const Match& match, const Index& index, bool sorted) {
  std::vector<Block> out;
  for (const auto number : match.blocks(index, sorted)) out.push_back(index.blocks[number]);
  return out;
}

}  // namespace

Reading::Reading(Sources sources, Query query)
    : sources_(std::move(sources)),
      query_(std::move(query)),
      match_(query_),
      all_(time_alone(query_)),
      segments_(worth_reading(sources_, match_)),
      gathers_(query_.whole_sessions) {}

// One that cannot be opened was removed meanwhile. Of one that was written to when the reading began, the blocks are those of then.
bool Reading::open_next_segment() {
  const auto& match = query_.whole_sessions && !gathers_ ? all_ : match_;
  while (segment_ < segments_.size()) {
    const auto& segment = segments_[segment_++];
    const auto open = std::ranges::find(sources_.open, segment, &OpenSegment::segment);
    auto plain = open == sources_.open.end() ? Result<SegmentReader>(fail(Failure::not_found, "It is complete"))
                                             : SegmentReader::open_plain(sources_.folder, segment);
    const bool is_open = plain.has_value();
    auto reader = is_open ? std::move(plain) : SegmentReader::open(sources_.folder, segment);
    if (!reader) continue;
    reader_ = std::move(*reader);
    block_ = 0;
    blocks_ = pick(match, is_open ? open->index : reader_->index(), !is_open);
    if (is_open && open->open_block.length > 0 && match.overlaps(open->open_block.first, open->open_block.last))
      blocks_.push_back(open->open_block);
    return true;
  }
  return false;
}

// None at the end of all. A block that cannot be read is empty: it hides its own lines and no others.
std::optional<std::string> Reading::next_block() {
  while (!reader_ || block_ == blocks_.size())
    if (!open_next_segment()) return {};
  return reader_->block(blocks_[block_++]).value_or(std::string());
}

void Reading::begin_again() {
  segment_ = 0;
  reader_.reset();
}

Result<void> Reading::note_sessions(std::string_view block) {
  for (const auto line : match_.lines(block))
    if (const auto session = session_of(line); session != 0) sessions_.insert(session);
  if (sessions_.size() <= kMostGathered) return {};
  return fail(Failure::too_large, "More sessions match than can be gathered: ask for less, or for the lines alone");
}

// A match outside any session stands for itself.
bool Reading::is_wanted(std::string_view line) const {
  const auto session = session_of(line);
  return session == 0 ? match_.matches(line) : sessions_.contains(session);
}

void Reading::take(std::string_view block, std::string& into) {
  if (!query_.whole_sessions) {
    for (const auto line : match_.lines(block)) into += line;
    return;
  }
  for (const auto line : all_.lines(block))
    if (is_wanted(line)) into += line;
}

Result<std::optional<std::string>> Reading::next() {
  std::string piece;
  for (std::size_t i = 0; i < kBlocksAtOnce && piece.size() < kEnough; ++i) {
    const auto block = next_block();
    if (!block && !gathers_) return piece.empty() ? std::optional<std::string>() : std::move(piece);
    if (!block) {
      gathers_ = false;
      begin_again();
    } else if (gathers_) {
      if (auto noted = note_sessions(*block); !noted) return pass_on(noted);
    } else {
      take(*block, piece);
    }
  }
  return piece;
}

}  // namespace postern::logs
