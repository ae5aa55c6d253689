// The system calls that the server may make: a list, and everything else is answered with EPERM and told.
// Use: filter_system_calls() once, before the first thread;  tell_refused_calls(events) now and then.
// Promises: no exec, no child process, no other user, no kernel interface that mail does not need; a refused call harms nobody
//   but its caller. The filter holds for every later thread and cannot be taken off.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "events/events.h"

namespace postern::app {

// False where the kernel has no filters.
Result<bool> filter_system_calls();

// An event for each call that was refused since the last time, and how often. One thread.
void tell_refused_calls(events::Sink&);

// How often a call was refused since the filter is in force.
std::uint32_t refused_calls(std::string_view name);

}  // namespace postern::app
