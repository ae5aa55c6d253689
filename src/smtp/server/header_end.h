// Where the header of a message that streams by ends.
// Use: const auto header = end.take(piece); what is behind it is body.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string_view>

namespace postern::smtp {

// A line ends with LF, and the header with the first empty one.
class HeaderEnd {
 public:
  // The octets of the piece that belong to the header, the empty line included.
  std::size_t take(std::string_view piece) {
    std::size_t used = 0;
    while (!found_ && used < piece.size()) {
      const auto line_end = piece.find('\n', used);
      const auto part = piece.substr(used, line_end == piece.npos ? line_end : line_end - used);
      empty_ = empty_ && (part.empty() || (part == "\r" && !carriage_return_));
      carriage_return_ |= !part.empty();
      used = std::min(piece.size(), used + part.size() + 1);
      if (line_end == piece.npos) break;
      found_ = empty_;
      empty_ = true;
      carriage_return_ = false;
    }
    return used;
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  bool empty_ = true, carriage_return_ = false, found_ = false;  // the first two of the line so far
};

}  // namespace postern::smtp
