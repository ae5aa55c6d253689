// Content-Transfer-Encodings put on, piece by piece (RFC 2045 §6.7, §6.8).
// Use: TransferEncoder e(Encoding::base64);  e.feed(piece, out)...;  e.finish(out);
// Promises: any split of the octets gives the same text; lines of at most 76 octets of ASCII; decoded, it is what was fed, octet by octet,
//   whatever that was; no line begins with "-", so no boundary of a multipart comes to be.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "mime/message.h"

namespace postern::mime {

class TransferEncoder {
 public:
  // quoted_printable or base64.
  explicit TransferEncoder(Encoding e) : encoding_(e) {}
  void feed(std::string_view, std::string& out);
  void finish(std::string& out);

 private:
  void base64(std::string_view, std::string& out);
  void base64_line(std::string& out);
  void quoted(char, std::string& out);
  void release(bool at_line_end, std::string& out);
  void put(char, bool as_it_is, std::string& out);

  Encoding encoding_;
  std::string held_;        // base64: a line that is not full; quoted-printable: what a line may end with
  bool begun_ = false;      // base64: there is a line
  std::size_t column_ = 0;  // quoted-printable: octets of the line
};

}  // namespace postern::mime
