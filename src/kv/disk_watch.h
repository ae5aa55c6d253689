// Watches the free space of the store's disk against the low watermark.
// Promises: asks the engine at most once a second, from whichever thread wants to know; reports when it falls below, when a write has found
//   no room, and once when there is enough again.
#pragma once
#include <atomic>
#include <cstdint>
#include <string_view>

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

  // Of the thread that writes: a write has found no room, and is_due() once a second until it can go on.
  void ran_full(std::string_view why);
  bool is_due();
  void goes_on();

 private:
  void look();
  void tell_of_room();

  Engine& engine_;
  const std::uint64_t watermark_;
  const TimeSource& time_;
  events::Sink* const sink_;
  std::atomic<Deadline::rep> ask_again_{Deadline::min().time_since_epoch().count()};
  std::atomic<bool> low_{false};
  Locked<Disk> seen_;
  std::atomic<bool> full_{false};
  std::atomic<bool> is_told_{false};  // that there is no room
  Deadline next_try_{};               // of the thread that writes
};

}  // namespace postern::kv
