// What a server does by the clock: expunged mail is removed, delivery keys and orphaned blobs are swept, the own
// certificate is renewed, blocks that ran out are taken away; and system calls that were refused are told.
// Use: Chores chores(parts, executor); ... chores.stop() before the executor ends.
#pragma once
#include <atomic>
#include <memory>

#include "app/parts.h"

namespace postern::app {

class Chores {
 public:
  Chores(Parts&, Executor&);
  // After it returns no chore begins any more; one that is under way ends by itself.
  void stop();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace postern::app
