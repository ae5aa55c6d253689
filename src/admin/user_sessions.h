// Sessions of users over HTTP: their own, and those that an administrator has begun in their name for a reason (H09).
// Use: entry = co_await sessions.login(peer, address, password, code), or sessions.begin_as(administrator, account, reason); its value is
//   shown to whom it is for, once;  visitor = sessions.who(value, peer) before each call;  sessions.sweep() now and then.
// Promises: values are kept as hashes; a session lives in memory, stays in the network it began in, and ends with what it was made from:
//   the account's password and standing, and in another's name also the administrator's own login. One of a user whose password is over
//   does nothing but set a new one, and then one of who must have a second factor and has none nothing but set one up: it ends when what
//   he showed at his login counts no longer. Who acts in a user's name is named in all that is logged of him, changes nothing, and is in
//   the administration log with his reason when he begins and when it ends.
// Any thread.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/administrators.h"
#include "auth/login.h"
#include "base/executor.h"
#include "base/locked.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "events/events.h"

namespace postern::auth {
class Authenticator;
}
namespace postern::directory {
class Directory;
struct Account;
}  // namespace postern::directory

namespace postern::admin {

inline constexpr std::size_t kLongestReason = 500;  // octets
// Why a user's account is entered or shut: one line that can be shown.
Result<std::string> reason_of(std::string_view);

// Who acts in a user's name, and why.
struct Impersonation {
  std::string administrator;
  std::uint64_t version = 0;  // of him when it began
  bool local = false;         // from the server's own shell, and no administrator of the roster
  std::string reason;
};

class UserSessions {
 public:
  struct Ports {
    directory::Directory& directory;
    auth::Authenticator& logins;
    Administrators& administrators;
    Random& random;
    const TimeSource& time;
    events::Sink& events;
    guard::Guard& guard;
  };
  UserSessions(Ports, config::Live<AdministratorSettings>);

  // `agent`: what his program says it is, for him to know the session by.
  Task<Result<Entry>> login(auth::Peer, std::string name, Secret password, std::string code, std::string agent = {});
  // By a passkey alone.
  Task<Result<Entry>> login_with_passkey(auth::Peer, PasskeyAnswer, std::string agent = {});
  Task<Result<void>> prove_by_passkey(Visitor, PasskeyAnswer);
  // Password and code again, before what only who has shown them lately may do. Failure::denied without a word why.
  Task<Result<void>> prove(auth::Peer, std::string session, Secret password, std::string code);
  // A code was shown in it, as the one that turns a second factor on.
  void showed_code(std::string_view session);
  // A code of the account was wrong in a call of his: it counts like one at a login, where he comes from somewhere.
  Task<void> wrong_code(Caller, AccountId, std::string code);
  // For whom the operation has let in. Failure::invalid for a reason that is none, or an account that is a machine's;
  // Failure::conflict for one that is disabled.
  struct Granted {
    Secret token;
    Time until;
  };
  Result<Granted> begin_as(const Caller& administrator, const directory::Account&, std::string_view reason);
  // Failure::denied without a word why.
  Result<Visitor> who(std::string_view value, const auth::Peer&);
  void log_out(std::string_view session);
  void end(AccountId);  // all of an account
  // One of his own, by the hash that names it; not in his name. False when there is none.
  bool end_own(AccountId, std::string_view session);
  bool end_one(std::string_view session);                // whoever it is, by the hash that names it. False when there is none
  void end_others(AccountId, std::string_view session);  // of his own, all but this one
  void end_all_by(std::string_view administrator);       // in whatever name
  bool log_out_all_by(std::string_view administrator);   // the same, by himself; whether there were any
  void sweep();  // those that are over: their end is told now, whether somebody asks or not
  void stop();   // all
  // Whether the session of that hash still is one. To ask does not lengthen it.
  [[nodiscard]] bool holds(std::string_view session) const;  // and may come from where it was used last

  struct Session {
    auth::Identity who;
    std::optional<Impersonation> by;
    Time began;
    Deadline begun, seen;
    std::optional<IpAddress> from;  // none: not used yet
    Time shown = {};                // when he showed his password, and code, last
    std::string agent = {};
  };
  using Sessions = std::map<std::string, Session, std::less<>>;  // by the hash of its value
  [[nodiscard]] Sessions list() const;
  [[nodiscard]] bool is_to_enrol(const Session&) const;  // it is to set up a second factor, and for nothing else
  // One of a user's own; none: it is in his name, or is none.
  [[nodiscard]] std::optional<Session> find_own(std::string_view hash) const;
  // He has set a new password in place of the one that this session showed: it goes on under another value, and his others are over.
  Task<Entry> go_on(auth::Peer, std::string hash, Session before);
  [[nodiscard]] Sessions of(AccountId) const;                        // those in his name too
  [[nodiscard]] std::string reason_of(std::string_view hash) const;  // why an administrator acts in it; empty: none does

 private:
  Task<Entry> begin(auth::Peer, auth::Identity, std::string agent);
  Secret add(Session);
  void showed(std::string_view session, bool by_code);
  void end_where(std::string_view why, const std::function<bool(const std::string& hash, const Session&)>&);
  [[nodiscard]] bool is_over(const Session&) const;
  [[nodiscard]] bool is_to_set_password(const Session&) const;
  [[nodiscard]] bool showed_lately(const Session&) const;
  [[nodiscard]] bool may_come_from(const Session&, const IpAddress&) const;
  [[nodiscard]] Visitor visitor_of(const std::string& hash, const Session&) const;
  void tell(events::Event, const Session&, std::string_view how) const;

  Ports ports_;
  config::Live<AdministratorSettings> settings_;
  Locked<Sessions> sessions_;
};

}  // namespace postern::admin
