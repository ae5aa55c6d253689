// Which account each open connection has logged in to, told by the security event of its login on its way to the guard.
// Use: give it to whoever lets people in as its SecuritySink; forget(session) when a connection has ended.
#pragma once
#include <unordered_map>

#include "base/locked.h"
#include "events/security.h"

namespace postern::app {

class LoggedIn final : public events::SecuritySink {
 public:
  explicit LoggedIn(events::SecuritySink& next) : next_(next) {}

  void record(events::SecurityEvent e) override {
    if (e.signal == events::Signal::login && e.cause == events::Cause::none && e.account)
      accounts_.with([&](Accounts& all) { all[e.session] = e.account; });
    next_.record(std::move(e));
  }
  void forget(SessionId session) {
    accounts_.with([&](Accounts& all) { all.erase(session); });
  }
  [[nodiscard]] AccountId account_of(SessionId session) const {
    return accounts_.with([&](const Accounts& all) {
      const auto at = all.find(session);
      return at == all.end() ? AccountId() : at->second;
    });
  }

 private:
  using Accounts = std::unordered_map<SessionId, AccountId>;
  events::SecuritySink& next_;
  Locked<Accounts> accounts_;
};

}  // namespace postern::app
