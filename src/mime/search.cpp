// Searching text: octets as they are where they are ASCII, decoded and folded piece by piece where they are not.
#include "mime/search.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "mime/casefold.h"
#include "mime/charset.h"
#include "mime/encoded_word.h"
#include "mime/parameters.h"
#include "mime/transfer.h"

namespace postern::mime {
namespace {

constexpr std::size_t kPieceOctets = 64 * 1024;

// Letters by how often ordinary text holds them, most frequent first; all else counts as rare.
constexpr std::string_view kFrequent = " etaoinshrdlcumwfgypbvk\r\n0123456789.,-";

std::size_t rarest(std::string_view needle) {
  std::size_t best = 0, best_rank = 0;
  for (std::size_t i = 0; i < needle.size(); ++i) {
    const auto rank = std::min(kFrequent.find(needle[i]), kFrequent.size());
    if (rank > best_rank || i == 0) best = i, best_rank = rank;
  }
  return best;
}

void lower_block(std::string_view from, char* to) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    const char c = from[i];
    to[i] = static_cast<char>(c | (c >= 'A' && c <= 'Z' ? 0x20 : 0));
  }
}

// The needle's rarest octet is looked for first. For a long needle that can cost its length at every octet of a hostile text,
// so memmem, which is linear, looks for those.
bool holds(std::string_view text, std::string_view needle, std::size_t rare) {
  constexpr std::size_t kLongNeedle = 64;
  if (needle.size() > text.size()) return false;
  if (needle.size() > kLongNeedle) return memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
  const char* at = text.data() + rare;
  const char* const end = text.data() + text.size() - (needle.size() - 1 - rare);
  while (at < end) {
    at = static_cast<const char*>(std::memchr(at, needle[rare], static_cast<std::size_t>(end - at)));
    if (!at) return false;
    if (std::memcmp(at - rare, needle.data(), needle.size()) == 0) return true;
    ++at;
  }
  return false;
}

// A needle that occurs across two pieces of one text is found by keeping the end of the piece before.
class PieceSearch {
 public:
  explicit PieceSearch(const Needle& needle) : needle_(needle) {}
  bool found_in(std::string_view utf8) {
    const auto text = tail_.empty() ? fold(utf8) : tail_ + fold(utf8);
    if (needle_.in_folded(text)) return true;
    const auto keep = std::min(text.size(), needle_.folded().size() - 1);
    tail_.assign(text, text.size() - keep);
    return false;
  }

 private:
  const Needle& needle_;
  std::string tail_;
};

bool found_in_text(std::string_view utf8, const Needle& needle) {
  return is_ascii(utf8) ? needle.in_ascii(utf8) : needle.in_folded(fold(utf8));
}

// A header with its folding taken out, still a line a field.
std::string unfold_lines(std::string_view header) {
  std::string out;
  out.reserve(header.size());
  while (!header.empty()) {
    const auto lf = header.find('\n');
    const auto size = lf == header.npos ? header.size() : lf + 1;
    const bool folded = size < header.size() && is_wsp(header[size]);
    auto line = header.substr(0, size);
    if (folded) line = line.substr(0, line.find_last_not_of("\r\n") + 1);
    out += line;
    header.remove_prefix(size);
  }
  return out;
}

