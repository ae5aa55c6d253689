// Accounts and their keys as the log of changes sees them.
#include "admin/subjects.h"

#include <fmt/format.h>

#include "admin/words.h"
#include "admin/world.h"
#include "base/rfc3339.h"
#include "directory/protocols.h"

namespace postern::admin {
namespace {

std::string time_text(Time at) { return at.ms == 0 ? "" : rfc3339(at); }

void add_scope(json::object& out, const directory::Snapshot& all, const directory::ServiceScope& scope) {
  json::array senders;
  for (const auto& sender : scope.senders) senders.emplace_back(text_of(all, sender));
  out["senders"] = std::move(senders);
  out["networks"] = texts(scope.networks);
  out["hourly"] = scope.hourly;
  out["expires"] = time_text(scope.expires);
}

// "laptop (imap smtp, read only, from 192.0.2.0/24, until 2027-01-01T00:00:00Z)"
std::string describe(const directory::AppPassword& p) {
  std::string scope;
  for (const auto& protocol : directory::protocols_of(p.services)) (scope += scope.empty() ? "" : " ") += protocol;
  if (p.read_only) scope += ", read only";
  for (const auto& network : p.networks) scope += ", from " + network;
  const auto until = p.refresh ? p.refresh->expires : p.expires;
  if (until.ms != 0) scope += ", until " + rfc3339(until);
  return fmt::format("{} ({})", p.label, scope);
}

}  // namespace

Task<Result<json::object>> account_shown(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto account = account_at(*all, call.text("address"));
  if (!account) co_return json::object{};
  const auto& a = **account;
  json::object out{{a.service ? "description" : "display_name", a.display_name},
                   {"status", directory::name(a.status)},
                   {"quota", a.quota},
                   {"second_factor", a.second_factor},
                   {"country_rule", name(a.login_from.mode)},
                   {"countries", texts(a.login_from.countries)},
                   {"spam_actions", text_of(a.spam)},
                   {"services", texts(directory::protocols_of(directory::all_but(a.closed)))},
                   {"language", language_text(a)},
                   {"password_changed", a.credential_version ? time_text(a.password_changed) : ""},
                   {"password_expired", time_text(a.password_expired)}};
  if (a.service) add_scope(out, *all, *a.service);
  co_return out;
}

Task<Result<json::object>> keys_shown(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto account = account_at(*all, call.text("address"));
  if (!account) co_return json::object{};
  json::array passwords, tokens;
  if (const auto held = all->app_passwords((*account)->id))
    for (const auto& p : held->list) (p.refresh ? tokens : passwords).emplace_back(describe(p));
  co_return json::object{{"app_passwords", std::move(passwords)}, {"tokens", std::move(tokens)}};
}

}  // namespace postern::admin
