// The text of a message as it goes over the wire: every line ends with CRLF, whatever it ended with, and dots are stuffed.
// Use: writer.add(piece, out) for each piece; writer.finish(out) at the end.
// Promises: any split of the text gives the same octets; no CR without LF and no LF without CR ever gets out, so the end of the text is
//   where we say it is (RFC 5321 §2.3.8, §4.5.2). A message is mended and not refused: what its lines end with is no part of what it
//   says, and whoever signed it with bare line ends signed what nobody may send.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::smtp::client {

enum class Stuffing : std::uint8_t { none, dots };  // of BDAT, whose octets are counted; of DATA

class TextWriter {
 public:
  explicit TextWriter(Stuffing stuffing) : stuffing_(stuffing) {}

  void add(std::string_view text, std::string& out);
  void finish(std::string& out);  // ends the last line, and with dots the text

 private:
  void end_line(std::string& out);

  Stuffing stuffing_;
  bool line_start_ = true;
  bool cr_ = false;  // held back: the next octet says whether it stands alone
};

// What the octets of a message ask of a server.
// Use: scan.add(piece) for each piece.
class TextScan {
 public:
  void add(std::string_view text);

  [[nodiscard]] bool eight_bit() const { return eight_bit_; }
  [[nodiscard]] bool utf8_header() const { return utf8_header_; }  // RFC 6532
  [[nodiscard]] bool binary() const { return binary_ || cr_; }     // NUL, bare CR or LF, or a line of more than 998 octets

 private:
  bool eight_bit_ = false, utf8_header_ = false, binary_ = false;
  bool in_header_ = true, cr_ = false;
  std::size_t line_ = 0;  // octets of the line so far
};

}  // namespace postern::smtp::client
