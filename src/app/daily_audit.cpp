// The clock of the audit.
#include "app/daily_audit.h"

#include "admin/audit_run.h"
#include "base/run_here.h"
#include "events/table.h"

namespace postern::app {
namespace {

constexpr std::chrono::minutes kLookEvery{1};

}  // namespace

// What is due right after a start waits a moment, too: the server has other things to do then.
DailyAudit::DailyAudit(admin::World world, config::Live<audit::Settings> settings)
    : world_(std::move(world)), settings_(std::move(settings)), ticker_(kLookEvery, [this] { look(); }) {}

void DailyAudit::look() {
  const auto settings = settings_.current();
  if (!settings->daily) return;
  auto last = run_here(world_.audits.list(1));
  if (!last) return failed(last.error());
  const auto now = world_.time.now();
  // Without an earlier run the hour itself says that it is time.
  const Time before = !last->empty() ? last->front().at : Time{now.ms - std::chrono::milliseconds(2 * kLookEvery).count()};
  if (audit::next_run(*settings, before, now) > now) return;
  auto done = run_here(admin::audit_by_the_clock(world_));
  if (!done) failed(done.error());
}

void DailyAudit::failed(const Error& e) {
  world_.events.write(events::Event::server_error, {}, {{events::Key::reason, e.text}, {events::Key::text, e.detail}});
}

}  // namespace postern::app
