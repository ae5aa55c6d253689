// What a login asks of the guard: whether its password is looked at at all, and when it may be answered.
// Use: if (!gate.admits(peer)) refuse;  const auto who = co_await gate.admits(peer, account);  ...  co_await gate.hold(peer);
// Promises asked of it: called and resumed on the session's reactor; ready for many sessions at once.
#pragma once
#include "auth/login.h"
#include "base/ids.h"
#include "base/task.h"

namespace postern::auth {

class Gate {
 public:
  virtual ~Gate() = default;
  // False while nobody logs in from the peer's address. Cheap: in memory.
  [[nodiscard]] virtual bool admits(const Peer&) const = 0;
  // Who gets into the account now: while it is under attack, of those with its password only known devices, of which the peer's may be
  // one; of those with an application password everybody, for whoever guesses passwords has none.
  struct Admission {
    bool password = true;
    bool app_password = true;
  };
  virtual Task<Admission> admits(Peer, AccountId) = 0;
  // Comes back when the answer may be given: what the login has led to is durable, and a delay that holds for the address is over.
  virtual Task<void> hold(Peer) = 0;
};

}  // namespace postern::auth
