// The one question, of entries and of blocks.
#include "admin/lock_out.h"

#include <fmt/format.h>

#include "admin/world.h"
#include "guard/guard.h"
#include "guard/settings.h"

namespace postern::admin {

Result<void> keeps_in(const Call& call, bool shuts_out) {
  if (!shuts_out || !call.caller.from || call.flag(kEvenMe.name)) return {};
  return fail_argument(kEvenMe.name,
                       fmt::format("This would shut you out: you come from {}. With {} it is done all the same",
                                   call.caller.from->text(), kEvenMe.name),
                       Failure::conflict);
}

Result<void> keeps_in(const World& world, const Call& call, std::span<const guard::Entry> entries) {
  const auto& from = call.caller.from;
  return keeps_in(call, from && world.guard.would_shut_out(entries, *from, kDoor));
}

Result<void> keeps_in(const Call& call, const guard::Block& block) {
  const auto& from = call.caller.from;
  return keeps_in(call, from && guard::Guard::would_shut_out(block, *from, kDoor));
}

Result<void> keeps_in(const World& world, const Call& call, const config::Plan& plan) {
  const auto& from = call.caller.from;
  if (!from) return {};
  const auto guard = world.registry.after<guard::Settings>(plan, "guard");
  const bool by_guard = guard && world.guard.would_shut_out(*guard, *from, kDoor);
  return keeps_in(call, by_guard || (world.shuts_out && world.shuts_out(plan, call.caller)));
}

}  // namespace postern::admin
