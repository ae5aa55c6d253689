// What a person is told while he chooses a password: what it has to be, and what is thought of the one he types.   H07
// Use: policy_facts(world, account)   PasswordPolicy, with "exempt"
//      strength_facts(world, account, "quartz-…")   {strength, broken: [{rule, text}]}
//      or of a policy, for who has no account here
// Promises: nothing is kept of it, and former passwords are not looked at: that is a hash each, and what setting it does.
// Thread: any.
#pragma once
#include <boost/json/object.hpp>
#include <string_view>

#include "admin/world.h"

namespace postern::admin {

boost::json::object policy_facts(const auth::PasswordPolicy&, bool exempt);
boost::json::object policy_facts(const World&, const directory::Account&);
boost::json::object strength_facts(const auth::PasswordVerdict&);
boost::json::object strength_facts(const World&, const directory::Account&, std::string_view password);

}  // namespace postern::admin
