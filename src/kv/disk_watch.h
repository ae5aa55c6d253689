// Watches the free space of the store's disk against the low watermark.
// Promises: asks the engine at most once a second, from whichever thread wants to know; reports when it falls below.
#pragma once
#include <atomic>
#include <cstdint>

#include "base/locked.h"
#include "base/time.h"
#include "events/events.h"
#include "kv/engine.h"
#include "kv/kv.h"

namespace postern::kv {

class DiskWatch {
 public:
  DiskWatch(Engine& engine, std::uint64_t watermark, const TimeSource& time, events::Sink* sink)
      : engine_(engine), watermark_(watermark), time_(time), sink_(sink) {}

  // True while less than the watermark is free.
  bool low();
  Disk disk();

 private:
  void look();

  Engine& engine_;
  const std::uint64_t watermark_;
  const TimeSource& time_;
  events::Sink* const sink_;
  std::atomic<Deadline::rep> ask_again_{Deadline::min().time_since_epoch().count()};
  std::atomic<bool> low_{false};
  Locked<Disk> seen_;
};

}  // namespace postern::kv
