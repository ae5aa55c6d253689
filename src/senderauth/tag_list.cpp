// tag-list = tag-spec *( ";" tag-spec ) [ ";" ]   RFC 6376 §3.2
#include "senderauth/tag_list.h"

#include <algorithm>

#include "base/text.h"

namespace postern::senderauth {
namespace {

bool is_blank(char c) { return is_wsp(c) || c == '\r' || c == '\n'; }

// tag-name = ALPHA *ALNUMPUNC
bool is_tag_name(std::string_view name) {
  return !name.empty() && is_alpha(name.front()) && std::ranges::all_of(name, [](char c) { return is_alnum(c) || c == '_'; });
}

// VALCHAR, and UTF-8 where RFC 8616 §5 lets it in; blanks between.
bool is_value_octet(char c) { return is_blank(c) || (c > ' ' && c < 0x7F) || static_cast<unsigned char>(c) >= 0x80; }

// tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
std::optional<TagList::Tag> parse_tag(std::string_view spec) {
  const auto equals = spec.find('=');
  if (equals == spec.npos) return {};
  const auto name = trim(spec.substr(0, equals)), value = trim(spec.substr(equals + 1));
  if (!is_tag_name(name) || !std::ranges::all_of(value, is_value_octet)) return {};
  return TagList::Tag{std::string(name), std::string(value)};
}

}  // namespace

const std::string* TagList::find(std::string_view name) const {
  const auto found = std::ranges::find(tags, name, &Tag::name);
  return found == tags.end() ? nullptr : &found->value;
}

std::optional<TagList> parse_tag_list(std::string_view text) {
  TagList list;
  while (true) {
    const auto end = std::min(text.find(';'), text.size());
    auto tag = parse_tag(text.substr(0, end));
    if (!tag || list.find(tag->name) || list.tags.size() == kMostTags) return {};
    list.tags.push_back(std::move(*tag));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (trim(text).empty()) return list;
  }
}

std::string without_blanks(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return !is_blank(c); });
  return out;
}

std::optional<std::string> base64_value(std::string_view text) { return from_base64(without_blanks(text)); }

std::vector<std::string> split_value(std::string_view text, char separator) {
  std::vector<std::string> items;
  if (trim(text).empty()) return items;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    items.emplace_back(trim(text.substr(at, end - at)));
    at = end + 1;
  }
  return items;
}

}  // namespace postern::senderauth
