// What an event says, for those who listen to events.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "events/events.h"

namespace postern::events {

// The text under a key; empty when there is none, or when it is a number.
inline std::string_view text_of(std::span<const Field> fields, Key key) {
  for (const auto& field : fields)
    if (const auto* text = std::get_if<std::string_view>(&field.value); field.key == key && text) return *text;
  return {};
}

// The number under a key; none when there is none, or when it is a text.
inline std::optional<std::int64_t> number_of(std::span<const Field> fields, Key key) {
  for (const auto& field : fields)
    if (const auto* number = std::get_if<std::int64_t>(&field.value); field.key == key && number) return *number;
  return {};
}

}  // namespace postern::events
