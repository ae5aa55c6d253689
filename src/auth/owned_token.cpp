// Drawing tokens, and reading whose they are.
#include "auth/owned_token.h"

#include <array>
#include <charconv>

#include "base/text.h"

namespace postern::auth {
namespace {

constexpr std::size_t kRandomSize = 32;
constexpr std::size_t kOwnerDigits = 16;
constexpr std::size_t kLongestToken = kOwnerDigits + 1 + 2 * kRandomSize;

}  // namespace

Secret draw_owned_token(Random& random, AccountId owner) {
  std::array<char, kOwnerDigits> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), owner.value, 16);
  return Secret(std::string(digits.data(), written.ptr) + "-" + to_hex(random.bytes(kRandomSize)));
}

AccountId owner_of_token(std::string_view token) noexcept {
  const auto dash = token.find('-');
  if (token.size() > kLongestToken || dash == token.npos) return {};
  std::uint64_t id = 0;
  const auto parsed = std::from_chars(token.data(), token.data() + dash, id, 16);
  return parsed.ec == std::errc() && parsed.ptr == token.data() + dash ? AccountId(id) : AccountId();
}

}  // namespace postern::auth
