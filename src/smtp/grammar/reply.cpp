// Writes reply lines, cut and cleaned so that text cannot forge one.
#include "smtp/grammar/reply.h"

#include <fmt/format.h>

namespace postern::smtp {
namespace {

// textstring = 1*(%d09 / %d32-126); bytes over 127 pass, for replies that name an SMTPUTF8 address (RFC 6531 §3.7.4.1).
void append_text(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7f ? '?' : c;
  }
}

}  // namespace

void Reply::append_to(std::string& out) const {
  std::string_view rest = text;
  for (;;) {
    const auto end = rest.find('\n');
    const bool last = end == std::string_view::npos;
    fmt::format_to(std::back_inserter(out), "{}{}", code, last ? ' ' : '-');
    if (!enhanced.empty()) {
      out += enhanced;
      out += ' ';
    }
    append_text(out, rest.substr(0, end));
    out += "\r\n";
    if (last) return;
    rest.remove_prefix(end + 1);
  }
}

}  // namespace postern::smtp
