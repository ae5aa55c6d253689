// By what a browser is known again: a value that it was given at a right login, and shows at the next one (__Host-browser).
// Use: guard.lets_in(account, address, service, mark_of(peer.browser, version)) before a login;
//      entry.browser = co_await know_browser(guard, random, account, {peer.browser, agent}, version) after it.
// Promises: only what was drawn here for this account is ever known, so nobody plants a value and comes by it himself; it opens nothing,
//   besides that an account under attack may be tried with its password; of a value its hash is kept, together with the version of the
//   account's credentials: a new password, and a reset, make it worthless.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/task.h"
#include "guard/devices.h"

namespace postern::guard {
class Guard;
}

namespace postern::admin {

// The hash that the guard keeps; empty for what is no value of ours.
std::string mark_of(const Secret& shown, std::uint64_t credential_version);

// What a browser says it is, as it is kept for the owner to know it by: ASCII, and no more than this of it.
inline constexpr std::size_t kLongestAgent = guard::Devices::kLongestName;
std::string agent_of(std::string_view field);

struct Browser {
  Secret shown;
  std::string agent;  // by agent_of()
};
// The value for the browser to keep: the one it shows when it is known, else a new one.
Task<Secret> know_browser(guard::Guard&, Random&, AccountId, Browser, std::uint64_t credential_version);

}  // namespace postern::admin
