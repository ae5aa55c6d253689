// A gate for tests of administration.
#pragma once
#include <utility>

#include "auth/gate.h"
#include "guard/guard.h"

namespace postern::admin {

// What the guard says of addresses; of accounts it is asked elsewhere.
class AddressGate final : public auth::Gate {
 public:
  explicit AddressGate(guard::Guard& guard) : guard_(guard) {}
  [[nodiscard]] bool admits(const auth::Peer& p) const override { return guard_.lets_log_in(IpAddress{p.ip}, p.service); }
  Task<Admission> admits(auth::Peer, AccountId) override { co_return Admission{}; }
  Task<void> hold(auth::Peer) override { co_await guard_.settle(); }

 private:
  guard::Guard& guard_;
};

}  // namespace postern::admin
