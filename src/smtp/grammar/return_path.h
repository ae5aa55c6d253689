// Takes Return-Path fields out of the header of a message that streams by.   RFC 5321 §4.4
// Use: filter.next(piece, out) for each piece, appending what stays to `out`; once in_body(), pieces need it no more;
//   filter.finish(out) at the end of the message.
// Promises: any split of the message leaves the same bytes; linear; holds less than a line of 1,000 octets.
// A line ends with LF and the header with the first empty one, as the mime room has it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::smtp {

class ReturnPathFilter {
 public:
  void next(std::string_view in, std::string& out);
  void finish(std::string& out);
  [[nodiscard]] bool in_body() const { return at_ == At::body; }

 private:
  enum class At : std::uint8_t { line_start, name, kept, dropped, body };

  At judge() const;

  At at_ = At::line_start;
  At field_ = At::kept;  // what becomes of the field that a continuation line belongs to
  std::string held_;     // the start of a line of which it is not known yet whether it is one
};

}  // namespace postern::smtp
