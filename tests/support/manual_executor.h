// An executor that a test drives by hand: nothing runs until the test says so, and time stands still until it is moved.
// Use: ManualExecutor executor; executor.start(session(...), on_done); executor.run_until_idle(); executor.advance_to(t);
//   or, for a task that other threads (committer, pools) help to finish: auto value = executor.run(store.get(...));
#pragma once
#include <chrono>
#include <exception>
#include <map>
#include <optional>
#include <utility>

#include "base/executor.h"
#include "base/inbox.h"
#include "base/task.h"

namespace postern::test {

class ManualExecutor final : public Executor {
 public:
  void post(Job job) override { jobs_.put(std::move(job)); }
  void resume(std::coroutine_handle<> who) override {
    jobs_.put([who] { who.resume(); });
  }
  void resume_at(Deadline at, std::coroutine_handle<> who) override { timers_.emplace(at, who); }

  // Starts the task on this executor; it runs until it first suspends.
  template <class T, class Done>
  void start(Task<T> task, Done done) {
    const Here here(this);
    spawn(std::move(task), std::move(done));
  }
  void start(Task<void> task) {
    const Here here(this);
    spawn(std::move(task));
  }

  // Runs what is queued at this moment and what that queues, without waiting for other threads. True if anything ran.
  bool run_until_idle() {
    const Here here(this);
    bool ran = false;
    while (auto job = jobs_.take_now()) {
      (*job)();
      ran = true;
    }
    return ran;
  }

  // Runs, waiting for other threads where need be, until the condition holds. False when `limit` passed first.
  template <class Condition>
  bool run_until(Condition holds, std::chrono::milliseconds limit = std::chrono::seconds(30)) {
    const Here here(this);
    const auto end = Clock::now() + limit;
    while (!holds()) {
      auto job = jobs_.take_until(end);
      if (!job) return holds();
      (*job)();
    }
    return true;
  }

  // Fires, in order, the timers that have fallen due by `at`, and runs what they queue.
  void advance_to(Deadline at) {
    const Here here(this);
    run_until_idle();
    while (!timers_.empty() && timers_.begin()->first <= at) {
      const auto who = timers_.begin()->second;
      timers_.erase(timers_.begin());
      who.resume();
      run_until_idle();
    }
  }
  [[nodiscard]] std::size_t timers() const { return timers_.size(); }

  // Starts the task and runs until it is done. Ends the process when it is not within 30 seconds: a test that hangs.
  template <class T>
  T run(Task<T> task) {
    std::optional<T> value;
    start(std::move(task), [&](T v) { value.emplace(std::move(v)); });
    if (!run_until([&] { return value.has_value(); })) std::terminate();
    return std::move(*value);
  }
  void run(Task<void> task) {
    bool done = false;
    start(std::move(task), [&] { done = true; });
    if (!run_until([&] { return done; })) std::terminate();
  }

 private:
  Inbox<Job> jobs_;
  std::multimap<Deadline, std::coroutine_handle<>> timers_;  // own thread only
};

}  // namespace postern::test
