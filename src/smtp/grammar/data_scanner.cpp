// The states of a line end, and the runs of bytes between that need no look.
#include "smtp/grammar/data_scanner.h"

#include <cstring>

namespace postern::smtp {
namespace {

std::size_t find(std::string_view in, char c, std::size_t from, std::size_t to) {
  const void* hit = std::memchr(in.data() + from, c, to - from);
  return hit ? static_cast<std::size_t>(static_cast<const char*>(hit) - in.data()) : to;
}

}  // namespace

// Consumes from inside a line to its LF or to the end of the input, two memchr a line.
std::size_t DataScanner::rest_of_line(std::string_view in, std::size_t from) {
  const std::size_t lf = find(in, '\n', from, in.size());
  const std::size_t cr = find(in, '\r', from, lf);
  if (lf == in.size()) {
    const bool cr_is_last = in.back() == '\r';
    if (cr < lf && (!cr_is_last || cr + 1 < lf)) bare_ = true;
    at_ = cr_is_last ? At::cr : At::middle;
    return lf;
  }
  const bool crlf = lf > from && in[lf - 1] == '\r';
  if (!crlf || cr + 1 < lf) bare_ = true;
  at_ = crlf ? At::line_start : At::middle;
  return lf + 1;
}

DataScanner::Piece DataScanner::next(std::string_view in) {
  std::size_t start = 0;  // of the text of this piece
  std::size_t i = 0;
  while (i < in.size()) {
    switch (at_) {
      case At::line_start:
        if (in[i] == '.') {  // either stuffed or the end: in both cases not text
          at_ = At::dot;
          return {in.substr(start, i - start), i + 1, false};
        }
        at_ = At::middle;
        break;
      case At::dot:
        if (in[i] == '\r') {
          at_ = At::dot_cr;
          start = ++i;
        } else {
          at_ = At::middle;  // RFC 5321 §4.5.2: the first period is deleted, the rest is text
        }
        break;
      case At::dot_cr:
        if (in[i] == '\n') {
          at_ = At::line_start;
          return {{}, i + 1, true};
        }
        bare_ = true;
        at_ = At::middle;
        break;
      case At::cr:
        if (in[i] == '\n') {
          at_ = At::line_start;
          ++i;
        } else {
          bare_ = true;
          at_ = At::middle;
        }
        break;
      case At::middle: i = rest_of_line(in, i); break;
    }
  }
  return {in.substr(start), in.size(), false};
}

}  // namespace postern::smtp
