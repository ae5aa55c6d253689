// Runs tasks side by side on this thread and waits for all of them.
// Use: std::vector<Result<void>> results = co_await all_of(std::move(tasks));  results come in the order of the tasks.
#pragma once
#include <coroutine>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "base/task.h"

namespace postern {
namespace detail {

// Counts what is left; resumes who waits when nothing is. One thread.
struct Countdown {
  std::size_t left = 0;
  std::coroutine_handle<> waiting;

  void one_done() {
    if (--left == 0 && waiting) std::exchange(waiting, {}).resume();
  }
  struct Wait {
    Countdown& of;
    [[nodiscard]] bool await_ready() const noexcept { return of.left == 0; }
    void await_suspend(std::coroutine_handle<> h) const noexcept { of.waiting = h; }
    void await_resume() const noexcept {}
  };
};

}  // namespace detail

template <class T>
Task<std::vector<T>> all_of(std::vector<Task<T>> tasks) {
  std::vector<std::optional<T>> values(tasks.size());
  detail::Countdown count{tasks.size(), {}};
  for (std::size_t i = 0; i < tasks.size(); ++i)
    spawn(std::move(tasks[i]), [&values, &count, i](T v) {
      values[i].emplace(std::move(v));
      count.one_done();
    });
  co_await detail::Countdown::Wait{count};
  std::vector<T> out;
  out.reserve(values.size());
  for (auto& v : values) out.push_back(std::move(*v));
  co_return out;
}

}  // namespace postern
