// Runs the audit once a day, on a thread of its own: it waits for the server's own ports.
// Use: DailyAudit audit(world, settings);  ...  audit.stop() while all that the world names is still there.
// Promises: the hour is looked at anew each minute, so a change of the settings or of the clock counts; stop() waits for a run under way.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "admin/world.h"
#include "audit/settings.h"
#include "config/config.h"

namespace postern::app {

class DailyAudit {
 public:
  DailyAudit(admin::World, config::Live<audit::Settings>);
  ~DailyAudit() { stop(); }
  void stop();

 private:
  void run();
  void look();
  void failed(const Error&);

  admin::World world_;
  config::Live<audit::Settings> settings_;
  std::mutex lock_;  // with a condition variable, hence not a Locked
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace postern::app
