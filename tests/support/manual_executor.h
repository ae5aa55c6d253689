// An executor the test turns by hand, with time the test moves: nothing runs and no time passes unless it says so.
// Use: ManualExecutor executor;  spawn(serve(stream));  executor.run_until_idle();  executor.advance(5min);
//      auto value = executor.run(task());  runs one task to its end, also when another thread (a pool) has to answer.
// Promises: the thread that makes it is its thread for its life (Executor::here()); post and resume may come from any thread.
#pragma once
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/executor.h"
#include "base/task.h"

namespace postern {

class ManualExecutor final : public Executor {
 public:
  using TimerId = std::pair<Deadline, std::uint64_t>;

  ManualExecutor() : here_(this) {}
  ManualExecutor(const ManualExecutor&) = delete;
  ManualExecutor& operator=(const ManualExecutor&) = delete;

  void post(Job job) override {
    const std::lock_guard guard(lock_);
    jobs_.push_back(std::move(job));
    arrived_.notify_one();  // under the lock: who sees the job may end this executor
  }
  void resume(std::coroutine_handle<> h) override {
    post([h] { h.resume(); });
  }
  void resume_at(Deadline at, std::coroutine_handle<> h) override {
    call_at(at, [h] { h.resume(); });
  }

  // Time as seen by deadlines. It begins at the real clock, so that code which asks the real clock is not far off.
  [[nodiscard]] Deadline now() const { return now_; }
  [[nodiscard]] Deadline after(Clock::duration d) const { return now_ + d; }

  // Runs what was posted, and what that posts, until nothing is left. Timers that are due at the present time run too.
  std::size_t run_until_idle() {
    const Here here(this);
    const auto before = ran_;
    while (true) {
      if (auto job = next()) {
        ++ran_;
        (*job)();
      } else if (!fire_due(now_)) {
        return ran_ - before;
      }
    }
  }

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

  // Moves time forward, stopping at each timer on the way.
  void advance(Clock::duration by) { advance_to(now_ + by); }
  void advance_to(Deadline goal) {
    const Here here(this);
    run_until_idle();
    while (!timers_.empty() && timers_.begin()->first.first <= goal) {
      now_ = std::max(now_, timers_.begin()->first.first);
      run_until_idle();
    }
    now_ = goal;
    run_until_idle();
  }

  // Runs a task to its end and gives its value. Waits up to `patience` of real time for posts of other threads;
  // time does not advance by itself.
  template <class T>
  T run(Task<T> task, std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    std::optional<T> value;
    start(std::move(task), [&](T v) { value.emplace(std::move(v)); });
    run_until([&] { return value.has_value(); }, patience);
    return std::move(*value);
  }
  void run(Task<void> task, std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    bool done = false;
    start(std::move(task), [&] { done = true; });
    run_until([&] { return done; }, patience);
  }

  // Runs until the condition holds; for answers of other threads. Throws when it does not come true in `patience`.
  // A condition may itself run jobs (read the store, say): then it is asked again, for what it ran may have made it true.
  template <class Condition>
  bool run_until(Condition holds, std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    const Here here(this);
    const Deadline give_up = Clock::now() + patience;
    while (true) {
      run_until_idle();
      const auto before = ran_;
      if (holds()) return true;
      if (ran_ != before && Clock::now() < give_up) continue;
      std::unique_lock guard(lock_);
      if (!arrived_.wait_until(guard, give_up, [&] { return !jobs_.empty(); }))
        throw std::runtime_error("nothing happened any more, and what the test waits for has not come");
    }
  }

  TimerId call_at(Deadline at, Job job) {
    const TimerId id{at, ++timer_count_};
    timers_.emplace(id, std::move(job));
    return id;
  }
  void cancel(TimerId id) { timers_.erase(id); }
  [[nodiscard]] std::size_t timers() const { return timers_.size(); }

 private:
  std::optional<Job> next() {
    const std::lock_guard guard(lock_);
    if (jobs_.empty()) return {};
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }
  bool fire_due(Deadline at) {
    if (timers_.empty() || timers_.begin()->first.first > at) return false;
    auto timer = timers_.extract(timers_.begin());
    timer.mapped()();
    return true;
  }

  Here here_;  // of the thread that made it; the calls above mark the thread that makes them
  Deadline now_ = Clock::now();
  std::size_t ran_ = 0;  // jobs so far
  std::uint64_t timer_count_ = 0;
  std::map<TimerId, Job> timers_;  // own thread only
  std::mutex lock_;                // with a condition variable, hence not a Locked
  std::condition_variable arrived_;
  std::deque<Job> jobs_;
};

namespace test {
using postern::ManualExecutor;
}

}  // namespace postern
