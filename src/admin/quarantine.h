// What becomes of quarantine by the clock.
#pragma once
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "events/events.h"
#include "queue/queue.h"

namespace postern::admin {

// Deletes what has been in quarantine since before `since`, and says so.
Task<Result<void>> end_quarantine(queue::Queue&, events::Sink&, Time since);

}  // namespace postern::admin
