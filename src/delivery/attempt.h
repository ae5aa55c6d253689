// One try of one leg of a queued message: who has a home here is given it, the others are handed to another server, the sender is told
// what he is to be told, and what is left comes back.
// Use: auto tried = co_await attempt(delivery, ports, elsewhere, {entry, known});  queue.settle(due, recipients, tried->left)
// Promises: an account gets a message once, also when the process ends between giving it and noting that (a delivery key goes with it);
//   given up is only who was told, or wants not to be. What nobody can be told of: a mailbox here goes on waiting and is logged once,
//   mail for elsewhere is dropped and logged.
#pragma once
#include <optional>
#include <vector>

#include "delivery/delivery.h"
#include "delivery/elsewhere.h"

namespace postern::delivery {

struct Try {
  queue::Entry entry;
  std::optional<Answer> down = {};  // of the hop, found out lately: nobody is asked again
};

struct Tried {
  std::vector<queue::Leg> left;
  std::optional<Answer> down = {};  // the hop cannot be reached now
  bool handed = false;              // another server has answered
};

Task<Result<Tried>> attempt(Delivery&, const Delivery::Ports&, Elsewhere*, Try);

}  // namespace postern::delivery
