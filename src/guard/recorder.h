// Keeps security events in the store: what the guard will judge by, and what a rule can be tried on.
// Use: Recorder recorder(kv, time); recorder.run_on(&executor); recorder.record(event) from any thread; recorder.run_on(nullptr), write().
// Promises: record() never blocks on the disk; events are written within 100 ms without a sync of their own, so a crash loses the last
//   moments; the family is bounded (1 GiB), oldest out first; under a flood more than the buffer holds is counted, not kept. Nothing
//   happens while there are no events.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/executor.h"
#include "base/locked.h"
#include "base/task.h"
#include "base/time.h"
#include "events/security.h"
#include "kv/kv.h"

namespace postern::guard {

class Recorder final : public events::SecuritySink {
 public:
  static constexpr std::size_t kMostWaiting = 20'000;
  static constexpr std::chrono::milliseconds kInterval{100};

  Recorder(kv::Store& kv, const TimeSource& time) : kv_(kv), time_(time) {}

  void record(events::SecurityEvent) override;
  // Where what waits is written from; none: it waits for write().
  void run_on(Executor*);
  Task<Result<void>> write();

  // Visits events from `since` on, oldest first, on a reader's thread; the visit must not wait for anything.
  Task<Result<void>> each(Time since, std::function<void(const events::SecurityEvent&)> visit);
  // Those since then, the newest first, until `visit` says no; it must not wait for anything.
  Task<Result<void>> back_to(Time since, std::function<bool(const events::SecurityEvent&)> visit);
  // Events from `since` on, oldest first, at most `limit`.
  Task<Result<std::vector<events::SecurityEvent>>> read(Time since, std::size_t limit);
  // Events that were not kept: too many at once, or the store refused them.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  struct Waiting {
    std::vector<std::pair<std::string, std::string>> rows;  // key and value
    std::uint32_t sequence = 0;                             // tells events of one millisecond apart
    Executor* executor = nullptr;
  };
  void schedule(const Waiting&);
  Task<void> write_soon();
  kv::Store& kv_;
  const TimeSource& time_;
  Locked<Waiting> waiting_;
  std::atomic<std::uint64_t> dropped_ = 0;
};

}  // namespace postern::guard
