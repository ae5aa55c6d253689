// Runs the audit once a day, on a thread of its own: it waits for the server's own ports.
// Use: DailyAudit audit(world, settings), which ends while all that the world names is still there, and waits for a run under way.
// Promises: the hour is looked at anew each minute, so a change of the settings or of the clock counts.
#pragma once
#include "admin/world.h"
#include "app/ticker.h"
#include "audit/settings.h"
#include "config/config.h"

namespace postern::app {

class DailyAudit {
 public:
  DailyAudit(admin::World, config::Live<audit::Settings>);

 private:
  void look();
  void failed(const Error&);

  admin::World world_;
  config::Live<audit::Settings> settings_;
  Ticker ticker_;
};

}  // namespace postern::app
