// Runs one task to its end on the calling thread, for programs and tests that have no reactor.
// Use: Result<Stats> stats = run_here(read_stats(store));
// Promises: all of the task runs on this thread; while it waits the thread sleeps. Not for a reactor's thread.
#pragma once
#include <map>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/executor.h"
#include "base/inbox.h"
#include "base/task.h"

namespace postern {

// The executor behind run_here().
class BlockingExecutor final : public Executor {
 public:
  void post(Job) override;
  void resume(std::coroutine_handle<>) override;
  void resume_at(Deadline, std::coroutine_handle<>) override;

  // Calls `start` and then runs what is posted, and what falls due, until `done` is true.
  void run(Job start, const bool& done);

 private:
  void run_one();

  Inbox<Job> jobs_;
  std::multimap<Deadline, std::coroutine_handle<>> timers_;  // own thread only
};

template <class T>
T run_here(Task<T> task) {
  BlockingExecutor executor;
  bool done = false;
  if constexpr (std::is_void_v<T>) {
    executor.run([&] { spawn(std::move(task), [&] { done = true; }); }, done);
  } else {
    std::optional<T> value;
    const auto keep = [&](T v) {
      value.emplace(std::move(v));
      done = true;
    };
    executor.run([&] { spawn(std::move(task), keep); }, done);
    return std::move(*value);
  }
}

}  // namespace postern
