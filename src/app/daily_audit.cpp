// The clock of the audit.
#include "app/daily_audit.h"

#include "admin/audit_run.h"
#include "base/run_here.h"
#include "events/table.h"

namespace postern::app {
namespace {

constexpr std::chrono::minutes kLookEvery{1};

}  // namespace

DailyAudit::DailyAudit(admin::World world, config::Live<audit::Settings> settings)
    : world_(std::move(world)), settings_(std::move(settings)), thread_([this] { run(); }) {}

void DailyAudit::stop() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

// What is due right after a start waits a moment, too: the server has other things to do then.
void DailyAudit::run() {
  std::unique_lock guard(lock_);
  while (!wake_.wait_for(guard, kLookEvery, [this] { return stopping_; })) {
    guard.unlock();
    look();
    guard.lock();
  }
}

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
