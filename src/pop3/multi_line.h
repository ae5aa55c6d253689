// A message as a multi-line response: lines end in CRLF, a line that begins with a dot gets another.   RFC 1939 §3
// Use: piece = stuffer.next(bytes, scratch); write(piece); ... at the end write(stuffer.end()).
// Promises: any split of the bytes gives the same output; bytes that need no change are handed on as they are, not copied.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::pop3 {

class DotStuffer {
 public:
  // A view into `in` when nothing has to change, else into `scratch`.
  std::string_view next(std::string_view in, std::string& scratch);
  // What ends the response: ".\r\n", on a line of its own.
  [[nodiscard]] std::string_view end() const;

 private:
  void copy(std::string_view in, std::string& out);
  char last_ = '\n';  // of what came before; as if a line had just ended
};

// The header, the blank line behind it and so many lines of the body.   RFC 1939 §7 TOP
class TopLines {
 public:
  explicit TopLines(std::uint64_t lines) : left_(lines) {}
  // The part of `in` that belongs to the answer.
  std::string_view next(std::string_view in);
  [[nodiscard]] bool done() const { return done_; }

 private:
  std::uint64_t left_;
  bool in_header_ = true;
  bool line_empty_ = true;  // nothing but a CR has come on this line
  bool done_ = false;
};

}  // namespace postern::pop3
