// What the server answers: code, enhanced code and text. The one place that writes reply lines.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::smtp {

struct Reply {
  std::uint16_t code = 250;
  std::string_view
      enhanced;      // a literal like "2.1.0" (RFC 3463 §2); empty where RFC 2034 §4 wants none (greeting, EHLO, HELO, 3xx)
  std::string text;  // lines parted by '\n'; other control characters never reach the wire

  [[nodiscard]] bool positive() const { return code < 400; }
  [[nodiscard]] bool temporary() const { return code >= 400 && code < 500; }
  // Appends the reply as it goes over the wire, "250-..." and "250 ..." lines with CRLF.   RFC 5321 §4.2, RFC 2034 §4
  void append_to(std::string& out) const;
};

}  // namespace postern::smtp
