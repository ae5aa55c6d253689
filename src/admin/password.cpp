// Operations on the passwords of users: which break the policy, which have expired, and their end.
#include <algorithm>
#include <span>
#include <vector>

#include "admin/account_plan.h"
#include "admin/impersonate.h"
#include "admin/nouns.h"
#include "admin/password_facts.h"
#include "admin/people_pages.h"
#include "admin/subjects.h"
#include "admin/words.h"
#include "admin/world.h"
#include "auth/password_life.h"

namespace postern::admin {
namespace on_password {
namespace {

// What is wrong with an account's password; nothing: an empty list.
json::array reasons(const auth::PasswordLife& life, Time now, const directory::Account& a,
                    std::optional<std::chrono::milliseconds> aged) {
  json::array out;
  for (const auto word : auth::words_of(a.broken_rules)) out.emplace_back("breaks " + std::string(word));
  if (life.expired(now)) out.emplace_back(life.may_send(now) ? "expired" : "expired; sends nothing more");
  if (aged && a.credential_version != 0 && a.password_changed + *aged <= now) out.emplace_back("aged");
  return out;
}

Task<Result<json::value>> compliance(World& world, const Call& call) {
  std::optional<std::chrono::milliseconds> aged;
  if (!call.text("older_than").empty()) {
    auto span = read(call, "older_than", span_of);
    if (!span) co_return pass_on(span);
    aged = *span;
  }
  json::array out;
  const auto all = world.directory.snapshot();
  for (const auto& a : all->accounts(listed_domains(call, *all))) {
    const auto life = auth::life_of(*world.policy.current(), *all, *a);
    auto wrong = reasons(life, world.time.now(), *a, aged);
    if (wrong.empty()) continue;
    out.push_back({{"address", all->address_of(*a).text()},
                   {"reasons", std::move(wrong)},
                   {"password_changed", rfc3339(a->password_changed)},
                   {"sending_stops", life.sending_stops.ms == 0 ? "" : rfc3339(life.sending_stops)}});
  }
  co_return out;
}

Task<Result<json::value>> expire(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto done = co_await world.directory.expire_password((*account)->id, world.time.now());
  if (!done) co_return pass_on(done);
  co_return json::value();
}

// Many in one commit, for other changes wait meanwhile: safe to repeat when it breaks off.
constexpr std::size_t kOfOneCommit = 500;

Task<Result<json::value>> expire_all(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto domain = domain_named(*all, call, "name");
  if (!domain) co_return pass_on(domain);
  std::vector<AccountId> chosen;
  for (const auto& a : all->accounts((*domain)->id))
    if (!a->policy_exempt && a->credential_version != 0 && (!call.flag("only_weak") || a->broken_rules != 0))
      chosen.push_back(a->id);
  std::size_t expired = 0;
  for (std::span<const AccountId> rest = chosen; !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), kOfOneCommit));
    rest = rest.subspan(some.size());
    auto done = co_await world.directory.expire_passwords({some.begin(), some.end()}, world.time.now());
    if (!done) co_return pass_on(done);
    expired += *done;
  }
  co_return json::object{{"expired", expired}};
}

// H20: for whoever has forgotten it, by a way that its owner is known on. The password is chosen by him, and known to nobody else.
Task<Result<json::value>> reset_link(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto made = co_await reset_link_of(world, (*account)->id);
  if (!made) co_return pass_on(made);
  ByAnother what{
      written<"An administrator has made a way to a new password">(),
      written<"has made a token that sets your password anew">(),
      {written<"Whoever has it can get at your mail until it ends; then your own password opens nothing any more.">()}};
  co_await tell_owner(world, call, *account, std::move(what));
  co_return std::move(*made);
}

Task<Result<json::value>> policy(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call.text("address"));
  if (!account) co_return pass_on(account);
  co_return policy_facts(world, **account);
}

Task<Result<json::value>> check(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call.text("address"));
  if (!account) co_return pass_on(account);
  co_return strength_facts(world, **account, call.text("password"));
}

constexpr std::array kCheck{Argument{"address", Kind::text, true, true, "The account's address"},
                            Argument{"password", Kind::secret, true, false, "What is to be looked at"}};
constexpr std::array kCompliance{
    Argument{"domain", Kind::text, false, false, "Only this domain"},
    Argument{"older_than", Kind::text, false, false, "Also those that were set longer ago than this, such as 365d"}};
constexpr std::array kExpire{Argument{"address", Kind::text, true, true, "The account's address"}};
constexpr std::array kExpireAll{Argument{"name", Kind::text, true, true, "The domain"},
                                Argument{"only_weak", Kind::flag, false, false, "Only those that break the policy"}};

constexpr std::array kOperations{
    Operation{"password.compliance", "List the accounts whose password breaks the policy or has expired, and why",
              reads(Area::domains).of_own_domains("domain"), false, kCompliance, compliance, "[WeakPassword]"},
    Operation{
        "password.expire",
        "End an account's password: the next sign-in to the pages asks for a new one, and after the grace it sends nothing",
        changes(Area::domains).of_account("address"), false, kExpire, expire, "none"}
        .showing(account_shown),
    Operation{"password.expire-all", "End the passwords of a domain's accounts",
              changes(Area::domains).of_domain("name").heavy(), false, kExpireAll, expire_all, "{expired: number}"},
    Operation{"password.reset-link", "Make a token that sets an account's forgotten password anew, once",
              changes(Area::domains).of_account("address").if_proven(), false, kExpire, reset_link,
              "{token: text, link: text, expires: time}"},
    Operation{"password.policy", "What a password of an account has to be",
              reads(Area::domains).of_account("address").or_himself().also_expired(), false, kExpire, policy, "PasswordPolicy"},
    Operation{"password.check", "How strong a password is, and which rules it would break; nothing is set",
              reads(Area::domains).of_account("address").or_himself().also_expired(), false, kCheck, check,
              "{strength: number, broken: [{rule: text, text: text}]}"},
};

}  // namespace
}  // namespace on_password

std::span<const Operation> password_operations() { return on_password::kOperations; }

}  // namespace postern::admin
