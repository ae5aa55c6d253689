// The rows of sessions.
#include "api/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <vector>

#include "admin/recovery_address.h"
#include "admin/user_sessions.h"
#include "admin/words.h"
#include "api/doorkeeper.h"
#include "api/lists.h"
#include "api/problem.h"
#include "auth/totp.h"
#include "base/text.h"
#include "directory/directory.h"
#include "events/table.h"
#include "guard/devices.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using admin::Argument;
using admin::Kind;
using http::Response;

http::Field cookie_field(std::string_view name, std::string_view value, std::string_view more) {
  return {"Set-Cookie", fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict{}", name, value, more)};
}

std::string_view cookie_of(const admin::Visitor& who) { return who.caller.account ? kUserCookie : kAdministratorCookie; }

// Why an administrator acts in this name; empty when none does.
std::string reason_of(const admin::World& world, const admin::Visitor& who) {
  if (who.caller.by.empty() || !world.users) return {};
  return world.users->reason_of(who.caller.session);
}

std::optional<Failure> failure_of(const auto& done) { return done ? std::nullopt : std::optional(done.error().kind); }

// No administrator has an @ in his name, and every user has.
Task<Response> log_in(Visit v) {
  const bool is_user = v.text("name").find('@') != std::string::npos && v.world.users;
  if (auto no = v.shut(is_user ? Door::webmail : Door::console)) co_return std::move(*no);
  if (is_user) {
    auto user = co_await v.world.users->login(v.from, v.text("name"), Secret(v.text("password")), v.text("code"), v.agent);
    co_return entered(v, user);
  }
  auto entry =
      co_await v.world.administrators.login(v.from, v.text("name"), Secret(v.text("password")), v.text("code"), v.agent);
  co_return entered(v, entry);
}

// The browser of an administrator opens the user's pages too, in his name, beside its own.
Task<Response> enter(Visit v) {
  const Secret token(v.text("token"));
  const auto in_his_name =
      v.world.users ? v.world.users->who(token.reveal(), v.from) : fail(Failure::unavailable, "The server is not running");
  const bool is_his = in_his_name && in_his_name->caller.by == v.visitor.caller.name;
  tell(v, "session.enter", is_his ? std::nullopt : std::optional(Failure::denied));
  if (!is_his) co_return problem(403, "It is no token of yours, or its time is over");
  auto out = answer(describe(v.world, *in_his_name));
  out.fields.push_back(cookie_field(kUserCookie, token.reveal(), ""));
  co_return out;
}

Task<Response> show(Visit v) { co_return answer(describe(v.world, v.visitor)); }

// With his own session an administrator leaves the names that he acts in.
bool leaves_names(const Visit& v) {
  return v.world.users && !v.visitor.caller.account && v.world.users->log_out_all_by(v.visitor.caller.name);
}

Task<Response> log_out(Visit v) {
  const bool acted = leaves_names(v);
  if (v.world.users) v.world.users->log_out(v.visitor.caller.session);
  v.world.administrators.log_out(v.visitor.caller.session);
  tell(v, "session.log-out", {});
  Response out{.status = 204};
  out.fields.push_back(cookie_field(cookie_of(v.visitor), "", "; Max-Age=0"));
  if (acted) out.fields.push_back(cookie_field(kUserCookie, "", "; Max-Age=0"));
  co_return out;
}

Task<Response> begin(Visit v) {
  auto seed = co_await v.world.administrators.begin_second_factor(v.visitor);
  tell(v, "session.begin-second-factor", failure_of(seed));
  if (!seed) co_return problem(seed.error());
  co_return answer(json::object{{"secret", auth::to_base32(seed->reveal())},
                                {"uri", auth::totp_uri(*seed, "administration", v.visitor.caller.name)}});
}

Task<Response> confirm(Visit v) {
  auto codes = co_await v.world.administrators.confirm_second_factor(v.from, v.visitor, v.text("code"));
  tell(v, "session.confirm-second-factor", failure_of(codes));
  if (!codes) co_return problem(codes.error());
  json::array shown;
  for (const auto& code : *codes) shown.emplace_back(std::string(code.reveal()));
  co_return answer(json::object{{"recovery_codes", std::move(shown)}});
}

Task<Response> prove(Visit v) {
  auto done = co_await v.world.administrators.refresh_second_factor(v.from, v.visitor, v.text("code"));
  if (!done) co_return problem(done.error());
  co_return Response{.status = 204};
}

std::shared_ptr<const directory::Account> user_of(const Visit& v) {
  return v.visitor.caller.account ? v.world.directory.snapshot()->account(*v.visitor.caller.account) : nullptr;
}

Task<Response> propose_recovery(Visit v) {
  const auto account = user_of(v);
  if (!account) co_return problem(403, "Only an account here has a recovery address");
  auto done = co_await admin::propose_recovery_address(v.world, account, v.text("address"));
  tell(v, "session.propose-recovery-address", failure_of(done));
  if (!done) co_return problem(admin::blame("address", std::move(done.error())).error());
  co_return Response{.status = 204};
}

Task<Response> confirm_recovery(Visit v) {
  const auto account = user_of(v);
  if (!account) co_return problem(403, "Only an account here has a recovery address");
  auto done = co_await admin::confirm_recovery_address(v.world, account, v.visitor.caller.name, v.text("token"));
  tell(v, "session.confirm-recovery-address", failure_of(done));
  if (!done) co_return problem(done.error());
  co_return Response{.status = 204};
}

constexpr Argument kCode{"code", Kind::secret, true, false, "What the authenticator app shows, or a recovery code"};
constexpr std::array kLogIn{
    Argument{"name", Kind::text, true, false, "The administrator, or a user's address"},
    Argument{"password", Kind::secret, true, false, "His password"},
    Argument{"code", Kind::secret, false, false,
             "What the authenticator app shows; nothing at an administrator's first login, or from a user who has none"}};
constexpr std::array kShowCode{kCode};
constexpr std::array kEnter{Argument{"token", Kind::secret, true, false, "What account.impersonate has made for who calls"}};
constexpr std::array kRecovery{Argument{"address", Kind::text, true, false, "Elsewhere; a token is sent there"}};
constexpr std::array kRecoveryToken{Argument{"token", Kind::secret, true, false, "What was sent there"}};

using admin::Operation;
constexpr admin::Access kLooks = admin::reads(admin::Area::nobody), kChanges = admin::changes(admin::Area::nobody);

constexpr std::array kRows{
    SessionRow{Operation{"session.log-in", "Log in, and get the cookie of a session", kChanges.heavy(), true, kLogIn, nullptr,
                         "Session"},
               Standing::stranger, log_in},
    SessionRow{Operation{"session.show",
                         "Say who calls, and what he may do",
                         kLooks.also_expired().also_enrolling(),
                         true,
                         {},
                         nullptr,
                         "Session"},
               Standing::visitor, show, Users::also_in_his_name},
    SessionRow{
        Operation{"session.log-out", "End this session", kChanges.also_expired().also_enrolling(), true, {}, nullptr, "none"},
        Standing::session, log_out, Users::also_in_his_name},
    SessionRow{Operation{"session.enter", "Open a user's pages in his name in this browser, beside one's own", kChanges, true,
                         kEnter, nullptr, "Session"},
               Standing::enrolled, enter},
    SessionRow{Operation{"session.begin-second-factor",
                         "Get the secret for an authenticator app",
                         kChanges,
                         true,
                         {},
                         nullptr,
                         "SecondFactorSecret"},
               Standing::session, begin},
    SessionRow{Operation{"session.confirm-second-factor", "Show the app's first code: the session is a full one from then on",
                         kChanges, true, kShowCode, nullptr, "{recovery_codes: [text]}"},
               Standing::session, confirm},
    SessionRow{Operation{"session.prove", "Show a code again, before what only who did so lately may do", kChanges, true,
                         kShowCode, nullptr, "none"},
               Standing::enrolled, prove},
    SessionRow{Operation{"session.propose-recovery-address",
                         "A user names where he is reached when his password is forgotten, and is sent a token there",
                         kChanges.if_proven(), true, kRecovery, nullptr, "none"},
               Standing::session, propose_recovery, Users::himself},
    SessionRow{Operation{"session.confirm-recovery-address", "Show that token: the address counts from then on",
                         kChanges.if_proven(), true, kRecoveryToken, nullptr, "none"},
               Standing::session, confirm_recovery, Users::himself},
};

}  // namespace

