// Charsets through ICU, with short ways for the common ones.
#include "mime/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace postern::mime {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// What mail calls a charset and ICU does not, or reads otherwise than its senders meant (WHATWG Encoding §4.2 agrees on these).
struct CharsetAlias {
  std::string_view mail, icu;
};
constexpr std::array<CharsetAlias, 12> kAliases{{{"gb2312", "gb18030"},
                                                 {"gb_2312-80", "gb18030"},
                                                 {"gbk", "gb18030"},
                                                 {"ks_c_5601-1987", "windows-949"},
                                                 {"euc-kr", "windows-949"},
                                                 {"iso-8859-1", "windows-1252"},
                                                 {"latin1", "windows-1252"},
                                                 {"iso-8859-9", "windows-1254"},
                                                 {"iso-8859-8-i", "iso-8859-8"},
                                                 {"iso-8859-8-e", "iso-8859-8"},
                                                 {"tis-620", "windows-874"},
                                                 {"unicode-1-1-utf-7", "utf-7"}}};

struct CloseConverter {
  void operator()(UConverter* c) const { ucnv_close(c); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

bool is_utf8_name(std::string_view name) { return equal_nocase(name, "utf-8") || equal_nocase(name, "utf8"); }
bool is_ascii_name(std::string_view name) {
  return name.empty() || equal_nocase(name, "us-ascii") || equal_nocase(name, "ascii") || equal_nocase(name, "ansi_x3.4-1968");
}

Converter open_converter(std::string_view charset) {
  const auto alias = std::ranges::find_if(kAliases, [&](const CharsetAlias& a) { return equal_nocase(a.mail, charset); });
  const std::string name(alias == kAliases.end() ? charset : alias->icu);
  const bool sane = !name.empty() && name.size() < 64 && name.find_first_of(",\0") == name.npos;
  UErrorCode error = U_ZERO_ERROR;
  return Converter(sane && is_ascii(name) ? ucnv_open(name.c_str(), &error) : nullptr);
}

// Valid sequences stay, each octet of any other becomes U+FFFD.
void append_repaired_utf8(std::string_view in, std::string& out) {
  if (is_utf8(in)) {
    out += in;
    return;
  }
  for (std::size_t i = 0; i < in.size();) {
    std::size_t n = 1;
    while (n <= 4 && i + n <= in.size() && !is_utf8(in.substr(i, n))) ++n;
    const bool valid = n <= 4 && i + n <= in.size();
    out += valid ? in.substr(i, n) : kReplacement;
    i += valid ? n : 1;
  }
}

// ICU's converter into UTF-8; `last` says that nothing follows.
void append_converted(UConverter* from, std::string_view in, bool last, std::string& out) {
  std::array<UChar, 1024> units{};
  const char* source = in.data();
  const char* const end = in.data() + in.size();
  UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
  while (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    UChar* target = units.data();
    ucnv_toUnicode(from, &target, units.data() + units.size(), &source, end, nullptr, last ? 1 : 0, &error);
    for (const UChar* u = units.data(); u < target; ++u) {
      std::uint32_t c = *u;
      if (U16_IS_LEAD(c) && u + 1 < target && U16_IS_TRAIL(u[1]))
        c = static_cast<std::uint32_t>(U16_GET_SUPPLEMENTARY(c, *++u));
      if (U_IS_SURROGATE(c)) c = 0xFFFD;
      std::array<char, 4> bytes{};
      std::int32_t n = 0;
      U8_APPEND_UNSAFE(bytes.data(), n, c);
      out.append(bytes.data(), static_cast<std::size_t>(n));
    }
  }
}

// The octets at the end that may be the start of a longer UTF-8 sequence.
std::size_t open_sequence(std::string_view in) {
  for (std::size_t n = 1; n <= std::min<std::size_t>(3, in.size()); ++n) {
    const auto c = static_cast<unsigned char>(in[in.size() - n]);
    if ((c & 0xC0) == 0x80) continue;
    const std::size_t wanted = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    return wanted > n ? n : 0;
  }
  return 0;
}

}  // namespace

// Guessing charsets (none, us-ascii, unknown) stay UTF-8 until an octet shows that it is none, and are windows-1252 from there.
struct CharsetDecoder::State {
  Converter converter;
  bool guess = false;
  std::string held;  // UTF-8: the start of a sequence
};

CharsetDecoder::CharsetDecoder(std::string_view charset) : state_(std::make_unique<State>()) {
  if (is_utf8_name(charset)) return;
  if (!is_ascii_name(charset)) state_->converter = open_converter(charset);
  state_->guess = !state_->converter;
}
CharsetDecoder::CharsetDecoder(CharsetDecoder&&) noexcept = default;
CharsetDecoder::~CharsetDecoder() = default;

void CharsetDecoder::feed(std::string_view in, std::string& out) {
  if (state_->converter) return append_converted(state_->converter.get(), in, false, out);
  std::string joined;
  if (!state_->held.empty()) {
    joined = std::exchange(state_->held, {});
    joined += in;
    in = joined;
  }
  const auto open = open_sequence(in);
  const auto whole = in.substr(0, in.size() - open);
  if (state_->guess && !is_utf8(whole)) {
    state_->converter = open_converter("windows-1252");
    return append_converted(state_->converter.get(), in, false, out);
  }
  state_->held = in.substr(in.size() - open);
  append_repaired_utf8(whole, out);
}

void CharsetDecoder::finish(std::string& out) {
  if (state_->converter) return append_converted(state_->converter.get(), {}, true, out);
  const std::string rest = std::exchange(state_->held, {});
  if (rest.empty()) return;
  if (!state_->guess) return append_repaired_utf8(rest, out);
  state_->converter = open_converter("windows-1252");
  append_converted(state_->converter.get(), rest, true, out);
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  std::string out;
  if (is_ascii(bytes) && (is_utf8_name(charset) || is_ascii_name(charset))) return std::string(bytes);
  CharsetDecoder decoder(charset);
  decoder.feed(bytes, out);
  decoder.finish(out);
  return out;
}

bool knows_charset(std::string_view name) {
  return is_utf8_name(name) || (!name.empty() && is_ascii_name(name)) || open_converter(name) != nullptr;
}

}  // namespace postern::mime
