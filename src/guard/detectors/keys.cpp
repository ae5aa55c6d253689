// Whom something counts against.
#include <algorithm>

#include "guard/detectors/detector.h"

namespace postern::guard {
namespace {

// FNV-1a with the case of ASCII letters taken away: names differ in it only by how they were typed.
std::uint32_t hash_of_name(std::string_view name) {
  std::uint32_t h = 2'166'136'261u;
  for (const char c : name) {
    const auto lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    h = (h ^ static_cast<std::uint8_t>(lower)) * 16'777'619u;
  }
  return h;
}

}  // namespace

TallyKey key_of_address(const std::array<std::uint8_t, 16>& ip) {
  TallyKey key = ip;
  if (!is_v4(key)) std::fill(key.begin() + 8, key.end(), std::uint8_t{0});
  return key;
}

TallyKey key_of_account(AccountId account) {
  TallyKey key{};
  for (std::size_t i = 0; i < 8; ++i) key[15 - i] = static_cast<std::uint8_t>(account.value >> (8 * i));
  return key;
}

std::uint32_t who_of(const events::SecurityEvent& e) {
  if (e.account) return static_cast<std::uint32_t>(e.account.value ^ (e.account.value >> 32)) * 2'654'435'761u;
  return hash_of_name(e.name);
}

std::uint32_t who_of_keys(const events::SecurityEvent& e) { return who_of(e) ^ 0x5BD1'E995u; }

bool is_by_key(const events::SecurityEvent& e) {
  return e.signal == events::Signal::login && e.cause == events::Cause::none && e.credential != 0;
}

std::uint16_t credential_of(const events::SecurityEvent& e) {
  return e.credential == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(1 + e.credential % 0xFFFF);
}

std::uint16_t score_of(const Rule& rule, events::Cause cause) {
  using events::Cause;
  switch (cause) {
    case Cause::unknown_account: return rule.score_unknown_account;
    case Cause::wrong_password: return rule.score_wrong_password;
    case Cause::account_disabled: return rule.score_account_disabled;
    case Cause::password_expired: return rule.score_password_expired;
    case Cause::second_factor: return rule.score_second_factor;
    case Cause::not_permitted: return rule.score_not_permitted;
    case Cause::application_password: return rule.score_application_password;
    default: return 0;
  }
}

}  // namespace postern::guard
