// The policy and the verdict, as the API says them.
#include "admin/password_facts.h"

#include <boost/json/array.hpp>
#include <utility>

#include "admin/account_plan.h"
#include "auth/password_life.h"
#include "auth/password_policy.h"
#include "directory/directory.h"

namespace postern::admin {

namespace json = boost::json;

json::object policy_facts(const auth::PasswordPolicy& p, bool exempt) {
  return {{"minimum_length", p.minimum_length},
          {"minimum_strength", p.minimum_strength},
          {"forbid_own_names", p.forbid_own_names},
          {"forbid_common", p.forbid_common},
          {"numbers", p.numbers},
          {"capitals", p.capitals},
          {"lowercase", p.lowercase},
          {"symbols", p.symbols},
          {"remember", p.remember},
          {"expires_after", p.expires_after},
          {"exempt", exempt}};
}

json::object policy_facts(const World& world, const directory::Account& account) {
  return policy_facts(policy_of(world, world.directory.snapshot()->address_of(account).domain()), account.policy_exempt);
}

json::object strength_facts(const auth::PasswordVerdict& verdict) {
  json::array broken;
  for (const auto& b : verdict.broken)
    broken.push_back(json::object{{"rule", auth::words_of(1U << static_cast<unsigned>(b.rule)).front()}, {"text", b.text}});
  return {{"strength", verdict.strength}, {"broken", std::move(broken)}};
}

json::object strength_facts(const World& world, const directory::Account& account, std::string_view password) {
  const auto owner = world.directory.snapshot()->address_of(account);
  const auto domain = owner.domain().unicode();
  return strength_facts(auth::judge(policy_of(world, owner.domain()), password,
                                    {.local_part = owner.local(), .display_name = account.display_name, .domain = domain}));
}

}  // namespace postern::admin
