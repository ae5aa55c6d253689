// Part specifiers.
#include "mime/section.h"

#include <algorithm>

#include "base/text.h"

namespace postern::mime {
namespace {

constexpr std::size_t kMaxSectionNumbers = 128;

// Whether a part is looked at as a message, whose body is part 1 when it is no multipart, or as a part that has that number.
enum class SeenAs : std::uint8_t { message, part };

PartIndex numbered(const Message& m, PartIndex at, std::uint32_t n, SeenAs as) {
  if (as == SeenAs::part && m.parts[at].inside == Inside::message) {
    at = m.parts[at].first_child;
    as = SeenAs::message;
  }
  if (m.parts[at].inside == Inside::parts) {
    auto child = m.parts[at].first_child;
    while (child != kNoPart && --n > 0) child = m.parts[child].next;
    return child;
  }
  return as == SeenAs::message && n == 1 ? at : kNoPart;
}

// The root part of the message that HEADER and TEXT speak of: the whole message, or the one inside a message/rfc822 part.
PartIndex message_root(const Message& m, const Section& s, PartIndex part) {
  if (s.numbers.empty()) return 0;
  return m.parts[part].inside == Inside::message ? m.parts[part].first_child : kNoPart;
}

// The name, blanks that RFC 5322 §4.5 once allowed, and the colon.
bool begins_with_field(std::string_view line, std::string_view name) {
  if (!starts_nocase(line, name)) return false;
  line.remove_prefix(name.size());
  while (!line.empty() && is_wsp(line[0])) line.remove_prefix(1);
  return line.starts_with(':');
}

bool is_named(std::string_view line, std::span<const std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return begins_with_field(line, name); });
}

}  // namespace

// section = [section-part ["." section-text]] / section-text (RFC 9051 §9)
std::optional<Section> parse_section(std::string_view text) {
  Section s;
  while (!text.empty() && is_digit(text[0])) {
    const auto dot = text.find('.');
    const auto n = number<std::uint32_t>(text.substr(0, dot), 0xFFFFFFFFU);
    if (!n || *n == 0 || text[0] == '0' || s.numbers.size() >= kMaxSectionNumbers) return {};
    s.numbers.push_back(*n);
    text.remove_prefix(dot == text.npos ? text.size() : dot + 1);
    if (dot != std::string_view::npos && text.empty()) return {};
  }
  if (text.empty()) return s;
  if (equal_nocase(text, "HEADER")) {
    s.text = SectionText::header;
  } else if (equal_nocase(text, "TEXT")) {
    s.text = SectionText::text;
  } else if (equal_nocase(text, "MIME") && !s.numbers.empty()) {
    s.text = SectionText::mime;
  } else {
    return {};
  }
  return s;
}

std::optional<PartIndex> find_part(const Message& m, const Section& s) {
  PartIndex at = 0;
  auto as = SeenAs::message;
  for (const auto n : s.numbers) {
    if (n == 0) return {};
    at = numbered(m, at, n, as);
    if (at == kNoPart) return {};
    as = SeenAs::part;
  }
  if (s.text == SectionText::header || s.text == SectionText::text) at = message_root(m, s, at);
  if (at == kNoPart) return {};
  return at;
}

std::optional<Range> find_section(const Message& m, const Section& s) {
  const auto found = find_part(m, s);
  if (!found) return {};
  const Part& part = m.parts[*found];
  switch (s.text) {
    case SectionText::all: return s.numbers.empty() ? Range{0, m.size} : part.body;
    case SectionText::header:
    case SectionText::mime: return part.header;
    case SectionText::text: return part.body;
  }
  return {};
}

void append_header_fields(std::string& out, std::string_view header, std::span<const std::string_view> names, Fields which) {
  bool take = false;
  while (!header.empty()) {
    const auto lf = header.find('\n');
    const auto line = header.substr(0, lf == header.npos ? lf : lf + 1);
    header.remove_prefix(line.size());
    if (line == "\r\n" || line == "\n") {
      out += line;  // RFC 9051 §6.4.5.1: subsetting does not exclude the blank line
      break;
    }
    if (!is_wsp(line[0])) take = is_named(line, names) == (which == Fields::named);
    if (take) out += line;
  }
}

std::string header_fields(std::string_view header, std::span<const std::string_view> names, Fields which) {
  std::string out;
  append_header_fields(out, header, names, which);
  return out;
}

}  // namespace postern::mime
