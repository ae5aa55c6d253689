// Giving up power, in order: own user, no new privileges, no core dumps, own folders and named ports only (Landlock), and only
// the system calls of a mail server (seccomp).
// Promises: called in main before the first thread, after ports are bound; each step is checked, none is skipped in silence.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace postern::app {

struct Confinement {
  std::string user;                       // becomes this user; empty: stays who it is (refused for root)
  std::vector<std::string> write_under;   // folders it may write in
  std::vector<std::string> read_under;    // folders and files it may read besides
  std::vector<std::uint16_t> connect_to;  // TCP ports it may connect to, at any address
};

// What the running system gave us, for the log and the audit.
struct Confined {
  bool landlock = false;
  bool seccomp = false;
  bool ports = false;  // connections are limited to the ports named
  std::string note;    // why something is missing, empty when all is there
};

// Raises the limit on open files to what the system allows.
void raise_file_limit();

Result<Confined> confine(const Confinement&);

}  // namespace postern::app
