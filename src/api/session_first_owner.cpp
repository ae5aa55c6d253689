// What is done by the one-time link of a server that nobody administers yet: see what a password has to be, and make the owner.   H01 H07
#include <array>

#include "admin/administrators.h"
#include "admin/first_owner.h"
#include "admin/password_facts.h"
#include "admin/words.h"
#include "api/lists.h"
#include "api/problem.h"
#include "api/session.h"

namespace postern::api {
namespace of_first_owner {
namespace {

using admin::Argument;
using admin::Kind;
using http::Response;

Task<Response> make(Visit v) {
  if (auto no = v.shut(Door::console)) co_return std::move(*no);
  auto done = co_await admin::make_first_owner(v.world, v.from, v.text("token"), v.text("name"), Secret(v.text("password")));
  if (!done) co_return refusal(done.error());
  co_return Response{.status = 204};
}

Task<Response> policy(Visit v) {
  if (auto no = v.shut(Door::console)) co_return std::move(*no);
  auto may = co_await admin::may_make_first_owner(v.world, v.from, v.text("token"));
  if (!may) co_return refusal(may.error());
  auto policy = v.world.administrators.policy();
  policy.remember = policy.expires_after = 0;  // those of administrators do not expire, and this is the first
  co_return answer(admin::policy_facts(policy, false));
}

Task<Response> check(Visit v) {
  if (auto no = v.shut(Door::console)) co_return std::move(*no);
  auto may = co_await admin::may_make_first_owner(v.world, v.from, v.text("token"));
  if (!may) co_return refusal(may.error());
  const Secret password(v.text("password"));
  const auto name = v.text("name");
  co_return answer(admin::strength_facts(
      auth::judge(v.world.administrators.policy(), password.reveal(), {.local_part = name, .display_name = {}, .domain = {}})));
}

constexpr Argument kToken{"token", Kind::secret, true, false, "What stands behind # in the link"};
constexpr std::array kMake{kToken, Argument{"name", Kind::text, true, false, "The owner's"},
                           Argument{"password", Kind::secret, true, false, "His, of his own choice"}};
constexpr std::array kPolicy{kToken};
constexpr std::array kCheck{kToken, Argument{"password", Kind::secret, true, false, "What is to be looked at"},
                            Argument{"name", Kind::text, false, false, "The owner's, which is not to be in it"}};

using admin::Operation;
constexpr admin::Access kChanges = admin::changes(admin::Area::nobody);

constexpr std::array kRows{
    SessionRow{
        Operation{
            "first-owner.make",
            "Make the first owner of a server that nobody administers yet, once, by the link that it showed when it started",
            kChanges.heavy(), true, kMake, nullptr, "none"},
        Standing::stranger, make},
    SessionRow{Operation{"first-owner.policy", "What the first owner's password has to be; the link stays good",
                         kChanges.heavy(), true, kPolicy, nullptr, "PasswordPolicy"},
               Standing::stranger, policy},
    SessionRow{Operation{"first-owner.check",
                         "How strong a password is that the first owner may have, and which rules it would break; nothing is "
                         "set, and the link stays good",
                         kChanges.heavy(), true, kCheck, nullptr, "{strength: number, broken: [{rule: text, text: text}]}"},
               Standing::stranger, check},
};

}  // namespace
}  // namespace of_first_owner

std::span<const SessionRow> first_owner_rows() { return of_first_owner::kRows; }

}  // namespace postern::api
