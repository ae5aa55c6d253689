// Charsets to UTF-8.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace postern::mime {

// Octets that are no text of the charset become U+FFFD; the output is always valid UTF-8. An unknown charset, and 8-bit
// octets in us-ascii, are taken for UTF-8 when they are valid UTF-8, else for windows-1252.
std::string to_utf8(std::string_view bytes, std::string_view charset);

// Whether to_utf8 knows the charset by name: SEARCH answers BADCHARSET otherwise (RFC 9051 §6.4.4).
bool knows_charset(std::string_view);

// The same in pieces, for long text.
class CharsetDecoder {
 public:
  explicit CharsetDecoder(std::string_view charset);
  CharsetDecoder(CharsetDecoder&&) noexcept;
  ~CharsetDecoder();
  void feed(std::string_view, std::string& out);
  void finish(std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace postern::mime
