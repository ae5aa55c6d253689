// What a user is asked for: the stricter of the server and his domain.   H13
#pragma once
#include "directory/second_factor.h"

namespace postern::directory {
struct Account;
}

namespace postern::admin {

struct World;

directory::SecondFactorMode mode_of(const World&, const directory::Account&);

}  // namespace postern::admin
