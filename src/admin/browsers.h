// By what a browser is known again: a value that it was given at a right login, and shows at the next one (__Host-browser).
// Use: guard.lets_in(account, address, service, mark_of(peer.browser, version)) before a login;
//      entry.browser = co_await know_browser(guard, random, account, peer.browser, version) after it.
// Promises: only what was drawn here for this account is ever known, so nobody plants a value and comes by it himself; it opens nothing,
//   besides that an account under attack may be tried with its password; of a value its hash is kept, together with the version of the
//   account's credentials: a new password, and a reset, make it worthless.
#pragma once
#include <cstdint>
#include <string>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/task.h"

namespace postern::guard {
class Guard;
}

namespace postern::admin {

// The hash that the guard keeps; empty for what is no value of ours.
std::string mark_of(const Secret& shown, std::uint64_t credential_version);

// The value for the browser to keep: the one it shows when it is known, else a new one.
Task<Secret> know_browser(guard::Guard&, Random&, AccountId, Secret shown, std::uint64_t credential_version);

}  // namespace postern::admin
