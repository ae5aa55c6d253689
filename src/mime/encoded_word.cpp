// Encoded words of RFC 2047, read with tolerance for words that were cut in the middle of a character, and written.
#include "mime/encoded_word.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"
#include "mime/charset.h"
#include "mime/transfer.h"

namespace postern::mime {
namespace {

struct EncodedWord {
  std::string_view charset;
  char encoding = 'q';
  std::string_view text;
  std::size_t size = 0;
};

// encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?=" (RFC 2047 §2, RFC 2231 §5)
std::optional<EncodedWord> encoded_word(std::string_view in) {
  constexpr std::string_view kNotToken = " ()<>@,;:\"/[]?=\t\r\n";
  if (!in.starts_with("=?")) return {};
  const auto charset_end = in.find_first_of(kNotToken, 2);
  if (charset_end == in.npos || charset_end == 2 || in[charset_end] != '?' || in.size() < charset_end + 5) return {};
  EncodedWord word;
  word.charset = in.substr(2, charset_end - 2);
  word.charset = word.charset.substr(0, word.charset.find('*'));
  word.encoding = lower(in[charset_end + 1]);
  if ((word.encoding != 'q' && word.encoding != 'b') || in[charset_end + 2] != '?') return {};
  const auto text = charset_end + 3;
  const auto end = in.find_first_of("? \t\r\n", text);
  if (end == in.npos || in.substr(end, 2) != "?=") return {};
  word.text = in.substr(text, end - text);
  word.size = end + 2;
  return word;
}

// Octets of adjacent words in one charset are gathered before they are converted, so that a character may span two words.
class WordDecoder {
 public:
  explicit WordDecoder(std::string& out) : out_(out) {}
  void word(const EncodedWord& w) {
    if (!equal_nocase(w.charset, charset_)) flush();
    charset_ = w.charset;
    bytes_ += w.encoding == 'b' ? decode_transfer(Encoding::base64, w.text) : decode_q(w.text);
    after_word_ = true;
  }
  void plain(std::string_view text) {
    if (text.empty()) return;
    flush();
    out_ += is_ascii(text) ? std::string(text) : to_utf8(text, "");
    after_word_ = false;
  }
  void flush() {
    if (!bytes_.empty()) out_ += to_utf8(bytes_, charset_);
    bytes_.clear();
  }
  [[nodiscard]] bool after_word() const { return after_word_; }

 private:
  std::string& out_;
  std::string_view charset_;
  std::string bytes_;
  bool after_word_ = false;
};

}  // namespace

std::size_t encoded_word_size(std::string_view in) {
  const auto word = encoded_word(in);
  return word ? word->size : 0;
}

std::string decode_words(std::string_view in) {
  std::string out;
  WordDecoder decoder(out);
  std::size_t plain = 0;  // where text that is no encoded word began
  for (auto at = in.find("=?"); at != in.npos; at = in.find("=?", at)) {
    const auto word = encoded_word(in.substr(at));
    if (!word) {
      at += 1;
      continue;
    }
    const auto between = in.substr(plain, at - plain);
    if (!decoder.after_word() || !trim(between).empty()) decoder.plain(between);  // RFC 2047 §6.2
    decoder.word(*word);
    at += word->size;
    plain = at;
  }
  decoder.plain(in.substr(plain));
  decoder.flush();
  return out;
}

std::string encode_words(std::string_view text) {
  constexpr std::size_t kOctets = 42;  // in a word, which has 75 characters with its frame   RFC 2047 §2
  std::string out;
  while (!text.empty()) {
    const auto piece = cut(text, kOctets);
    out += fmt::format("{}=?utf-8?B?{}?=", out.empty() ? "" : "\r\n ", to_base64(piece));
    text.remove_prefix(piece.size());
  }
  return out;
}

bool needs_words(std::string_view text) { return !is_ascii(text) || text.contains("=?"); }

std::string unstructured(std::string_view text) { return needs_words(text) ? encode_words(text) : std::string(text); }

}  // namespace postern::mime
