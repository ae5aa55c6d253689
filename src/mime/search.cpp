// Searching text: octets as they are where they are ASCII, decoded and folded piece by piece where they are not.
#include "mime/search.h"

#include <fmt/format.h>

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

// Plain text: a fold of it is lower case and nothing else.
bool all_ascii(std::string_view s) {
  unsigned char all = 0;
  for (const char c : s) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

void lower_block(std::string_view from, char* to) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    const char c = from[i];
    to[i] = static_cast<char>(c | (c >= 'A' && c <= 'Z' ? 0x20 : 0));
  }
}

// The needle's rarest octet is looked for first.
bool holds(std::string_view text, std::string_view needle, std::size_t rare) {
  if (needle.size() > text.size()) return false;
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
  return all_ascii(utf8) ? needle.in_ascii(utf8) : needle.in_folded(fold(utf8));
}

// Header text: as it came when no encoded word is in it, else field by field.
bool found_in_header(const Message& m, PartIndex i, const Needle& needle) {
  const auto text = m.header_text(i);
  const Part& part = m.parts[i];
  if (all_ascii(text) && text.find("=?") == text.npos && needle.ascii() && needle.in_ascii(text)) return true;
  for (std::uint32_t k = 0; k < part.field_count; ++k) {
    const Field& f = m.fields[part.first_field + k];
    const auto raw = m.raw_value(f);
    const bool plain = all_ascii(raw) && raw.find("=?") == raw.npos && raw.find('\n') == raw.npos;
    if (plain && !needle.ascii()) continue;
    const auto value = plain ? std::string(raw) : decode_words(unfold(raw));
    if (found_in_text(fmt::format("{}: {}", m.name(f), trim(value)), needle)) return true;
  }
  return false;
}

std::string_view charset_of(const Part& part) {
  const auto* charset = find_parameter(part.type.parameters, "charset");
  return charset ? std::string_view(*charset) : std::string_view();
}

// ASCII octets mean themselves in these; the rest is asked of the converter.
bool is_ascii_superset(std::string_view charset) {
  return charset.empty() || starts_nocase(charset, "us-ascii") || starts_nocase(charset, "utf-8") || starts_nocase(charset, "iso-8859-") ||
         starts_nocase(charset, "windows-125");
}

bool found_in_part(const Message& m, PartIndex i, std::string_view raw, const Needle& needle) {
  const Part& part = m.parts[i];
  if (part.inside != Inside::leaf || !part.type.is("text")) return false;
  const auto body = raw.substr(part.body.start, part.body.size());
  if (part.encoding != Encoding::base64 && is_ascii_superset(charset_of(part)) && all_ascii(body)) {
    const bool as_it_is = part.encoding != Encoding::quoted_printable || body.find('=') == body.npos;
    if (as_it_is) return needle.ascii() && needle.in_ascii(body);
  }
  PieceSearch search(needle);
  return !search_text(m, i, raw, [&](std::string_view utf8) { return !search.found_in(utf8); });
}

// The end of the piece's last whole word, so that a combining mark is not parted from its letter; all when there is no space.
std::size_t word_cut(std::string_view utf8) {
  const auto space = utf8.find_last_of(" \n");
  return space == utf8.npos ? utf8.size() : space;
}

// Where the header ends, or npos; only for messages without MIME fields, whose body is one plain text.
std::size_t plain_body_start(std::string_view raw) {
  std::size_t at = 0;
  while (at < raw.size()) {
    const auto line = raw.substr(at, 9);
    if (line.starts_with("\r\n")) return at + 2;
    if (line.starts_with("\n")) return at + 1;
    if (starts_nocase(line, "content-t")) return raw.npos;
    const auto lf = raw.find('\n', at);
    if (lf == raw.npos) return raw.npos;
    at = lf + 1;
  }
  return raw.npos;
}

}  // namespace

Needle::Needle(std::string_view utf8) : folded_(fold(utf8)), rare_(rarest(folded_)), ascii_(all_ascii(folded_)) {}

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
  return std::ranges::any_of(m.all(0, field), [&](const std::string& value) { return found_in_text(decode_words(value), needle); });
}

bool body_contains(const Message& m, std::string_view raw, const Needle& needle) {
  if (needle.folded().empty()) return true;
  for (PartIndex i = 0; i < m.parts.size(); ++i) {
    if (i > 0 && found_in_header(m, i, needle)) return true;
    if (found_in_part(m, i, raw, needle)) return true;
  }
  return false;
}

bool text_contains(const Message& m, std::string_view raw, const Needle& needle) {
  return needle.folded().empty() || found_in_header(m, 0, needle) || body_contains(m, raw, needle);
}

bool body_contains(std::string_view raw, const Needle& needle) {
  if (all_ascii(raw))
    if (const auto start = plain_body_start(raw); start != raw.npos) return needle.ascii() && needle.in_ascii(raw.substr(start));
  return body_contains(parse(raw), raw, needle);
}

bool text_contains(std::string_view raw, const Needle& needle) { return text_contains(parse(raw), raw, needle); }

bool search_text(const Message& m, PartIndex i, std::string_view raw, const TextSink& sink) {
  const Part& part = m.parts[i];
  const auto body = raw.substr(part.body.start, part.body.size());
  TransferDecoder transfer(part.encoding);
  CharsetDecoder charset(charset_of(part));
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
