// Tokens of header fields.
#include "mime/lexer.h"

#include "base/text.h"

namespace postern::mime {
bool Lexer::skip(char c) {
  if (at_end() || text_[at_] != c) return false;
  ++at_;
  return true;
}

bool Lexer::skip_cfws(std::string* comment) {
  const auto start = at_;
  while (!at_end()) {
    if (is_blank(text_[at_])) {
      ++at_;
    } else if (text_[at_] == '(') {
      skip_comment(comment);
    } else {
      break;
    }
  }
  return at_ > start;
}

// comment = "(" *([FWS] ccontent) [FWS] ")", ccontent holds comments (RFC 5322 §3.2.2)
void Lexer::skip_comment(std::string* comment) {
  if (comment) comment->clear();
  std::size_t depth = 0;
  for (; !at_end(); ++at_) {
    const char c = text_[at_];
    if (c == '(' && depth++ == 0) continue;
    if (c == ')' && --depth == 0) break;
    const bool quoted = c == '\\' && at_ + 1 < text_.size();
    if (quoted) ++at_;
    if (comment && text_[at_] != '\r' && text_[at_] != '\n') *comment += text_[at_];
  }
  if (!at_end()) ++at_;
}

std::string Lexer::quoted_string() {
  std::string content;
  for (++at_; !at_end() && text_[at_] != '"'; ++at_) {
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
    const char c = text_[at_];
    if (c != '\r' && c != '\n' && c != '\0') content += c;
  }
  skip('"');
  return content;
}

std::string_view Lexer::run_until(std::string_view stops) {
  const auto start = at_;
  while (!at_end() && !is_blank(text_[at_]) && !stops.contains(text_[at_])) ++at_;
  return text_.substr(start, at_ - start);
}

}  // namespace postern::mime
