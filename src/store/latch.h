// Waits for several tasks that run on one executor.
// Use: Latch latch(n); spawn(task, [&](auto) { latch.count_down(); }) n times; co_await latch;
#pragma once
#include <coroutine>
#include <cstddef>

namespace postern::store {

class Latch {
 public:
  explicit Latch(std::size_t n) : left_(n) {}
  Latch(const Latch&) = delete;
  Latch& operator=(const Latch&) = delete;

  // On the executor's thread, like everything here.
  void count_down() {
    if (--left_ == 0 && waiter_) waiter_.resume();
  }
  [[nodiscard]] bool await_ready() const noexcept { return left_ == 0; }
  void await_suspend(std::coroutine_handle<> who) noexcept { waiter_ = who; }
  void await_resume() const noexcept {}

 private:
  std::size_t left_;
  std::coroutine_handle<> waiter_;
};

}  // namespace postern::store
