// The operations account.sign-ins and account.set-up: what the owner of an account wants to know of it.
#pragma once
#include <string>

#include "admin/operation.h"
#include "base/ids.h"
#include "events/security.h"

namespace postern::admin {

// A try to log in, as lists of them show it.
json::object describe_login(const World&, const events::SecurityEvent&);

// When he has logged in last; empty: never.
std::string last_login(const World&, AccountId);

Task<Result<json::value>> sign_ins(World&, const Call&);
Task<Result<json::value>> set_up(World&, const Call&);

}  // namespace postern::admin
