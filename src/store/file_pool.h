// A few threads for blocking file calls, and the way for a coroutine to run a piece of work on one of them.
// Use: auto r = co_await pool.run(work);  where `work` is a named lambda; its result comes back on the caller's executor.
#pragma once
#include <coroutine>
#include <functional>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

#include "base/executor.h"
#include "base/inbox.h"

namespace postern::store {

class FilePool {
 public:
  explicit FilePool(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
  }
  ~FilePool() {
    jobs_.close();
    for (auto& t : threads_) t.join();
  }
  FilePool(const FilePool&) = delete;
  FilePool& operator=(const FilePool&) = delete;

  template <class Work>
  struct Run {
    using Value = std::invoke_result_t<Work&>;
    FilePool& pool;
    Work work;
    std::optional<Value> value;

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> who) {
      Executor* const home = Executor::here();
      if (home == nullptr || !pool.jobs_.put([this, home, who] {
            value.emplace(work());
            home->resume(who);
          })) {
        value.emplace(work());  // no executor to come back to, or the pool is closing: here and at once
        return false;
      }
      return true;
    }
    Value await_resume() { return std::move(*value); }
  };
  template <class Work>
  Run<Work> run(Work work) {
    return {*this, std::move(work), {}};
  }

  using Job = std::move_only_function<void()>;
  // Work that nobody waits for. False when the pool is closing: it was not taken.
  bool post(Job job) { return jobs_.put(std::move(job)); }

 private:
  void serve() {
    while (auto job = jobs_.take()) (*job)();
  }

  Inbox<Job> jobs_;
  std::vector<std::jthread> threads_;
};

}  // namespace postern::store
