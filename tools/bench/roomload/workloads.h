// What can be measured of single rooms, each in a process of its own. Every input follows from a counter: each run sees the same.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace roomload {

using Figures = std::vector<std::pair<std::string, double>>;

struct Options {
  std::filesystem::path folder;  // empty, or not there yet
  std::size_t count = 0;         // of what the workload is about; 0: as many as the row says
};

Figures guard_accept(const Options&);         // a decision at accept among `count` entries
Figures guard_accept_blocks(const Options&);  // whether there is a block, among `count`
Figures guard_events(const Options&);         // `count` events of each of two threads
Figures guard_memory_wide(const Options&);    // `count` addresses within an hour, from everywhere
Figures guard_memory_narrow(const Options&);  // the same, from a 256th of all networks
Figures log_day(const Options&);              // a day of about `count` lines

}  // namespace roomload
