// Every reading of every parameter that is a name.
#include "attachments/names.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "attachments/extensions.h"
#include "base/text.h"
#include "mime/charset.h"
#include "mime/encoded_word.h"
#include "mime/parameters.h"
#include "mime/transfer.h"

namespace postern::attachments {
namespace {

constexpr std::size_t kMostNames = 256;
constexpr std::size_t kMostLoose = 64;  // parameters that are found by their name alone
constexpr std::size_t kMostParameters = 256;
constexpr std::size_t kShownOctets = 255;  // what file systems take
constexpr std::array<std::string_view, 2> kNames{"filename", "name"};

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!is_wsp(c)) out += c;
  return out;
}

// charset'language'text (RFC 2231 §4)
std::pair<std::string_view, std::string_view> charset_and_text(std::string_view value) {
  const auto first = value.find('\'');
  const auto second = first == value.npos ? first : value.find('\'', first + 1);
  if (second == value.npos) return {{}, value};
  return {value.substr(0, first), value.substr(second + 1)};
}

class Gatherer {
 public:
  explicit Gatherer(Names& names) : names_(names) {}

  void add(std::string name) {
    if (name.empty() || std::ranges::find(names_.all, name) != names_.all.end()) return;
    names_.too_many |= names_.all.size() >= kMostNames || name.size() > kLongestName;
    if (names_.all.size() < kMostNames) names_.all.push_back(std::move(name));
  }

  // Whatever the parameter was called, one reader or another decodes it so.
  void add_readings(std::string_view value) {
    names_.too_many |= value.size() > kLongestName;
    value = value.substr(0, kLongestName);
    add(mime::decode_words(value));
    if (value.contains("=?")) add(mime::decode_words(without_blanks(value)));
    const auto [charset, text] = charset_and_text(value);
    if (!charset.empty()) add(mime::to_utf8(text, charset));
    if (!value.contains('%')) return;
    add(mime::to_utf8(mime::decode_percent(text), charset));
    add(mime::decode_words(mime::decode_percent(value)));
  }

  void add_parameters(std::span<const mime::Parameter> list) {
    names_.too_many |= list.size() >= kMostParameters;
    for (const auto base : kNames) {
      if (auto text = mime::parameter_text(list, base)) add(std::move(*text));
      for (const auto& p : list)
        if (equal_nocase(p.name, base) || equal_nocase(p.name, std::string(base) + "*")) add_readings(p.value);
      add_continued(list, base);
    }
  }

  void add_loose(std::string_view field);

 private:
  // name*0, name*1*, ...: by number with the first or the last of equal ones, and as they come; gaps are passed over.   RFC 2231 §3
  void add_continued(std::span<const mime::Parameter> list, std::string_view base) {
    std::map<std::uint32_t, std::string_view> first, last;
    std::string in_order;
    for (const auto& p : list) {
      std::string_view rest = p.name;
      if (!starts_nocase(rest, base) || !rest.substr(base.size()).starts_with('*')) continue;
      rest.remove_prefix(base.size() + 1);
      if (rest.ends_with('*')) rest.remove_suffix(1);
      const auto n = number<std::uint32_t>(rest, 0xFFFF'FFFFU);
      if (!n) continue;
      first.emplace(*n, p.value);
      last.insert_or_assign(*n, p.value);
      if (in_order.size() <= kLongestName) in_order += p.value;
    }
    for (const auto* segments : {&first, &last}) {
      std::string joined;
      for (const auto& [n, value] : *segments)
        if (joined.size() <= kLongestName) joined += value;
      if (!joined.empty()) add_readings(joined);
    }
    if (!in_order.empty()) add_readings(in_order);
  }

  Names& names_;
};

// The content of a quoted string, and whether a backslash takes the next character as it is.
std::string quoted(std::string_view text, bool escapes) {
  std::string out;
  for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
    if (escapes && text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

// Where the value begins of a parameter whose name ends at `at`: after *( "*" / DIGIT ) "=". Nothing when no "=" comes.
std::optional<std::size_t> value_after(std::string_view field, std::size_t at) {
  at = field.find_first_not_of(" \t*0123456789", at);
  if (at == field.npos || field[at] != '=') return {};
  at = field.find_first_not_of(" \t", at + 1);
  if (at == field.npos) return {};
  return at;
}

// Wherever the field says name=, in comments and quoted strings too: what ends those is what readers disagree about.
void Gatherer::add_loose(std::string_view field) {
  std::size_t found = 0;
  const auto folded = to_lower(field);
  for (auto at = folded.find("name"); at != folded.npos; at = folded.find("name", at + 4)) {
    const auto value_at = value_after(field, at + 4);
    if (!value_at) continue;
    if (++found > kMostLoose) {
      names_.too_many = true;
      return;
    }
    const auto value = field.substr(*value_at, kLongestName + 1);
    add_readings(trim(value.substr(0, value.find(';'))));
    if (!value.starts_with('"')) continue;
    add_readings(quoted(value, true));
    add_readings(quoted(value, false));
  }
}

bool is_invisible(std::string_view character) {
  static constexpr std::array<std::string_view, 17> kInvisible{"\u00AD", "\u061C", "\u200B", "\u200C", "\u200D", "\u200E",
                                                               "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                                               "\u2060", "\u2066", "\u2067", "\u2068", "\u2069"};
  return std::ranges::find(kInvisible, character) != kInvisible.end() || character == "\uFEFF";
}

std::size_t character_size(std::string_view text) {
  const auto c = static_cast<unsigned char>(text.front());
  const std::size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
  return std::min(size, text.size());
}

}  // namespace

Names names_of(const mime::Message& m, mime::PartIndex index) {
  Names names;
  Gatherer gatherer(names);
  names.shown = shown_name(m, index);
  gatherer.add(names.shown);
  gatherer.add(mime::file_name(m, index));
  const auto& part = m.parts[index];
  for (const auto& field : std::span(m.fields).subspan(part.first_field, part.field_count)) {
    const bool is_type = equal_nocase(m.name(field), "Content-Type");
    if (!is_type && !equal_nocase(m.name(field), "Content-Disposition")) continue;
    const auto value = mime::unfold(m.raw_value(field));
    if (const auto d = mime::parse_disposition(value, kMostParameters)) gatherer.add_parameters(d->parameters);
    if (const auto t = mime::parse_content_type(value, kMostParameters)) gatherer.add_parameters(t->parameters);
    gatherer.add_loose(value);
  }
  return names;
}

std::string shown_name(const mime::Message& m, mime::PartIndex index) { return shown_name(mime::file_name(m, index)); }

std::string shown_name(std::string_view utf8) {
  while (!utf8.empty() && (utf8.back() == '/' || utf8.back() == '\\')) utf8.remove_suffix(1);
  utf8 = utf8.substr(utf8.find_last_of("/\\") + 1);
  std::string out;
  while (!utf8.empty()) {
    const auto character = utf8.substr(0, character_size(utf8));
    utf8.remove_prefix(character.size());
    const bool control = character.size() == 1 && (static_cast<unsigned char>(character[0]) < ' ' || character[0] == '\x7F');
    if (!control && !is_invisible(character)) out += character;
  }
  std::string_view text = trim(out);
  // The end is what says how a file is opened: of a long name it stays.
  while (text.size() > kShownOctets) text.remove_prefix(character_size(text));
  return std::string(text);
}

}  // namespace postern::attachments
