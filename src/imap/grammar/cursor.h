// Reads one command's text rule by rule. Sticky: after the first failure every call takes nothing and gives an empty value,
// so a rule is written as plain steps and the caller asks once, at the end.
// Promises: no read beyond the text; nesting bounded by kMaxDepth; views point into the text.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace postern::imap::grammar {

class Cursor {
 public:
  static constexpr int kMaxDepth = 32;

  // With `utf8` mailbox names are UTF-8 as they stand (RFC 9051 §5.1, RFC 6855 §3); without they are modified UTF-7.
  explicit Cursor(std::string_view text, bool utf8 = false) : text_(text), utf8_(utf8) {}

  [[nodiscard]] bool ok() const { return why_.empty(); }
  [[nodiscard]] std::string_view why() const { return why_; }
  [[nodiscard]] bool utf8() const { return utf8_; }
  [[nodiscard]] bool at_end() const { return !ok() || at_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::string_view rest() const { return ok() ? text_.substr(at_) : std::string_view{}; }

  void fail(std::string_view why) {
    if (ok()) why_ = why;
  }
  bool skip(char c);    // takes c if it comes next
  void expect(char c);  // takes c or fails
  void space() { expect(' '); }
  bool skip_word(std::string_view word);  // takes the word, in any case, if it comes next as a whole
  std::string_view take(std::size_t n);   // the next n bytes, or fails
  template <class Allowed>
  std::string_view take_while(Allowed allowed) {  // possibly empty
    std::size_t n = 0;
    const auto left = rest();
    while (n < left.size() && allowed(left[n])) ++n;
    return take(n);
  }
  bool finish();  // all was read; fails otherwise

  // "(" ... ")" with the depth checked: if (!in.open()) return; ...; in.close();
  bool open();
  void close();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::string_view why_;
  int depth_ = 0;
  bool utf8_ = false;
};

bool is_atom_char(char);
bool is_astring_char(char);

std::string_view atom(Cursor&);
std::string_view word(Cursor&);  // letters, digits, "." and "-": a keyword of the grammar
std::string_view tag(Cursor&);
std::string string(Cursor&);  // quoted / literal
std::string astring(Cursor&);
std::optional<std::string> nstring(Cursor&);  // nothing for NIL
std::uint64_t number64(Cursor&, std::uint64_t max);
std::uint32_t number32(Cursor&);
std::uint32_t nz_number(Cursor&);

// literal = ["~"] "{" number ["+"] "}" CRLF without the octets, as it stands where the octets were streamed away.
struct LiteralSize {
  std::uint64_t size = 0;
  bool binary = false;
};
LiteralSize literal_size(Cursor&);
std::string_view literal(Cursor&);  // with the octets; literal8 is taken as well

}  // namespace postern::imap::grammar
