// Who a request comes from, as a port: app hands in the one who knows the administrators, tests a fake.
#pragma once
#include <chrono>

#include "admin/administrators.h"
#include "admin/user_sessions.h"
#include "auth/login.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "http/http.h"

namespace postern::api {

// What a request shows: a bearer token, or the cookie of a session. Exactly one of the two is there.
struct Credentials {
  Secret bearer;
  Secret session;
  auth::Peer from;
};

// How often what is open for long asks still().
inline constexpr std::chrono::seconds kAskAgain{5};

class Doorkeeper {
 public:
  virtual ~Doorkeeper() = default;
  // On the session's reactor. `denied` for whatever does not hold, in the same words; `unavailable` when it cannot be looked up.
  virtual Task<Result<admin::Visitor>> who(Credentials) = 0;
  // Whether he whom they let in would be let in still, for no less. It is no call of his: a session does not live longer for being asked about.
  [[nodiscard]] virtual bool still(const Credentials&, const admin::Visitor&) = 0;
};

// Users by a session, their own or one in their name; administrators by a token or by a session of theirs.
class AdministrationDoor final : public Doorkeeper {
 public:
  AdministrationDoor(admin::Administrators& administrators, admin::UserSessions& users)
      : administrators_(administrators), users_(users) {}
  Task<Result<admin::Visitor>> who(Credentials shown) override {
    auto user = users_.who(shown.bearer.empty() ? shown.session.reveal() : shown.bearer.reveal(), shown.from);
    if (user) co_return user;
    co_return shown.bearer.empty() ? administrators_.who_has_session(shown.session.reveal(), shown.from)
                                   : administrators_.who_has_token(shown.bearer.reveal(), shown.from);
  }
  bool still(const Credentials& shown, const admin::Visitor& visitor) override {
    if (!visitor.caller.session.empty()) return administrators_.holds(visitor) || users_.holds(visitor.caller.session);
    const auto now = administrators_.who_has_token(shown.bearer.reveal(), shown.from);
    return now && now->caller.roles == visitor.caller.roles && now->caller.domains == visitor.caller.domains;
  }

 private:
  admin::Administrators& administrators_;
  admin::UserSessions& users_;
};

auth::Peer peer_of(const http::Client&);

// The cookies of sessions: only over TLS, only for this host, for every path, as the prefix makes browsers insist. A browser may
// hold one of each kind: who looks at a user's pages in his name stays signed in to the console.
inline constexpr std::string_view kUserCookie = "__Host-session";
inline constexpr std::string_view kAdministratorCookie = "__Host-admin";
// What the browser is known by at its next login (admin/browsers.h). It opens nothing.
inline constexpr std::string_view kBrowserCookie = "__Host-browser";

}  // namespace postern::api
