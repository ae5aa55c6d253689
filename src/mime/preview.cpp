// Previews: the first words of the first text.
#include "mime/preview.h"

#include <array>

#include "base/text.h"
#include "mime/charset.h"
#include "mime/lexer.h"
#include "mime/parameters.h"
#include "mime/transfer.h"

namespace postern::mime {
namespace {

bool is_attached(const Message& m, PartIndex i) {
  const auto d = disposition(m, i);
  return d && equal_nocase(d->type, "attachment");
}

struct Entity {
  std::string_view name, text;
};
constexpr std::array<Entity, 10> kEntities{{{"amp", "&"},
                                            {"lt", "<"},
                                            {"gt", ">"},
                                            {"quot", "\""},
                                            {"apos", "'"},
                                            {"nbsp", " "},
                                            {"hellip", "..."},
                                            {"ndash", "-"},
                                            {"mdash", "-"},
                                            {"zwnj", ""}}};

// "&name;" or "&#number;" at the front: appends its text and gives its length, 0 when it is none.
std::size_t append_entity(std::string_view in, std::string& out) {
  const auto end = in.substr(0, 12).find(';');
  if (end == in.npos || end < 2) return 0;
  const auto name = in.substr(1, end - 1);
  for (const auto& e : kEntities) {
    if (e.name != name) continue;
    out += e.text;
    return end + 1;
  }
  const auto n = name[0] == '#' ? number(name.substr(1), 0x10FFFFU) : std::nullopt;
  if (!n) return 0;
  if (*n < 32) {
    out += ' ';
    return end + 1;
  }
  const std::array<char, 4> bytes{static_cast<char>(*n >> 24), static_cast<char>(*n >> 16 & 255),
                                  static_cast<char>(*n >> 8 & 255), static_cast<char>(*n & 255)};
  out += to_utf8({bytes.data(), bytes.size()}, "utf-32be");
  return end + 1;
}

// Words with one space between them; quoted lines and the long rules of signatures say little, so they go.
std::string first_words(std::string_view text, std::size_t characters) {
  std::string out;
  std::size_t count = 0;
  bool gap = false, line_start = true, quoted = false;
  for (const char c : text) {
    if (line_start) quoted = c == '>';
    line_start = c == '\n';
    if (quoted) continue;
    const bool starts_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (starts_character && count + (gap ? 1 : 0) >= characters) break;
    if (gap) {
      out += ' ';
      ++count;
      gap = false;
    }
    out += static_cast<unsigned char>(c) < 0x20 || c == '\x7F' ? ' ' : c;
    if (starts_character) ++count;
  }
  return out;
}

}  // namespace

PartIndex preview_part(const Message& m) {
  PartIndex html = kNoPart;
  for (PartIndex i = 0; i < m.parts.size(); ++i) {
    const Part& part = m.parts[i];
    if (part.inside != Inside::leaf || !part.type.is("text") || part.body.size() == 0) continue;
    const bool plain = part.type.is("text", "plain");
    if ((!plain && (html != kNoPart || !part.type.is("text", "html"))) || is_attached(m, i)) continue;
    if (plain) return i;
    html = i;
  }
  return html;
}

std::string preview(const Message& m, PartIndex i, std::string_view body_start) {
  const Part& part = m.parts[i];
  const auto* charset = find_parameter(part.type.parameters, "charset");
  std::string text = to_utf8(decode_transfer(part.encoding, body_start), charset ? *charset : "");
  if (part.type.is("text", "html")) text = html_to_text(text);
  std::string words = first_words(text, kPreviewCharacters);
  // Cut bodies may end inside a character.
  while (body_start.size() < part.body.size() && words.ends_with("\xEF\xBF\xBD")) words.resize(words.size() - 3);
  return words;
}

std::string html_to_text(std::string_view in) {
  std::string out;
  out.reserve(in.size());
  while (!in.empty()) {
    const auto mark = in.find_first_of("<&");
    out += in.substr(0, mark);
    in.remove_prefix(mark == in.npos ? in.size() : mark);
    if (in.empty()) break;
    if (in[0] == '&') {
      const auto size = append_entity(in, out);
      if (size == 0) out += '&';
      in.remove_prefix(std::max<std::size_t>(size, 1));
      continue;
    }
    std::string_view end = ">";
    if (in.starts_with("<!--")) end = "-->";
    if (starts_nocase(in, "<style")) end = "</style";
    if (starts_nocase(in, "<script")) end = "</script";
    if (starts_nocase(in, "<title")) end = "</title";
    std::size_t stop = 1;
    while (stop < in.size() && !(in[stop] == end[0] && starts_nocase(in.substr(stop), end))) ++stop;
    in.remove_prefix(std::min(in.size(), stop + (end == ">" || end == "-->" ? end.size() : 0)));
    out += ' ';
  }
  return out;
}

}  // namespace postern::mime
