// The search for line ends, and the tail of an unfinished line that is kept between reads.
#include "base/line_reader.h"

namespace postern {

LineReader::Got LineReader::next(std::string_view& input, std::size_t limit) {
  if (finished_) drop();
  const auto lf = input.find('\n');
  const auto piece = input.substr(0, lf);
  const bool ended = lf != std::string_view::npos;
  input.remove_prefix(ended ? lf + 1 : input.size());

  const bool cr = !piece.empty() ? piece.back() == '\r' : !held_.empty() && held_.back() == '\r';
  if (too_long_ || held_.size() + piece.size() > limit + (cr ? 1 : 0)) {
    held_.assign(cr ? "\r" : "x");  // all that must be known of it is whether a CR came last
    too_long_ = true;
    if (!ended) return {};
    finished_ = true;
    return {cr ? Outcome::too_long : Outcome::bare_lf, {}};
  }
  if (!ended) {
    held_ += piece;
    return {};
  }
  std::string_view line = piece;
  if (!held_.empty()) line = held_ += piece;
  finished_ = true;
  if (!cr) return {Outcome::bare_lf, {}};
  line.remove_suffix(1);
  return {Outcome::line, line};
}

bool LineReader::drop() {
  const bool had = in_line() && !finished_;
  held_.clear();
  finished_ = too_long_ = false;
  return had;
}

}  // namespace postern
