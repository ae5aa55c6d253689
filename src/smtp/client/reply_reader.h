// Replies of a server out of a byte stream.   RFC 5321 §4.2
// Use: auto got = reader.next(input);  input is moved forward past what was used;  on Got::reply  reader.take().
// Promises: any split of the input gives the same replies; holds at most kLongestReply octets; linear. Text is printable ASCII.
// What is no reply (a bare line feed, another code in the next line, a code out of 200 to 599) is broken for good: what follows on
// such a connection cannot be trusted to answer what was asked.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/line_reader.h"

namespace postern::smtp::client {

inline constexpr std::size_t kLongestReplyLine = 2048;  // RFC 5321 §4.5.3.1.5 asks for 512
inline constexpr std::size_t kMostReplyLines = 100;
inline constexpr std::size_t kLongestReply = 64 << 10;
inline constexpr std::size_t kLongestText = 512;  // of what is remembered of a reply in one line

struct ServerReply {
  std::uint16_t code = 0;
  std::string status;              // RFC 2034: "5.1.1"; empty when it gave none
  std::vector<std::string> lines;  // without code and status

  [[nodiscard]] unsigned kind() const { return code / 100; }
  [[nodiscard]] bool positive() const { return kind() == 2; }
  [[nodiscard]] std::string text() const;  // in one line, at most kLongestText octets
};

// Printable ASCII in one line, cut at `limit`.
std::string one_line(std::string_view, std::size_t limit = kLongestText);

class ReplyReader {
 public:
  enum class Got : std::uint8_t { more, reply, broken };

  Got next(std::string_view& input);
  [[nodiscard]] ServerReply take();
  [[nodiscard]] const std::string& why() const { return why_; }  // of broken

 private:
  Got broken(std::string why);
  Got line(std::string_view);

  LineReader lines_;
  ServerReply reply_;
  std::size_t size_ = 0;
  std::string why_;
};

}  // namespace postern::smtp::client
