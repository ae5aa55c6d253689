// The lexical tokens that header fields share: comments, quoted strings, runs of other characters (RFC 5322 §3.2).
// Folding white space may still be in the text. Every call moves forward; nothing recurses, comments are counted.
#pragma once
#include <string>
#include <string_view>

namespace postern::mime {

// White space, line ends, and NUL, which no text means.
constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] std::size_t position() const { return at_; }
  bool skip(char);
  void advance(std::size_t n) { at_ += n; }

  // White space and comments; the content of the last comment goes to `comment` when it is given. True when there was any.
  bool skip_cfws(std::string* comment = nullptr);
  // At a double quote: the content without quotes and backslashes. Without an end it reaches to the end of the text.
  std::string quoted_string();
  // Up to one of the characters in `stops`, white space, a control character or the end.
  std::string_view run_until(std::string_view stops);

 private:
  void skip_comment(std::string* comment);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace postern::mime
