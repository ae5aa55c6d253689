// What the owner of an account is written when it was logged in to from a country that it had not been seen in.   H36
#pragma once
#include "app/parts.h"
#include "base/task.h"
#include "guard/seen_countries.h"

namespace postern::app {

// Into his mailbox, and to his recovery address: who has got in may read the one. Who has no mailbox is told nothing.
Task<void> tell_of_new_country(const Parts&, guard::CountryLogin);

}  // namespace postern::app
