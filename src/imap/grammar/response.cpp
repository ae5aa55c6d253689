// Quoting and literals of RFC 9051 §4.3 and §9.
#include "imap/grammar/response.h"

#include <algorithm>

#include "base/text.h"
#include "imap/grammar/mailbox.h"

namespace postern::imap::grammar {
namespace {

constexpr std::size_t kMaxQuoted = 1024;  // longer strings go as literals

bool quotable(std::string_view s, bool utf8) {
  if (s.size() > kMaxQuoted) return false;
  bool high = false;
  for (const char c : s) {
    if (c == '\r' || c == '\n' || c == '\0') return false;
    high |= static_cast<unsigned char>(c) >= 0x80;
  }
  return !high || (utf8 && is_utf8(s));
}

}  // namespace

Writer& Writer::string(std::string_view s) {
  if (!quotable(s, utf8_)) return literal(s);
  out_ += '"';
  if (s.find_first_of("\"\\") == s.npos) {
    out_ += s;
  } else {
    for (const char c : s) {
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
  }
  out_ += '"';
  return *this;
}

Writer& Writer::astring(std::string_view s) {
  const bool as_atom =
      !s.empty() && s.size() <= kMaxQuoted && std::ranges::all_of(s, is_astring_char) && !equal_nocase(s, "NIL");
  return as_atom ? text(s) : string(s);
}

// RFC 9051 §9: a literal holds no NUL; where octets do, the string is cut there rather than the answer broken.
Writer& Writer::literal(std::string_view s) {
  const auto clean = s.substr(0, s.find('\0'));
  return literal_head(clean.size()).octets(clean);
}

Writer& Writer::literal_head(std::uint64_t size, bool binary) {
  if (binary) out_ += '~';
  out_ += '{';
  append_number(out_, size);
  out_ += "}\r\n";
  return *this;
}

Writer& Writer::mailbox(std::string_view name) {
  if (utf8_) return astring(name);
  return astring(is_utf8(name) ? to_modified_utf7(name) : std::string{});
}

Writer& Writer::flags(const std::vector<std::string>& list) {
  out_ += '(';
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out_ += ' ';
    out_ += list[i];
  }
  out_ += ')';
  return *this;
}

Writer& Writer::prose(std::string_view s) {
  out_ += printable(s);
  return *this;
}

}  // namespace postern::imap::grammar
