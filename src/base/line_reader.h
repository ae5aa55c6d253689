// Command lines out of a byte stream: CRLF ends a line, nothing else does, and a line has a largest length.
// Use: auto got = reader.next(input);  input is moved forward past what was used.
// Promises: holds no more than the limit; any split of the input gives the same lines; linear in the input.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace postern {

class LineReader {
 public:
  enum class Outcome : std::uint8_t {
    more,      // all input used, no line yet
    line,      // `line` is one command without its CRLF
    too_long,  // a line over the limit has ended; its text is gone
    bare_lf,   // a line feed without carriage return: where this line ends is open to dispute
  };
  struct Got {
    Outcome outcome = Outcome::more;
    std::string_view line;  // lives until the next call, or until the input goes
  };

  Got next(std::string_view& input, std::size_t limit);
  // Drops a line that has begun. True when there was one.
  bool drop();
  [[nodiscard]] bool in_line() const { return !held_.empty() || too_long_; }

 private:
  std::string held_;  // the begun line, without its end
  bool finished_ = false;
  bool too_long_ = false;
};

}  // namespace postern
