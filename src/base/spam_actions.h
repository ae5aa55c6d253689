// What becomes of messages that were judged to be spam: a plain value, at every level that may choose.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace postern {

// From the mildest on; none of them loses a message in silence. Numbers are stored.
enum class SpamAction : std::uint8_t { inbox = 0, junk = 1, quarantine = 2, refuse = 3 };
inline constexpr std::array<std::string_view, 4> kSpamActions{"inbox", "junk", "quarantine", "refuse"};

// By the level of a message, and of one whose sender is blocked; none: what the level above says (the account, its domain, the server).
struct SpamActions {
  std::optional<SpamAction> low{}, medium{}, high{}, blocked{};
  friend bool operator==(const SpamActions&, const SpamActions&) = default;
};

}  // namespace postern
