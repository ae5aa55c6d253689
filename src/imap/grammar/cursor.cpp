// The base rules of RFC 9051 §9: atoms, strings, numbers, literals.
#include "imap/grammar/cursor.h"

#include <algorithm>

#include "base/text.h"

namespace postern::imap::grammar {
namespace {

bool is_ctl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_8bit(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_word_char(char c) { return is_alnum(c) || c == '.' || c == '-'; }

// quoted = DQUOTE *QUOTED-CHAR DQUOTE; QUOTED-CHAR holds no CR, LF or NUL, and may be UTF-8 (RFC 9051 §4.3)
std::string quoted(Cursor& in) {
  std::string out;
  in.expect('"');
  while (in.ok()) {
    const auto plain = in.take_while([](char c) { return c != '"' && c != '\\' && c != '\r' && c != '\n' && c != '\0'; });
    out += plain;
    if (in.skip('"')) break;
    if (in.skip('\\')) {
      const char c = in.peek();
      if (c != '"' && c != '\\') in.fail("Wrong escape in a quoted string");
      out += in.take(1);
      continue;
    }
    in.fail("Unfinished quoted string");
  }
  if (!is_utf8(out)) in.fail("A quoted string is not UTF-8");
  return in.ok() ? out : std::string{};
}

}  // namespace

bool Cursor::skip(char c) {
  if (at_end() || text_[at_] != c) return false;
  ++at_;
  return true;
}

void Cursor::expect(char c) {
  if (!skip(c)) fail(c == ' ' ? "A space is missing" : c == '(' || c == ')' ? "A parenthesis is missing" : "Syntax");
}

bool Cursor::skip_word(std::string_view expected) {
  const auto left = rest();
  if (!ok() || !starts_nocase(left, expected)) return false;
  if (left.size() > expected.size() && is_word_char(left[expected.size()])) return false;
  at_ += expected.size();
  return true;
}

std::string_view Cursor::take(std::size_t n) {
  if (!ok()) return {};
  if (text_.size() - at_ < n) {
    fail("The command ends too early");
    return {};
  }
  at_ += n;
  return text_.substr(at_ - n, n);
}

bool Cursor::finish() {
  if (!at_end()) fail("More than the command takes");
  return ok();
}

bool Cursor::open() {
  expect('(');
  if (++depth_ > kMaxDepth) fail("Too deep");
  return ok();
}

void Cursor::close() {
  expect(')');
  --depth_;
}

bool is_atom_char(char c) {
  return !is_ctl(c) && !is_8bit(c) && std::string_view("(){ %*\"\\]").find(c) == std::string_view::npos;
}

bool is_astring_char(char c) { return is_atom_char(c) || c == ']'; }

std::string_view atom(Cursor& in) {
  const auto found = in.take_while(is_atom_char);
  if (found.empty()) in.fail("An atom is missing");
  return found;
}

std::string_view word(Cursor& in) {
  const auto found = in.take_while(is_word_char);
  if (found.empty()) in.fail("A word is missing");
  return found;
}

// tag = 1*<any ASTRING-CHAR except "+">
std::string_view tag(Cursor& in) {
  const auto found = in.take_while([](char c) { return is_astring_char(c) && c != '+'; });
  if (found.empty()) in.fail("The tag is missing");
  return found;
}

std::string string(Cursor& in) {
  if (in.peek() == '"') return quoted(in);
  return std::string(literal(in));
}

// astring = 1*ASTRING-CHAR / string
std::string astring(Cursor& in) {
  const char c = in.peek();
  if (c == '"' || c == '{' || c == '~') {
    if (c != '~' || in.rest().starts_with("~{")) return string(in);
  }
  const auto found = in.take_while(is_astring_char);
  if (found.empty()) in.fail("A string is missing");
  return std::string(found);
}

std::optional<std::string> nstring(Cursor& in) {
  if (in.skip_word("NIL")) return {};
  return string(in);
}

std::uint64_t number64(Cursor& in, std::uint64_t max) {
  const auto digits = in.take_while(is_digit);
  const auto n = number<std::uint64_t>(digits, max);
  if (!n) in.fail("A number is missing or too large");
  return n.value_or(0);
}

std::uint32_t number32(Cursor& in) {
  return static_cast<std::uint32_t>(number64(in, std::numeric_limits<std::uint32_t>::max()));
}

std::uint32_t nz_number(Cursor& in) {
  const auto n = number32(in);
  if (n == 0) in.fail("A number above zero is missing");
  return n;
}

LiteralSize literal_size(Cursor& in) {
  LiteralSize found;
  found.binary = in.skip('~');
  in.expect('{');
  found.size = number64(in, std::numeric_limits<std::uint64_t>::max() >> 1);
  in.skip('+');
  in.expect('}');
  in.expect('\r');
  in.expect('\n');
  return in.ok() ? found : LiteralSize{};
}

std::string_view literal(Cursor& in) {
  const auto announced = literal_size(in);
  if (announced.size > in.rest().size()) in.fail("A literal is cut short");
  const auto octets = in.take(static_cast<std::size_t>(in.ok() ? announced.size : 0));
  // CHAR8 excludes NUL (RFC 9051 §9); literal8 alone may hold it.
  if (!announced.binary && octets.find('\0') != octets.npos) in.fail("A literal holds NUL");
  return in.ok() ? octets : std::string_view{};
}

}  // namespace postern::imap::grammar
