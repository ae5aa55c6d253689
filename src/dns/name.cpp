// Names are checked once, where they come in.
#include "dns/name.h"

#include <algorithm>

#include "base/text.h"

namespace postern::dns {
namespace {

// RFC 2181 §11 lets a label hold any octet; names that are looked up for mail are printable, and a backslash would be an escape to resolvers.
bool is_label_octet(char c) { return c >= ' ' && c <= '~' && c != '\\'; }

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel && std::ranges::all_of(label, is_label_octet);
}

}  // namespace

std::optional<Name> parse_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty()) return Name{};
  if (text.size() > kLongestName) return {};
  for (std::size_t at = 0; at <= text.size();) {
    const auto dot = std::min(text.find('.', at), text.size());
    if (!is_label(text.substr(at, dot - at))) return {};
    at = dot + 1;
  }
  return Name(to_lower(text));
}

std::optional<Name> join(std::string_view labels, const Name& name) {
  return parse_name(name.is_root() ? std::string(labels) : std::string(labels) + "." + name.text());
}

std::size_t Name::labels() const { return text_.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text_, '.')) + 1; }

Name Name::last(std::size_t labels) const {
  if (labels == 0) return {};
  std::size_t at = text_.size();
  while (labels-- > 0) {
    const auto dot = at == 0 ? std::string::npos : text_.rfind('.', at - 1);
    if (dot == std::string::npos) return *this;
    at = dot;
  }
  return Name(text_.substr(at + 1));
}

Name Name::parent() const {
  const auto dot = text_.find('.');
  return dot == std::string::npos ? Name{} : Name(text_.substr(dot + 1));
}

bool Name::is_within(const Name& zone) const {
  if (zone.is_root() || text_ == zone.text_) return true;
  return text_.ends_with(zone.text_) && text_.size() > zone.text_.size() && text_[text_.size() - zone.text_.size() - 1] == '.';
}

}  // namespace postern::dns
