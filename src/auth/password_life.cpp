// The end of a password's life, and the rules it breaks as bits.
#include "auth/password_life.h"

#include <algorithm>
#include <array>

#include "directory/records.h"
#include "directory/snapshot.h"

namespace postern::auth {
namespace {

constexpr std::array<std::string_view, 10> kRuleWords{"characters", "length",  "longest",  "own-names", "common",
                                                      "strength",   "numbers", "capitals", "lowercase", "symbols"};
static_assert(static_cast<std::size_t>(PasswordRule::symbols) + 1 == kRuleWords.size());

directory::PasswordOverrides overrides_of(const directory::Snapshot& all, DomainId id) {
  const auto domain = all.domain(id);
  return domain ? domain->settings.passwords : directory::PasswordOverrides{};
}

// Of two ends, 0 being none.
std::uint32_t sooner(std::uint32_t a, std::uint32_t b) { return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b); }

}  // namespace

PasswordPolicy policy_in(const PasswordPolicy& server, const directory::Snapshot& all, DomainId id) {
  auto policy = server;
  const auto own = overrides_of(all, id);
  const auto at_least = [](std::uint32_t& asked, std::uint32_t number) { asked = std::max(asked, number); };
  at_least(policy.minimum_length, own.minimum_length);
  at_least(policy.minimum_strength, own.minimum_strength);
  at_least(policy.numbers, own.numbers);
  at_least(policy.capitals, own.capitals);
  at_least(policy.lowercase, own.lowercase);
  at_least(policy.symbols, own.symbols);
  at_least(policy.remember, own.remember);
  policy.expires_after = sooner(policy.expires_after, own.expires_after);
  return policy;
}

PasswordLife life_of(const PasswordPolicy& server, const directory::Snapshot& all, const directory::Account& account) {
  if (account.credential_version == 0) return {};
  Time expires = account.password_expired;
  const auto days = sooner(server.expires_after, overrides_of(all, account.domain).expires_after);
  if (days > 0 && !account.policy_exempt) {
    const auto by_age = account.password_changed + std::chrono::days(days);
    if (expires.ms == 0 || by_age < expires) expires = by_age;
  }
  if (expires.ms == 0) return {};
  return {expires, expires + std::chrono::days(server.grace)};
}

std::uint32_t bits_of(const PasswordVerdict& verdict) {
  std::uint32_t bits = 0;
  for (const auto& broken : verdict.broken) bits |= 1U << static_cast<unsigned>(broken.rule);
  return bits;
}

std::vector<std::string_view> words_of(std::uint32_t bits) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < kRuleWords.size(); ++i)
    if (bits >> i & 1U) out.push_back(kRuleWords[i]);
  return out;
}

}  // namespace postern::auth
