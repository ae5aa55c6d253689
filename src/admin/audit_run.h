// An audit of this server, for who asks and by the clock.
// Use, on a thread that may wait (it connects to the server's own ports):  audit_of(world);  run_here(audit_by_the_clock(world))
// Promises: audit_by_the_clock() asks the feed of releases before it looks, remembers what it found and writes one event for each
//   finding that is new and each that is gone.
#pragma once
#include "admin/audit_history.h"
#include "audit/audit.h"

namespace postern::admin {

struct World;

// `only`: of one group.
audit::Report audit_of(World&, std::optional<audit::Group> only = {});
Task<Result<AuditHistory::Change>> audit_by_the_clock(World&);

}  // namespace postern::admin
