// Reads the environment once, then counts.
#include "kv/kill_point.h"

#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"

namespace postern::kv {
namespace {

constexpr std::uint32_t kMost = 1'000'000'000;

struct KillPoint {
  std::string name;
  std::atomic<std::int64_t> left = 0;

  KillPoint() {
    const char* set = std::getenv("POSTERN_KILL_POINT");
    if (!set) return;
    const std::string_view all(set);
    const auto colon = all.find(':');
    name = all.substr(0, colon);
    const auto nth = colon == std::string_view::npos ? 1u : number<std::uint32_t>(all.substr(colon + 1), kMost).value_or(0);
    left = nth;
  }
};

}  // namespace

void kill_point(std::string_view name) {
  static KillPoint chosen;  // the one process-wide switch, for tests only
  if (chosen.name.empty() || chosen.name != name) return;
  if (chosen.left.fetch_sub(1) == 1) _exit(137);
}

}  // namespace postern::kv
