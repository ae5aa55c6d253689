// Looks at a calm pace whether the scanners that settings name are there, so that one that is gone is known of before mail waits for it.
// Use: Watch watch({settings, silences, time, probe, tell});  spawn(watch.run());   watch.stop() while the reactor runs.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <vector>

#include "base/task.h"
#include "base/time.h"
#include "scanners/opinion.h"
#include "scanners/settings.h"
#include "scanners/silence.h"

namespace postern::scanners {

class Watch {
 public:
  static constexpr std::chrono::minutes kEvery{2};

  struct Ports {
    config::Live<Settings> settings;
    Silences& silences;
    const TimeSource& time;
    std::function<Task<std::vector<Opinion>>(const Settings&)> probe;
    std::function<void(const std::vector<Silences::News>&)> tell;
  };
  explicit Watch(Ports ports) : ports_(std::move(ports)) {}

  Task<void> run();  // until it is stopped, and the pause of that moment is over
  void stop() { stopping_ = true; }

 private:
  Ports ports_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace postern::scanners