json::object describe(const admin::World& world, const admin::Visitor& who) {
  json::array domains;
  const auto all = world.directory.snapshot();
  if (who.caller.domains)
    for (const auto id : *who.caller.domains)
      if (const auto domain = all->domain(id)) domains.emplace_back(domain->name.ascii());
  const bool shown = who.second_factor_at.ms != 0, due = who.password_due.ms != 0;
  const auto account = who.caller.account ? all->account(*who.caller.account) : nullptr;
  return {{"name", who.caller.name},
          {"account", account ? json::value(all->address_of(*account).text()) : json::value()},
          {"in_the_name_by", who.caller.by.empty() ? json::value() : json::value(who.caller.by)},
          {"reason", reason_of(world, who)},
          {"by", who.caller.session.empty() ? "token" : "session"},
          {"roles", admin::texts(admin::names_of(who.caller.roles))},
          {"domains", who.caller.domains ? json::value(std::move(domains)) : json::value()},
          {"to_enrol", who.to_enrol},
          {"password_due", due ? json::value(rfc3339(who.password_due)) : json::value()},
          {"to_set_password", who.to_set_password},
          {"second_factor_at", shown ? json::value(rfc3339(who.second_factor_at)) : json::value()},
          {"proven", who.caller.proven}};
}

Response refusal(const Error& e) {
  auto refused = problem(e);
  refused.closes = e.kind == Failure::denied;
  return refused;
}

