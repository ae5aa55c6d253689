// What becomes of a password as it ages (H07): it expires, there is a time of grace, then its account sends nothing more. Receiving and
// reading go on, so that its owner hears of it.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "auth/password_policy.h"
#include "base/ids.h"
#include "base/time.h"

namespace postern::directory {
struct Account;
class Snapshot;
}  // namespace postern::directory

namespace postern::auth {

struct PasswordLife {
  Time expires;        // 0: never
  Time sending_stops;  // 0: never

  [[nodiscard]] bool expired(Time now) const { return expires.ms != 0 && expires <= now; }
  [[nodiscard]] bool may_send(Time now) const { return sending_stops.ms == 0 || now < sending_stops; }
};

// The server's policy as an account's domain has it: stricter or the same.
PasswordPolicy policy_in(const PasswordPolicy&, const directory::Snapshot&, DomainId);

// By its age and the policy of its domain, or since an administrator has said so. An exempt account's has no end of its own.
PasswordLife life_of(const PasswordPolicy& server, const directory::Snapshot&, const directory::Account&);

// The rules that a password breaks, as an account keeps them: bits by PasswordRule.
std::uint32_t bits_of(const PasswordVerdict&);
std::vector<std::string_view> words_of(std::uint32_t bits);

}  // namespace postern::auth
