// A few threads for reads that may wait for the disk. A caller's coroutine never runs on them, only its blocking read does.
#pragma once
#include <coroutine>
#include <thread>
#include <vector>

#include "base/executor.h"
#include "base/inbox.h"

namespace postern::kv {

class ReaderPool {
 public:
  // One blocking read. It lives in the caller's coroutine frame.
  class Job {
   public:
    virtual void run() = 0;  // on a thread of the pool

   protected:
    ~Job() = default;

   private:
    friend ReaderPool;
    Executor* home_ = nullptr;
    std::coroutine_handle<> caller_;
  };

  explicit ReaderPool(unsigned threads);
  // Runs the jobs that wait, then ends the threads.
  ~ReaderPool();

  // co_await pool.done(job): runs it and comes back on the caller's executor. False when the pool has closed.
  struct Done {
    ReaderPool& pool;
    Job& job;
    bool accepted = true;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<>);
    [[nodiscard]] bool await_resume() const noexcept { return accepted; }
  };
  Done done(Job& job) { return {*this, job}; }

 private:
  void loop();

  Inbox<Job*> inbox_;
  std::vector<std::thread> threads_;
};

}  // namespace postern::kv
