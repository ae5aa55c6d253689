// The day that is asked for, and what became of its reports.
#include "admin/sending.h"

#include "reports/day.h"
#include "reports/sender.h"

namespace postern::admin {

Task<Result<json::value>> send_reports(World& world, const Call& call, ReportKind kind) {
  if (!world.send_reports) co_return fail(Failure::unavailable, "Reports are sent by the running server");
  auto day = reports::day_of(world.time.now() - std::chrono::hours(24));
  if (const auto named = call.text("day"); !named.empty()) {
    const auto parsed = reports::parse_day(named);
    if (!parsed) co_return fail_argument("day", "The day is written as 2026-11-25");
    day = *parsed;
  }
  auto sent = co_await world.send_reports(kind, std::move(day));
  if (!sent) co_return pass_on(sent);
  co_return json::value{
      {"sent", sent->reports}, {"not_asked_for", sent->unasked}, {"waiting", sent->waiting}, {"given_up", sent->given_up}};
}

}  // namespace postern::admin
