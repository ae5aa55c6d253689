// An index by name, so that a long list of names over a long header costs no more than both together.
#include "senderauth/header_fields.h"

#include <algorithm>

#include "base/text.h"
#include "senderauth/crypto.h"

namespace postern::senderauth {

HeaderFields::HeaderFields(const mime::Message& message) {
  if (message.parts.empty()) return;
  const auto& part = message.parts.front();
  complete_ = part.kept_size == part.header.size() && part.field_count < mime::Limits{}.fields;
  for (std::size_t i = part.first_field; i < std::size_t{part.first_field} + part.field_count; ++i) {
    const auto& field = message.fields[i];
    const auto [place, added] = by_name_.try_emplace(to_lower(message.name(field)));
    if (added) names_.push_back(place->first);
    place->second.push_back(message.line(field));
  }
}

std::vector<std::string_view> HeaderFields::all(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::vector<std::string_view>{} : found->second;
}

std::size_t HeaderFields::count(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? 0 : found->second.size();
}

std::string HeaderFields::hash(std::span<const std::string> names, Canonical form, std::string_view signature_field) const {
  std::map<std::string_view, std::size_t> used;
  Sha256 hash;
  std::string text;
  for (const auto& name : names) {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) continue;
    const auto taken = used[found->first]++;
    if (taken >= found->second.size()) continue;
    text.clear();
    append_canonical_field(text, found->second[found->second.size() - 1 - taken], form);
    hash.feed(text);
  }
  text.clear();
  append_canonical_field(text, without_signature(signature_field), form);
  hash.feed(std::string_view(text).substr(0, text.size() - 2));
  return hash.finish();
}

std::string_view value_of_field(std::string_view field) {
  const auto colon = field.find(':');
  return colon == field.npos ? std::string_view{} : field.substr(colon + 1);
}

std::string without_signature(std::string_view field) {
  std::size_t at = field.size() - value_of_field(field).size();
  while (at < field.size()) {
    const auto end = std::min(field.find(';', at), field.size());
    const auto equals = field.substr(at, end - at).find('=');
    if (equals != field.npos && trim(field.substr(at, equals)) == "b") {
      std::string_view tail = field.substr(end);
      return std::string(field.substr(0, at + equals + 1)).append(tail);
    }
    at = end + 1;
  }
  return std::string(field);
}

}  // namespace postern::senderauth
