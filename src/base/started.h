// A task that runs while its starter does something else, on the same thread; its value is awaited later.
// Use: Started<Result<void>> reading(read(piece)); ... auto done = co_await reading;    once, by one coroutine
// Promises: dropped before its end, the task runs on, so what it refers to must live until it was awaited.
#pragma once
#include <coroutine>
#include <memory>
#include <optional>
#include <utility>

#include "base/task.h"

namespace postern {

template <class T>
class Started {
 public:
  // Runs the task until it first suspends.
  explicit Started(Task<T> task) : state_(std::make_shared<State>()) {
    spawn(std::move(task), [state = state_](T value) {
      state->value.emplace(std::move(value));
      if (state->waiting) std::exchange(state->waiting, {}).resume();
    });
  }

  auto operator co_await() const noexcept {
    struct Awaiter {
      std::shared_ptr<State> state;
      [[nodiscard]] bool await_ready() const noexcept { return state->value.has_value(); }
      void await_suspend(std::coroutine_handle<> who) const noexcept { state->waiting = who; }
      T await_resume() const { return std::move(*state->value); }
    };
    return Awaiter{state_};
  }

 private:
  struct State {
    std::optional<T> value;
    std::coroutine_handle<> waiting;
  };
  std::shared_ptr<State> state_;
};

}  // namespace postern
