// Message text after DATA: finds its end, takes the stuffed dots out, notes line ends that are not CRLF.
// Use: auto piece = scanner.next(in); keep(piece.text); in.remove_prefix(piece.used); until piece.end.
// Promises: any split of the input gives the same text, flag and end; the text is a view into the input, never a copy;
//   the end is CRLF "." CRLF and nothing else, so a message cannot be smuggled out of another one.   RFC 5321 §4.1.1.4
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postern::smtp {

class DataScanner {
 public:
  struct Piece {
    std::string_view text;  // message bytes to keep, in order; may be empty
    std::size_t used = 0;   // how much of the input this piece accounts for; never 0 for a non-empty input
    bool end = false;       // the end was found; the input after `used` is the next command
  };

  Piece next(std::string_view in);

  // A CR or LF stood alone somewhere: the whole message is to be refused once its end has come.   RFC 5321 §2.3.8
  [[nodiscard]] bool bare_line_end() const { return bare_; }

 private:
  enum class At : std::uint8_t { line_start, dot, dot_cr, middle, cr };

  std::size_t rest_of_line(std::string_view in, std::size_t from);

  At at_ = At::line_start;
  bool bare_ = false;
};

}  // namespace postern::smtp