void tell(const Visit& v, std::string_view what, std::optional<Failure> failed) {
  const std::string_view outcome = failed ? name(*failed) : std::string_view("done");
  v.world.events.write(events::Event::administrator_acted, v.from.session,
                       {{events::Key::who, v.visitor.caller.name},
                        {events::Key::name, what},
                        {events::Key::text, v.visitor.caller.name},
                        {events::Key::reason, outcome}});
}

Response entered(const Visit& v, const Result<admin::Entry>& entry) {
  if (!entry && entry.error().temporary()) return problem(entry.error());
  if (!entry) {
    auto refused = problem(401, "Authentication failed");
    refused.closes = true;
    return refused;
  }
  auto out = answer(describe(v.world, entry->visitor));
  out.status = 201;
  out.fields.push_back(cookie_field(cookie_of(entry->visitor), entry->cookie.reveal(), ""));
  const std::chrono::seconds known_for = guard::Devices::kKnownFor;
  out.fields.push_back(cookie_field(kBrowserCookie, entry->browser.reveal(), fmt::format("; Max-Age={}", known_for.count())));
  return out;
}

std::optional<Response> Visit::shut(Door door) const {
  if (!open.has(door)) return no_such_door();
  if (!entrance.admits(door, IpAddress{from.ip})) return not_from_here();
  return {};
}

std::string Visit::text(std::string_view name) const {
  const auto* v = arguments.if_contains(name);
  return v && v->is_string() ? std::string(v->get_string()) : std::string();
}

std::span<const SessionRow> session_rows() {
  static const auto all = [] {
    std::vector<SessionRow> rows(kRows.begin(), kRows.end());
    std::ranges::copy(passkey_rows(), std::back_inserter(rows));
    std::ranges::copy(user_rows(), std::back_inserter(rows));
    std::ranges::copy(forgotten_rows(), std::back_inserter(rows));
    std::ranges::copy(first_owner_rows(), std::back_inserter(rows));
    return rows;
  }();
  return all;
}

const SessionRow* find_session_row(std::string_view name) {
  const auto rows = session_rows();
  const auto at = std::ranges::find(rows, name, [](const SessionRow& r) { return r.about.name; });
  return at == rows.end() ? nullptr : &*at;
}

bool admits(const admin::Visitor& who, const SessionRow& row) {
  if (who.caller.account && row.users == Users::none) return false;
  if (!who.caller.account && row.users == Users::himself) return false;
  if (!who.caller.by.empty() && row.users != Users::also_in_his_name) return false;
  switch (row.standing) {
    case Standing::stranger:
    case Standing::visitor: return true;
    case Standing::session: return !who.caller.session.empty();
    case Standing::enrolled: return !who.caller.session.empty() && !who.to_enrol;
  }
  return false;
}

std::string_view name(Standing standing) {
  switch (standing) {
    case Standing::stranger: return "anybody";
    case Standing::visitor: return "any session or token";
    case Standing::session: return "any session";
    case Standing::enrolled: return "a session with a second factor, where one is needed";
  }
  return "";
}

auth::Peer peer_of(const http::Client& client) {
  return {.session = client.session,
          .service = events::Service::admin,
          .ip = client.address.bytes,
          .ip_text = client.address.text(),
          .tls = client.tls};
}

}  // namespace postern::api
