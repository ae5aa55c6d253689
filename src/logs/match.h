// Whether a line answers a query, and which blocks are worth reading for it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logs/index.h"
#include "logs/line.h"
#include "logs/logs.h"

namespace postern::logs {

class Match {
 public:
  explicit Match(const Query&);
  // Lines of any of these sessions, whatever else is in them.
  static Match sessions(std::vector<SessionId>);

  [[nodiscard]] bool takes(Log) const;
  [[nodiscard]] bool overlaps(Time first, Time last) const { return first < until_ && last >= from_; }
  // The numbers of blocks that may hold a match, in order.
  [[nodiscard]] std::vector<std::uint32_t> blocks(const Index&, bool sorted) const;
  [[nodiscard]] bool matches(std::string_view line) const;
  // The lines of a block that match.
  [[nodiscard]] std::vector<std::string_view> lines(std::string_view block) const;

 private:
  struct Wanted {
    TermKind kind;
    std::vector<std::string> values;  // any of them, escaped as in the lines
    std::vector<std::uint32_t> hashes;
  };
  Match() = default;
  void want(TermKind, std::string_view value);
  [[nodiscard]] bool has_terms(std::string_view line) const;
  [[nodiscard]] bool is_whole_match(std::string_view line) const;

  std::vector<Log> logs_;
  Time from_{INT64_MIN};
  Time until_{INT64_MAX};
  std::string text_;            // lower case, escaped
  std::vector<Wanted> wanted_;  // all of them
};

}  // namespace postern::logs
