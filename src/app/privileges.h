// Giving up power, in order: own user, no new privileges, own folders only (Landlock), no exec and no kernel doors (seccomp).
// Promises: called in main before the first thread, after ports are bound; each step is checked, none is skipped in silence.
#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "events/events.h"

namespace postern::app {

struct Confinement {
  std::string user;                      // becomes this user; empty: stays who it is (refused for root)
  std::vector<std::string> write_under;  // folders it may write in
  std::vector<std::string> read_under;   // folders and files it may read besides
};

// What the running system gave us, for the log and the audit.
struct Confined {
  bool landlock = false;
  bool seccomp = false;
  std::string note;  // why something is missing, empty when all is there
};

// Raises the limit on open files to what the system allows.
void raise_file_limit();

Result<Confined> confine(const Confinement&);

// An event for each system call that the filter has refused with EPERM since the last time, and how often.
void tell_refused_calls(events::Sink&);

}  // namespace postern::app
