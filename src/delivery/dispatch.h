// Takes from the queue what is due and has it tried: the order, how much at a time, and how hard another server is pressed.
// Use: Dispatch dispatch(delivery, ports, &elsewhere); dispatch.start(executor); ... dispatch.stop();
// Promises: a leg is tried by one try at a time; what fails waits longer each time (queue/schedule.h) and never goes by itself. Each hop has
//   workers of its own, a few at first, more while its server takes mail and half as many when it does not; a hop that cannot be reached is
//   left alone for a while, and all that is due for it is answered by what was found out. So a server that hangs holds up its own mail.
//   In memory are hops that are worked on, a hundred due times of each, and what was found out lately; one timer, however much waits.
#pragma once
#include <memory>

#include "base/executor.h"
#include "delivery/attempt.h"

namespace postern::delivery {

class Dispatch {
 public:
  Dispatch(Delivery&, Delivery::Ports, Elsewhere* = nullptr);  // null: mail for elsewhere waits
  ~Dispatch();
  Dispatch(const Dispatch&) = delete;
  Dispatch& operator=(const Dispatch&) = delete;

  // Runs on the executor from here on. What the ports name, and the others, must be there until stop() has returned.
  void start(Executor&);
  // No try for another server begins while it is on; what is under way ends, and who has a home here is served. Mail that is due when it goes
  // off is tried at once. Any thread.
  void pause(bool);
  // Waits for the tries in hand; nothing begins any more after it returns. Not on the executor's own thread.
  void stop();
  [[nodiscard]] std::size_t in_hand() const;  // tries, and what else is under way; any thread

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace postern::delivery
