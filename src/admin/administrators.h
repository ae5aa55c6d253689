// Who administers this server over the network: the one port that lets administrators in and says who calls.   H09 to H12
// Use: session = co_await login(peer, name, password, code); set the cookie;  visitor = who_has_session(cookie, peer) or
//   who_has_token(bearer, peer) before each call, then run_operation(..., visitor->caller, ...).
// Promises: an administrator's networks are asked before his password, on every path; every refusal of a login is one text and costs
//   the same, and is a security event with its true cause; who has no second factor gets a session that can do nothing but enrol one;
//   tokens and cookies are kept as hashes; sessions live in memory, bound to the network they began in, and end with what they were
//   made from (password, role, second factor). The last active owner stays. Sessions and questions: any thread.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/administrator.h"
#include "auth/challenges.h"
#include "auth/login.h"
#include "auth/password_policy.h"
#include "auth/second_factors.h"
#include "auth/webauthn.h"
#include "base/executor.h"
#include "base/locked.h"
#include "base/network_group.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "kv/kv.h"

namespace postern::auth {
class HashPool;
class PasswordHasher;
class Sealer;
}  // namespace postern::auth
namespace postern::events {
class Sink;
}
namespace postern::guard {
class Guard;
}

namespace postern::admin {

// The values are the hardened ones.
struct AdministratorSettings {
  std::uint32_t password_length = 16;  // where the policy of users asks for more, that holds
  std::uint32_t password_strength = 4;
  std::chrono::minutes session_idle{30};
  std::chrono::hours session_life{12};
  std::chrono::minutes second_factor_life{10};
  std::chrono::minutes impersonation_life{30};
  std::chrono::hours invitation_life{7 * 24};
};

// Who calls, and by what.
struct Visitor {
  Caller caller;
  bool to_enrol = false;         // no call but those by which he sets up a second factor: an administrator has no role yet
  Time second_factor_at = {};    // when he showed it last; none for a token
  std::uint64_t version = 0;     // of the administrator whose session it is: what he is held to at a commit
  Time password_due = {};        // a user's: when his password is over; 0: never
  bool to_set_password = false;  // it is: no call but those by which he sets a new one
};

// A name that its owner knows it by.
Result<void> check_passkey_label(std::string_view);

using auth::NewPasskey;
using auth::PasskeyAnswer;

struct Entry {
  Secret cookie;  // the value of the session cookie, shown to nobody else
  Visitor visitor;
  Secret browser{};  // what the browser is known by from now on
};

// Failure::denied for a session whose second factor was not shown lately, unless there is none yet.
Result<void> may_change_factors(const Visitor&);

class Administrators {
 public:
  struct Ports {
    kv::Store& kv;
    const auth::Sealer& sealer;
    auth::HashPool& pool;
    auth::PasswordHasher& hasher;
    Random& random;
    const TimeSource& time;
    events::Sink& events;
    guard::Guard& guard;
  };
  Administrators(Ports, config::Live<AdministratorSettings>, config::Live<auth::PasswordPolicy>);
  Task<Result<void>> load();

  // `agent`: what his program says it is, for him to know the session by.
  Task<Result<Entry>> login(auth::Peer, std::string name, Secret password, std::string code, std::string agent = {});
  // By a passkey alone, which is two factors: it asks for a finger or a PIN. No name is asked for.
  Task<Result<Entry>> login_with_passkey(auth::Peer, PasskeyAnswer, std::string agent = {});
  // For a login, or for what a session does with its own passkeys.
  std::string passkey_challenge(const Visitor* = nullptr);
  // Of users too: whether it was drawn for that, and has not been taken.
  [[nodiscard]] bool has_passkey(std::string_view credential) const;
  bool take_challenge(std::string_view challenge, const Visitor* = nullptr);
  // Failure::denied without a word why.
  Result<Visitor> who_has_session(std::string_view cookie, const auth::Peer&);
  Result<Visitor> who_has_token(std::string_view bearer, const auth::Peer&);
  void log_out(std::string_view session);
  // Whether the session of that hash still is one. To ask does not lengthen it.
  // Whether the session would be let in from where it was used last, as what it is. It is no use of it: it lives no longer for that.
  [[nodiscard]] bool holds(const Visitor&) const;

