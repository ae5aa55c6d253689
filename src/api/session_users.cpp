// What one does about one's own sessions: see where one is signed in, end one or all others, show the password again or set a new one.
// H13: users; administrators have the sessions of their console.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "admin/account_plan.h"
#include "admin/user_sessions.h"
#include "admin/words.h"
#include "api/lists.h"
#include "api/problem.h"
#include "api/session.h"
#include "directory/directory.h"
#include "guard/guard.h"

namespace postern::api {
namespace of_users {
namespace {

namespace json = boost::json;
using admin::Argument;
using admin::Kind;
using http::Response;

// The beginning of a hash: it tells apart the few that somebody has.
std::string id_of(std::string_view hash) { return std::string(hash.substr(0, 16)); }
std::string id_of(SessionId session) { return fmt::format("{:x}", session.value); }

json::object describe(const Visit& v, const std::string& hash, const admin::UserSessions::Session& s) {
  return {{"id", id_of(hash)},
          {"kind", "web"},
          {"current", hash == v.visitor.caller.session},
          {"in_the_name_by", s.by ? json::value(s.by->administrator) : json::value()},
          {"from", s.from ? s.from->text() : ""},
          {"country", s.from ? v.world.guard.country_of(*s.from) : ""},
          {"agent", s.agent},
          {"began", rfc3339(s.began)},
          {"seen", rfc3339(wall_time(v.world.time, s.seen))}};
}

json::object describe(const Visit& v, const admin::Connection& c) {
  return {{"id", id_of(c.session)},
          {"kind", c.service},
          {"current", false},
          {"in_the_name_by", json::value()},
          {"from", c.peer.address.text()},
          {"country", v.world.guard.country_of(c.peer.address)},
          {"agent", ""},
          {"began", rfc3339(c.since)},
          {"seen", rfc3339(v.world.time.now())}};
}

// Those of his mail programs. Pages are sessions, whatever connection they come by.
std::vector<admin::Connection> connections_of(const Visit& v) {
  auto all = v.world.connections ? v.world.connections() : std::vector<admin::Connection>();
  std::erase_if(all, [&](const admin::Connection& c) { return c.account != *v.visitor.caller.account || c.service == "api"; });
  return all;
}

// Of an administrator: those of the console. In whose name he acts besides is told with the sessions of the server.
json::object describe(const Visit& v, const std::string& hash, const admin::Administrators::Session& s) {
  return {{"id", id_of(hash)},
          {"kind", "web"},
          {"current", hash == v.visitor.caller.session},
          {"in_the_name_by", json::value()},
          {"from", s.from.text()},
          {"country", v.world.guard.country_of(s.from)},
          {"agent", s.agent},
          {"began", rfc3339(s.began)},
          {"seen", rfc3339(wall_time(v.world.time, s.seen))}};
}

admin::Administrators::Sessions administrators_own(const Visit& v) {
  auto all = v.world.administrators.sessions();
  std::erase_if(all, [&](const auto& row) { return row.second.administrator != v.visitor.caller.name; });
  return all;
}

Task<Response> list(Visit v) {
  json::array out;
  if (!v.visitor.caller.account) {
    for (const auto& [hash, s] : administrators_own(v)) out.push_back(describe(v, hash, s));
    co_return answer(std::move(out));
  }
  for (const auto& [hash, s] : v.world.users->of(*v.visitor.caller.account)) out.push_back(describe(v, hash, s));
  for (const auto& c : connections_of(v)) out.push_back(describe(v, c));
  co_return answer(std::move(out));
}

bool end_one(const Visit& v, std::string_view id) {
  if (!v.visitor.caller.account) {
    const auto all = administrators_own(v);
    const auto at = std::ranges::find_if(all, [&](const auto& row) { return id_of(row.first) == id; });
    return at != all.end() && v.world.administrators.end_session(at->first);
  }
  for (const auto& [hash, s] : v.world.users->of(*v.visitor.caller.account))
    if (id_of(hash) == id) return v.world.users->end_own(*v.visitor.caller.account, hash);
  for (const auto& c : connections_of(v))
    if (id_of(c.session) == id) return v.world.drop_connection && v.world.drop_connection(c.session);
  return false;
}

Task<Response> end(Visit v) {
  const bool ended = end_one(v, v.text("id"));
  tell(v, "session.end", ended ? std::nullopt : std::optional(Failure::not_found));
  if (!ended) co_return problem(404, "There is no such session of yours");
  co_return Response{.status = 204};
}

void end_all_others(const Visit& v) {
  if (!v.visitor.caller.account) {
    for (const auto& [hash, s] : administrators_own(v))
      if (hash != v.visitor.caller.session) v.world.administrators.end_session(hash);
    return;
  }
  v.world.users->end_others(*v.visitor.caller.account, v.visitor.caller.session);
  if (v.world.drop_connection)
    for (const auto& c : connections_of(v)) v.world.drop_connection(c.session);
}

Task<Response> end_others(Visit v) {
  end_all_others(v);
  tell(v, "session.end-others", {});
  co_return Response{.status = 204};
}

Task<Response> prove(Visit v) {
  auto done = co_await v.world.users->prove(v.from, v.visitor.caller.session, Secret(v.text("password")), v.text("code"));
  if (!done) co_return problem(done.error());
  co_return Response{.status = 204};
}

// The code that turns it on is one that he has shown here: this session goes on, and those that have shown none end.
Task<Response> turn_on(Visit v) {
  const auto all = v.world.directory.snapshot();
  const auto account = all->account(*v.visitor.caller.account);
  const auto* row = admin::find("second-factor.confirm");
  if (!account || !row) co_return problem(404, "There is no such account");
  const json::object arguments{{"address", all->address_of(*account).text()}, {"code", v.text("code")}};
  const admin::Progress quiet = [](const json::value&) { return true; };
  const admin::Call call{arguments, quiet, v.visitor.caller};
  auto codes = co_await row->run(v.world, call);
  tell(v, "session.turn-on-second-factor", codes ? std::nullopt : std::optional(codes.error().kind));
  if (!codes) co_return problem(codes.error());
  v.world.users->showed_code(v.visitor.caller.session);
  co_return answer(std::move(*codes));
}

Task<Response> set_administrators_password(Visit v) {
  auto done = co_await v.world.administrators.set_own_password(v.visitor, Secret(v.text("password")));
  tell(v, "session.set-password", done ? std::nullopt : std::optional(done.error().kind));
  if (!done) co_return problem(admin::blame("password", std::move(done.error())).error());
  co_return answer(api::describe(v.world, v.visitor));
}

// H07. What he logged in with, he has shown lately: by it alone the new one takes the place of the old, and this session goes on.
Task<Response> set_password(Visit v) {
  if (!v.visitor.caller.account) co_return co_await set_administrators_password(std::move(v));
  const auto account = v.world.directory.snapshot()->account(*v.visitor.caller.account);
  auto before = v.world.users->find_own(v.visitor.caller.session);
  if (!account || !before) co_return problem(401, "Log in first");
  auto done = co_await admin::set_own_password(v.world, account, Secret(v.text("password")), before->who.credential_version);
  tell(v, "session.set-password", done ? std::nullopt : std::optional(done.error().kind));
  if (!done) co_return problem(done.error());
  const Result<admin::Entry> entry = co_await v.world.users->go_on(v.from, v.visitor.caller.session, std::move(*before));
  auto out = entered(v, entry);
  out.status = 200;
  co_return out;
}

constexpr std::array kCode{Argument{"code", Kind::secret, true, false, "What the authenticator app shows"}};
constexpr std::array kProof{
    Argument{"password", Kind::secret, true, false, "His password"},
    Argument{"code", Kind::secret, false, false, "What the authenticator app shows, for who has a second factor"}};
constexpr std::array kPassword{Argument{"password", Kind::secret, true, false, "The new one"}};
constexpr std::array kId{Argument{"id", Kind::text, true, true, "As the list shows it"}};

using admin::Operation;
constexpr admin::Access kLooks = admin::reads(admin::Area::nobody), kChanges = admin::changes(admin::Area::nobody);

constexpr std::array kRows{
    SessionRow{Operation{"session.prove-by-password",
                         "A user shows his password, and code, again, before what only who did so lately may do",
                         kChanges.heavy(), true, kProof, nullptr, "none"},
               Standing::session, prove, Users::himself},
    SessionRow{
        Operation{
            "session.turn-on-second-factor",
            "A user turns his second factor on by a code of the app, and is shown the recovery codes; this session goes on",
            kChanges.if_proven().also_enrolling(), true, kCode, nullptr, "{second_factor: flag, recovery_codes: [text]}"},
        Standing::session, turn_on, Users::himself},
    SessionRow{Operation{"session.set-password",
                         "Set a new password of one's own in place of the present one, a user also when that is over; his "
                         "other sessions end",
                         kChanges.heavy().if_proven().also_expired(), true, kPassword, nullptr, "Session"},
               Standing::session, set_password, Users::also},
    SessionRow{Operation{"session.list",
                         "List where you are signed in: pages, and connections of mail programs; which of them is this one",
                         kLooks,
                         true,
                         {},
                         nullptr,
                         "[SignedIn]"},
               Standing::enrolled, list, Users::also},
    SessionRow{Operation{"session.end", "End one of your sessions, or a mail program's connection", kChanges, true, kId,
                         nullptr, "none"},
               Standing::enrolled, end, Users::also},
    SessionRow{Operation{"session.end-others", "End all your sessions but this one", kChanges, true, {}, nullptr, "none"},
               Standing::enrolled, end_others, Users::also},
};

}  // namespace
}  // namespace of_users

std::span<const SessionRow> user_rows() { return of_users::kRows; }

}  // namespace postern::api
