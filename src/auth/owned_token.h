// Random tokens that say whose they are, so that no table of all tokens is needed: "1a-c0ffee...".
#pragma once
#include <string_view>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"

namespace postern::auth {

Secret draw_owned_token(Random&, AccountId);          // 256 bits besides the name of its owner
AccountId owner_of_token(std::string_view) noexcept;  // whose it says it is; 0 when it has no such form

}  // namespace postern::auth
