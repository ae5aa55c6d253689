// Tries again what waits in the queue: whoever has a home here is given the message when its time comes.
// Use: Retry retry(ports); retry.start(executor); ... retry.stop();
// Promises: an account gets a message once, also when the process ends between giving it and noting that (a delivery key goes with it);
//   one recipient is tried by one try at a time; what fails waits longer each time (queue/schedule.h) and never goes by itself. Recipients
//   elsewhere keep waiting. Besides the message in hand only the next due time is in memory: one timer, however many wait.
// What is late is said to the sender once; what is older than the time to give up is given up, and its sender is told. What nobody can be
// told of (a report, or mail that came without a reverse-path) stays, is logged once, and is tried at the longest wait.
#pragma once
#include <memory>

#include "base/executor.h"
#include "delivery/delivery.h"

namespace postern::delivery {

class Retry {
 public:
  Retry(Delivery&, Delivery::Ports);
  ~Retry();
  Retry(const Retry&) = delete;
  Retry& operator=(const Retry&) = delete;

  // Runs on the executor from here on. What the ports name, and the delivery, must be there until stop() has returned.
  void start(Executor&);
  // Waits for the message in hand; nothing begins any more after it returns. Not on the executor's own thread.
  void stop();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace postern::delivery