  // Of the session's own administrator. The first turns a session to enrol into a full one, once its code is right.
  // A wrong code is heard by the guard like one at a login.
  Task<Result<Secret>> begin_second_factor(Visitor);
  Task<Result<std::vector<Secret>>> confirm_second_factor(auth::Peer, Visitor, std::string code);
  Task<Result<void>> refresh_second_factor(auth::Peer, Visitor, std::string code);
  // In place of the one he was given. This session goes on, his others end.
  Task<Result<void>> set_own_password(Visitor, Secret password);
  // The first one turns a session to enrol into a full one. Who has a second factor must have shown it lately.
  Task<Result<void>> add_passkey(auth::Peer, Visitor, NewPasskey);
  Task<Result<void>> remove_passkey(Visitor, std::string credential);
  Task<Result<void>> refresh_by_passkey(auth::Peer, Visitor, PasskeyAnswer);

  // --- for the operations ---
  [[nodiscard]] std::shared_ptr<const AdministratorSettings> settings() const { return settings_.current(); }
  [[nodiscard]] std::shared_ptr<const Roster> roster() const;
  // Durable, in one commit; refused when no active owner would be left, and but on the server's own shell when none who has a second
  // factor would be.
  enum class By : std::uint8_t { shell, others };
  static By by(const Caller& caller) { return caller.local ? By::shell : By::others; }
  Task<Result<void>> change(std::function<Result<void>(Roster&)>, By = By::others);
  // What the passwords of administrators have to be: as those of users, and stricter.
  [[nodiscard]] auth::PasswordPolicy policy() const;
  // What is stored of a password that meets it.
  Task<Result<std::string>> sealed_password(std::string name, Secret password);
  Result<Secret> generate_password(std::string_view name);
  Result<Secret> draw_token(ApiToken&);  // with its hash in the token
  // One event for every other administrator.
  void tell_others(std::string_view about, std::string_view what);
  void end_sessions(std::string_view name);
  // One, by the hash that names it. False when there is none.
  bool end_session(std::string_view session);
  // Whom the guard counts by this id (guard/administrator_id.h).
  [[nodiscard]] std::string name_of(AccountId) const;
  struct Session {
    std::string administrator;
    std::uint64_t version = 0;  // of the administrator when it began
    Time began;
    Deadline begun, seen;
    IpAddress from;
    bool to_enrol = false;
    Time second_factor_at;
    directory::SecondFactor next{};  // begun, and no code of it shown yet
    std::string agent = {};          // a stranger's text, bounded and printable
  };
  using Sessions = std::map<std::string, Session, std::less<>>;  // by the hash of its cookie
  [[nodiscard]] Sessions sessions() const;
  [[nodiscard]] std::map<std::string, std::size_t> session_counts() const;  // by whose they are; who has none is not there

 private:
  struct Candidate {
    std::optional<Administrator> administrator;  // of that name, if there is one
    events::Cause standing = events::Cause::unknown_account;
  };
  [[nodiscard]] Candidate find(std::string_view name, const auth::Peer&) const;
  Task<Result<bool>> matches(Candidate, Secret password, std::uint64_t group);
  Task<Result<Entry>> judge(auth::Peer, std::string name, Secret password, std::string code, std::string agent);
  Task<Result<void>> take_code(std::string name, std::string code);
  Task<Result<Entry>> judge_passkey(auth::Peer, PasskeyAnswer, std::string agent);
  Task<Result<void>> take_passkey(std::string name, std::string purpose, PasskeyAnswer);
  Task<void> wait_as_told(auth::Peer);
  Task<bool> knows(Administrator, auth::Peer);  // while somebody guesses his password; else everybody is
  Task<Entry> begin_session(auth::Peer, Administrator, std::string agent);
  [[nodiscard]] Visitor visitor_of(const Administrator&, const std::string& hash, const Session&) const;
  [[nodiscard]] bool is_over(const Session&, const Administrator*) const;
  Error refuse(const auth::Peer&, std::string_view name, events::Cause, std::string_view secret);
  void record(const auth::Peer&, std::string_view name, events::Cause, std::string_view secret);
  void record_wrong_code(const auth::Peer&, std::string_view name, std::string_view code);
  // After a change of what its administrator logs in with: the one session that goes on. `shown`: when he showed a second factor.
  Result<void> go_on(const std::string& session, std::uint64_t version, Time shown);
  Result<void> update_session(const std::string& hash, const std::function<void(Session&)>&);

  Ports ports_;
  config::Live<AdministratorSettings> settings_;
  config::Live<auth::PasswordPolicy> user_policy_;
  auth::SecondFactors factors_;
  auth::Challenges challenges_;
  Secret tag_key_;  // of this process: see SecurityEvent::credential
  Locked<std::shared_ptr<const Roster>> roster_{std::make_shared<const Roster>()};
  Locked<Sessions> sessions_;
};

}  // namespace postern::admin
