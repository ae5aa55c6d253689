// Everything behind the new octets moves by their number.
#include "mime/with_fields.h"

#include <algorithm>

namespace postern::mime {
namespace {

void shift(Field& field, std::uint32_t octets) {
  field.at += octets;
  field.value_at += octets;
}

}  // namespace

Message with_fields(Message message, std::uint32_t at, std::string_view text) {
  auto added = parse(text);
  const auto octets = static_cast<std::uint32_t>(text.size());
  const auto count = static_cast<std::uint32_t>(added.fields.size());
  for (auto& field : message.fields)
    if (field.at >= at) shift(field, octets);
  for (auto& field : added.fields) shift(field, at);
  const auto before = std::ranges::count_if(message.fields, [&](const Field& field) { return field.at < at; });
  message.fields.insert(message.fields.begin() + before, added.fields.begin(), added.fields.end());
  message.headers.insert(at, text);

  for (auto& part : message.parts) {
    const bool own = &part == &message.parts.front();
    for (auto* range : {&part.header, &part.body}) {
      if (!own || range == &part.body) range->start += octets;
      range->end += octets;
    }
    part.field_count += own ? count : 0;
    part.kept_size += own ? octets : 0;
    part.first_field += own ? 0 : count;
    part.kept_at += own ? 0 : octets;
  }
  message.size += octets;
  message.lines += static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
  message.eight_bit |= added.eight_bit;
  message.utf8_header |= added.utf8_header;
  return message;
}

}  // namespace postern::mime
