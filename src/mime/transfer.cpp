// Base64, quoted-printable, Q and percent decoding.
#include "mime/transfer.h"

#include <array>

#include "base/text.h"

namespace postern::mime {
namespace {

constexpr std::size_t kMaxHeldLine = 4096;  // RFC 2045 §6.7 allows 76; a longer line is decoded in pieces

constexpr std::array<std::uint8_t, 256> sextet_table() {
  std::array<std::uint8_t, 256> table{};
  table.fill(0xFF);
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return table;
}
constexpr auto kSextet = sextet_table();

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Two hex digits after the mark at i, or -1.
int hex_pair(std::string_view s, std::size_t i) {
  if (i + 2 >= s.size()) return -1;
  const int high = hex_digit(s[i + 1]), low = hex_digit(s[i + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Where a piece of an endless line may be cut: not inside "=XX", and not before white space that may end the line.
std::size_t safe_cut(std::string_view line) {
  std::size_t cut = line.find_last_not_of(" \t\r") + 1;
  if (cut == 0) return line.size();
  if (cut >= 1 && line[cut - 1] == '=') return cut - 1;
  if (cut >= 2 && line[cut - 2] == '=') return cut - 2;
  return cut;
}

std::string decode_marked(std::string_view s, char mark, bool underscore_is_space) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    const int pair = s[i] == mark ? hex_pair(s, i) : -1;
    if (pair >= 0) {
      out += static_cast<char>(pair);
      i += 2;
    } else {
      out += s[i] == '_' && underscore_is_space ? ' ' : s[i];
    }
  }
  return out;
}

}  // namespace

void TransferDecoder::feed(std::string_view in, std::string& out) {
  if (encoding_ == Encoding::base64) return base64(in, out);
  if (encoding_ == Encoding::quoted_printable) return quoted_printable(in, out);
  out += in;
}

// Characters outside the alphabet are passed over (RFC 2045 §6.8). Padding ends a group; encoded texts set one after the other go on.
void TransferDecoder::base64(std::string_view in, std::string& out) {
  out.reserve(out.size() + in.size() / 4 * 3 + 3);
  for (const char c : in) {
    if (c == '=') {
      finish(out);
      continue;
    }
    const auto sextet = kSextet[static_cast<unsigned char>(c)];
    if (sextet == 0xFF) continue;
    group_ = group_ << 6 | sextet;
    if (++sextets_ < 4) continue;
    const std::array<char, 3> octets{static_cast<char>(group_ >> 16 & 255), static_cast<char>(group_ >> 8 & 255),
                                     static_cast<char>(group_ & 255)};
    out.append(octets.data(), octets.size());
    group_ = 0;
    sextets_ = 0;
  }
}

void TransferDecoder::quoted_printable(std::string_view in, std::string& out) {
  while (!in.empty()) {
    const auto lf = in.find('\n');
    const auto piece = in.substr(0, lf == in.npos ? lf : lf + 1);
    in.remove_prefix(piece.size());
    if (lf != in.npos && held_.empty()) {
      quoted_line(piece, true, out);
      continue;
    }
    held_ += piece;
    const bool ended = lf != in.npos;
    if (!ended && held_.size() < kMaxHeldLine) continue;
    const auto cut = ended ? held_.size() : safe_cut(held_);
    quoted_line(std::string_view(held_).substr(0, cut), ended, out);
    held_.erase(0, cut);
  }
}

// One line, or a piece of one. White space at its end was added in transport and goes (RFC 2045 §6.7 rule 3); "=" there joins
// it with the next (rule 5). "=" before anything but two hex digits stays.
void TransferDecoder::quoted_line(std::string_view line, bool ended, std::string& out) {
  if (!ended) {
    out += decode_marked(line, '=', false);
    return;
  }
  std::string_view end = line.ends_with("\r\n") ? line.substr(line.size() - 2)
                         : line.ends_with('\n') ? line.substr(line.size() - 1)
                                                : "";
  line.remove_suffix(end.size());
  line = line.substr(0, line.find_last_not_of(" \t") + 1);
  const bool joined = line.ends_with('=');
  if (joined) line.remove_suffix(1);
  if (line.contains('=')) {
    out += decode_marked(line, '=', false);
  } else {
    out += line;
  }
  if (!joined) out += end;
}

void TransferDecoder::finish(std::string& out) {
  if (encoding_ == Encoding::quoted_printable && !held_.empty()) {
    quoted_line(held_, true, out);
    held_.clear();
  }
  if (sextets_ >= 2) out += static_cast<char>(group_ >> (sextets_ * 6 - 8) & 255);
  if (sextets_ == 3) out += static_cast<char>(group_ >> 2 & 255);
  group_ = 0;
  sextets_ = 0;
}

std::string decode_transfer(Encoding encoding, std::string_view in) {
  std::string out;
  TransferDecoder decoder(encoding);
  decoder.feed(in, out);
  decoder.finish(out);
  return out;
}

std::string decode_q(std::string_view s) { return decode_marked(s, '=', true); }
std::string decode_percent(std::string_view s) { return decode_marked(s, '%', false); }

}  // namespace postern::mime
