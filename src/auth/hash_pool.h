// The threads that hash passwords, so that no reactor ever does, with a queue that is bounded and fair.
// Use: co_await pool.run(group, job): the job runs on a pool thread; the coroutine goes on on its executor.
// Promises: waiting groups take turns, so a network that sends many guesses delays itself; a full queue refuses the newest job
//   of the group that waits most (Failure::unavailable), never anyone's password. What is slow for one group leaves the others the
//   threads that it may not have.
// Lifetime: a task that is destroyed while it waits leaves nothing behind. Destroy the pool before the executors of its
// callers.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "base/result.h"
#include "base/task.h"

namespace postern::auth {

struct HashPoolSettings {
  std::uint32_t threads = 2;  // at least one; each uses the memory of one hash (19 MiB) while it works
  std::uint32_t queue = 256;  // jobs that wait, of all groups together
  std::uint32_t of_one = 0;   // threads that one group may keep busy; 0: all of them
};

class HashPool {
 public:
  // Must own what it touches (or share it): the caller may be gone when it runs.
  using Job = std::move_only_function<void()>;

  explicit HashPool(HashPoolSettings);
  ~HashPool();  // jobs that still wait are answered Failure::closed
  HashPool(const HashPool&) = delete;
  HashPool& operator=(const HashPool&) = delete;

  // `group` is a key of the peer's network (an IPv4 /24, an IPv6 /48, ...); 0 for our own work.
  Task<Result<void>> run(std::uint64_t group, Job job);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace postern::auth