bool found_in_header(std::string_view header, const Needle& needle) {
  const bool ascii = is_ascii(header);
  const bool encoded = header.find("=?") != header.npos;
  if (ascii && !encoded && !needle.ascii()) return false;
  const auto text = unfold_lines(header);
  if (ascii && !encoded) return needle.in_ascii(text);
  for (std::string_view rest = text; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    if (found_in_text(decode_words(line), needle)) return true;
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return false;
}

std::string_view charset_of(const ContentType& type) {
  const auto* charset = find_parameter(type.parameters, "charset");
  return charset ? std::string_view(*charset) : std::string_view();
}

// ASCII octets mean themselves in these; the rest is asked of the converter.
bool is_ascii_superset(std::string_view charset) {
  return charset.empty() || starts_nocase(charset, "us-ascii") || starts_nocase(charset, "utf-8") ||
         starts_nocase(charset, "iso-8859-") || starts_nocase(charset, "windows-125");
}

bool found_in_part(const Message& m, PartIndex i, std::string_view raw, const Needle& needle) {
  const Part& part = m.parts[i];
  if (part.inside != Inside::leaf || !part.type.is("text")) return false;
  const auto body = raw.substr(part.body.start, part.body.size());
  const bool as_it_is = part.encoding == Encoding::identity || part.encoding == Encoding::unknown ||
                        (part.encoding == Encoding::quoted_printable && body.find('=') == body.npos);
  if (as_it_is && is_ascii_superset(charset_of(part.type)) && is_ascii(body)) return needle.ascii() && needle.in_ascii(body);
  PieceSearch search(needle);
  return !search_text(m, i, raw, [&](std::string_view utf8) { return !search.found_in(utf8); });
}

// The end of the piece's last whole word, so that a combining mark is not parted from its letter; all when the last word is
// longer than words are, so that no text is gathered piece by piece.
std::size_t word_cut(std::string_view utf8) {
  constexpr std::size_t kLongestWord = 1024;
  const auto start = utf8.size() - std::min(utf8.size(), kLongestWord);
  const auto space = utf8.substr(start).find_last_of(" \n");
  return space == utf8.npos ? utf8.size() : start + space;
}

// Whether a field leaves an ASCII body as it is; `field` begins with "Content-T".
bool keeps_ascii_body(std::string_view field) {
  const auto colon = std::min(field.find(':'), field.size() - 1);
  const auto name = trim(field.substr(0, colon)), value = field.substr(colon + 1);
  if (equal_nocase(name, "Content-Transfer-Encoding")) {
    const auto encoding = trim(value);
    return equal_nocase(encoding, "7bit") || equal_nocase(encoding, "8bit") || equal_nocase(encoding, "binary");
  }
  if (!equal_nocase(name, "Content-Type")) return true;
  const auto type = parse_content_type(value);
  return type && type->is("text") && is_ascii_superset(charset_of(*type));
}

// Where the body of an ASCII message begins that is one text as it stands; npos when more must be known to tell.
std::size_t plain_body_start(std::string_view raw) {
  constexpr std::string_view kName = "content-t";
  for (std::size_t at = 0; at < raw.size();) {
    if (raw.substr(at, 2) == "\r\n") return at + 2;
    if (raw[at] == '\n') return at + 1;
    auto end = at;
    do end = std::min(raw.find('\n', end), raw.size() - 1) + 1;
    while (end < raw.size() && is_wsp(raw[end]));
    const auto field = raw.substr(at, end - at);
    if (lower(field[0]) == 'c' && starts_nocase(field, kName) && !keeps_ascii_body(field)) return raw.npos;
    at = end;
  }
  return raw.npos;
}

}  // namespace

Needle::Needle(std::string_view utf8) : folded_(fold(utf8)), rare_(rarest(folded_)), ascii_(is_ascii(folded_)) {}

bool Needle::in_folded(std::string_view text) const { return folded_.empty() || holds(text, folded_, rare_); }

bool Needle::in_ascii(std::string_view text) const {
  if (folded_.empty()) return true;
  if (folded_.size() > text.size()) return false;
  std::array<char, 8192> block;
  if (folded_.size() > block.size() / 2) return holds(to_lower(text), folded_, rare_);
  const auto step = block.size() - (folded_.size() - 1);
  for (std::size_t at = 0; at < text.size(); at += step) {
    const auto piece = text.substr(at, block.size());
    lower_block(piece, block.data());
    if (holds({block.data(), piece.size()}, folded_, rare_)) return true;
  }
  return false;
}

bool header_contains(const Message& m, std::string_view field, const Needle& needle) {
  return std::ranges::any_of(m.all(0, field),
                             [&](const std::string& value) { return found_in_text(decode_words(value), needle); });
}

bool body_contains(const Message& m, std::string_view raw, const Needle& needle) {
  if (needle.folded().empty()) return true;
  for (PartIndex i = 0; i < m.parts.size(); ++i) {
    if (i > 0 && found_in_header(m.header_text(i), needle)) return true;
    if (found_in_part(m, i, raw, needle)) return true;
  }
  return false;
}

bool text_contains(const Message& m, std::string_view raw, const Needle& needle) {
  return needle.folded().empty() || found_in_header(m.header_text(0), needle) || body_contains(m, raw, needle);
}

bool body_contains(std::string_view raw, const Needle& needle) {
  const auto body = is_ascii(raw) ? plain_body_start(raw) : raw.npos;
  if (body != raw.npos) return needle.ascii() && needle.in_ascii(raw.substr(body));
  return body_contains(parse(raw), raw, needle);
}

bool text_contains(std::string_view raw, const Needle& needle) {
  const auto body = is_ascii(raw) ? plain_body_start(raw) : raw.npos;
  if (body == raw.npos) return text_contains(parse(raw), raw, needle);
  return found_in_header(raw.substr(0, body), needle) || (needle.ascii() && needle.in_ascii(raw.substr(body)));
}

bool search_text(const Message& m, PartIndex i, std::string_view raw, const TextSink& sink) {
  const Part& part = m.parts[i];
  const auto body = raw.substr(part.body.start, part.body.size());
  TransferDecoder transfer(part.encoding);
  CharsetDecoder charset(charset_of(part.type));
  std::string octets, text;
  for (std::size_t at = 0; at < body.size(); at += kPieceOctets) {
    transfer.feed(body.substr(at, kPieceOctets), octets);
    charset.feed(octets, text);
    octets.clear();
    const auto cut = word_cut(text);
    if (!sink(std::string_view(text).substr(0, cut))) return false;
    text.erase(0, cut);
  }
  transfer.finish(octets);
  charset.feed(octets, text);
  charset.finish(text);
  return text.empty() || sink(text);
}

}  // namespace postern::mime
