// Content-Transfer-Encodings taken off, piece by piece and with tolerance (RFC 2045 §6.7, §6.8).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "mime/message.h"

namespace postern::mime {

// feed() any pieces, then finish(); output is appended. Octets that the encoding does not have are passed over (base64)
// or kept as they are (quoted-printable); RFC 2045 §6.8 and §6.7 (rule 2 and the notes after rule 5) ask for it.
class TransferDecoder {
 public:
  explicit TransferDecoder(Encoding e) : encoding_(e) {}
  void feed(std::string_view, std::string& out);
  void finish(std::string& out);

 private:
  void base64(std::string_view, std::string& out);
  void quoted_printable(std::string_view, std::string& out);
  void quoted_line(std::string_view line, bool ended, std::string& out);

  Encoding encoding_;
  std::uint32_t group_ = 0;  // base64: sextets gathered
  unsigned sextets_ = 0;
  std::string held_;  // quoted-printable: the start of a line whose end has not come
};

// One string in, one out. `unknown` and `identity` give the bytes as they are.
std::string decode_transfer(Encoding, std::string_view);

// Q encoding of RFC 2047 §4.2, and the percent form of RFC 2231 §7.
std::string decode_q(std::string_view);
std::string decode_percent(std::string_view);

}  // namespace postern::mime
