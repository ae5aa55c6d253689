// Quoted-printable and base64.
#include "mime/encoder.h"

#include <utility>

#include "base/text.h"

namespace postern::mime {
namespace {

constexpr std::size_t kLongestLine = 76;
constexpr std::size_t kOctetsOfLine = kLongestLine / 4 * 3;
constexpr std::string_view kHex = "0123456789ABCDEF";

}  // namespace

void TransferEncoder::feed(std::string_view in, std::string& out) {
  if (encoding_ == Encoding::base64) return base64(in, out);
  for (const char c : in) quoted(c, out);
}

void TransferEncoder::base64(std::string_view in, std::string& out) {
  while (!in.empty()) {
    const auto piece = in.substr(0, kOctetsOfLine - held_.size());
    held_ += piece;
    in.remove_prefix(piece.size());
    if (held_.size() == kOctetsOfLine) base64_line(out);
  }
}

// The line end stands before the next line and not behind the last one, which the boundary brings.
void TransferEncoder::base64_line(std::string& out) {
  if (std::exchange(begun_, true)) out += "\r\n";
  out += to_base64(std::exchange(held_, {}));
}

// RFC 2045 §6.7 (1) to (5). A CR or LF that is no part of a line end is data; white space before one is held, and the CR of one too.
void TransferEncoder::quoted(char c, std::string& out) {
  if (c == '\n' && held_.ends_with('\r')) {
    held_.pop_back();
    release(true, out);
    out += "\r\n";
    column_ = 0;
    return;
  }
  if (c == '\r' && (held_ == " " || held_ == "\t")) {
    held_ += c;
    return;
  }
  release(false, out);
  if (c == ' ' || c == '\t' || c == '\r')
    held_ = c;
  else
    put(c, c > ' ' && c < '\x7F' && c != '=', out);
}

void TransferEncoder::release(bool at_line_end, std::string& out) {
  for (const char c : std::exchange(held_, {})) put(c, c != '\r' && !at_line_end, out);
}

void TransferEncoder::put(char c, bool as_it_is, std::string& out) {
  if (column_ + (as_it_is ? 1 : 3) > kLongestLine - 1) {
    out += "=\r\n";
    column_ = 0;
  }
  if (column_ == 0 && c == '-') as_it_is = false;
  if (as_it_is) {
    out += c;
  } else {
    const auto octet = static_cast<unsigned char>(c);
    out.append({'=', kHex[octet >> 4], kHex[octet & 15]});
  }
  column_ += as_it_is ? 1 : 3;
}

void TransferEncoder::finish(std::string& out) {
  if (encoding_ == Encoding::base64 && !held_.empty()) return base64_line(out);
  release(true, out);
}

}  // namespace postern::mime
