// Where a suspended task goes on: a reactor in the server, a manual queue in tests.
#pragma once
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <functional>

namespace postern {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

class Executor {
 public:
  using Job = std::move_only_function<void()>;

  // Runs the job on the executor's own thread, later, in order of posting. Any thread may call it.
  virtual void post(Job) = 0;
  // As post, for a coroutine: no allocation. Any thread may call it.
  virtual void resume(std::coroutine_handle<>) = 0;
  // Resumes the coroutine on the executor's own thread once `at` has passed. Own thread only.
  virtual void resume_at(Deadline at, std::coroutine_handle<>) = 0;

  // The executor whose thread this is; null on other threads. Awaitables note it before they suspend, so that a
  // coroutine always goes on where it was.
  static Executor* here() noexcept;

 protected:
  ~Executor() = default;
  // Marks the calling thread as this executor's, for the life of the guard.
  class Here {
   public:
    explicit Here(Executor*) noexcept;
    ~Here();
    Here(const Here&) = delete;
    Here& operator=(const Here&) = delete;

   private:
    Executor* before_;
  };
};

// co_await pause_until(t): the only way warm code waits for time. Must run on an executor.
struct pause_until {
  Deadline at;
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const { Executor::here()->resume_at(at, h); }
  void await_resume() const noexcept {}
};

}  // namespace postern
