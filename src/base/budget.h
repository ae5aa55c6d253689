// Something of which there is only so much, memory say: coroutines of any executors wait for their share, first come, first
// served.
// Use: auto share = co_await budget.take(octets);  it is given back when `share` goes.
// Promises: who asks for more than there is waits until all is free and then has all; nobody is passed by a smaller wish.
//   The budget outlives its shares and whoever waits.
#pragma once
#include <algorithm>
#include <coroutine>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "base/executor.h"
#include "base/locked.h"

namespace postern {

class Budget {
 public:
  explicit Budget(std::uint64_t all) : all_(all), state_(State{all, {}}) {}

  class Share {
   public:
    Share(Budget& of, std::uint64_t size) : of_(&of), size_(size) {}
    Share(Share&& other) noexcept : of_(std::exchange(other.of_, nullptr)), size_(other.size_) {}
    Share& operator=(Share&&) = delete;
    ~Share() {
      if (of_) of_->give_back(size_);
    }

   private:
    Budget* of_;
    std::uint64_t size_;
  };

  struct Take {
    Budget& of;
    std::uint64_t size;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> who) const { return !of.took(size, who); }
    [[nodiscard]] Share await_resume() const noexcept { return {of, size}; }
  };
  Take take(std::uint64_t wanted) { return {*this, std::min(wanted, all_)}; }

  [[nodiscard]] std::uint64_t left_for_test() const {
    return state_.with([](const State& s) { return s.left; });
  }

 private:
  struct Waiter {
    std::uint64_t size;
    std::coroutine_handle<> who;
    Executor* home;
  };
  struct State {
    std::uint64_t left;
    std::deque<Waiter> waiting;
  };

  // False when the caller waits.
  bool took(std::uint64_t size, std::coroutine_handle<> who) {
    return state_.with([&](State& s) {
      const bool at_once = s.waiting.empty() && s.left >= size;
      if (at_once)
        s.left -= size;
      else
        s.waiting.push_back({size, who, Executor::here()});
      return at_once;
    });
  }
  void give_back(std::uint64_t size) {
    const auto next = state_.with([&](State& s) {
      s.left += size;
      std::vector<Waiter> out;
      for (; !s.waiting.empty() && s.waiting.front().size <= s.left; s.waiting.pop_front()) {
        s.left -= s.waiting.front().size;
        out.push_back(s.waiting.front());
      }
      return out;
    });
    for (const auto& waiter : next) waiter.home->resume(waiter.who);
  }

  const std::uint64_t all_;
  Locked<State> state_;
};

}  // namespace postern
