// What an administrator can set about logging in; what a password must be is in password_policy.h. The values are the hardened ones.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "directory/second_factor.h"

namespace postern::auth {

struct Settings {
  bool offer_scram = false;            // only once accounts have verifiers: some clients take it wherever it is offered
  bool offer_oauth = false;            // OAUTHBEARER and XOAUTH2, over TLS
  bool allow_cleartext_login = false;  // login without TLS
  directory::SecondFactorMode second_factor = directory::SecondFactorMode::enabled;  // a domain may only be stricter
  std::chrono::minutes access_token_life{60};
  std::chrono::days refresh_token_life{30};
  std::chrono::minutes reset_life{15};         // of a link that sets a forgotten password anew
  std::string default_domain;                  // a name without "@" is tried there; empty: such names are unknown
  std::chrono::minutes remember_verified{10};  // how long a right password is known again without a hash; from start
  std::uint32_t remembered_logins = 20'000;    // at most so many; from start
  std::uint32_t hash_threads = 2;              // that check passwords; from start
  std::uint32_t hash_queue = 256;              // logins that may wait for them; from start
};

}  // namespace postern::auth
