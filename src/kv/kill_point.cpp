// Reads the environment once, then counts.
#include "kv/kill_point.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace postern::kv {
namespace {

struct KillPoint {
  std::string name;
  std::atomic<long> left = 0;

  KillPoint() {
    const char* set = std::getenv("POSTERN_KILL_POINT");
    if (!set) return;
    const std::string_view all(set);
    const auto colon = all.find(':');
    name = all.substr(0, colon);
    left = 1;
    if (colon != std::string_view::npos) left = std::atol(set + colon + 1);
  }
};

}  // namespace

void kill_point(std::string_view name) {
  static KillPoint chosen;  // the one process-wide switch, for tests only
  if (chosen.name.empty() || chosen.name != name) return;
  if (chosen.left.fetch_sub(1) == 1) _exit(137);
}

}  // namespace postern::kv
