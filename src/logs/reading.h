// Reads what answers a query piece by piece, however much it is: log by log, each in the order in which it was written.
// Use: Reading reading(sources, query);  while (auto piece = reading.next().value()) put(*piece);
// Promises: holds one block, the index of one segment and the numbers of sessions that match, and no more; one next() reads a few
//   blocks and comes back, with nothing when they hold nothing. Blocks.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "logs/match.h"
#include "logs/search.h"
#include "logs/segment.h"

namespace postern::logs {

class Reading final : public Reader {
 public:
  Reading(Sources, Query);
  Result<std::optional<std::string>> next() override;

 private:
  [[nodiscard]] bool open_next_segment();
  [[nodiscard]] std::optional<std::string> next_block();
  void take(std::string_view block, std::string& into);
  [[nodiscard]] bool is_wanted(std::string_view line) const;
  Result<void> note_sessions(std::string_view block);
  void begin_again();

  Sources sources_;
  const Query query_;
  const Match match_;  // of the query
  const Match all_;    // of its time alone: where the lines of whole sessions are
  std::vector<Segment> segments_;
  std::size_t segment_ = 0;
  std::optional<SegmentReader> reader_;
  std::vector<Block> blocks_;  // of the present segment, still to be read
  std::size_t block_ = 0;
  bool gathers_;  // first the sessions that match are found
  std::set<std::uint64_t> sessions_;
};

}  // namespace postern::logs
