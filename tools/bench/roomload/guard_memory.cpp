// What the guard's memory grows by while an hour's worth of addresses attacks, each of them new.
#include <chrono>
#include <fstream>
#include <string>

#include "numbers.h"
#include "running_guard.h"
#include "workloads.h"

namespace roomload {
namespace {

using namespace postern;

constexpr std::uint64_t kAnHour = 3'600'000;

// Of /proc/self/status, in MiB.
double memory(std::string_view name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name)) return std::stod(line.substr(name.size() + 1)) / 1024;
  return 0;
}

// Each guesses a password and tries a mailbox that is not there.
Figures attack(const Options& options, std::string_view key, std::uint32_t (*address)(std::uint32_t)) {
  const std::size_t count = options.count == 0 ? 10'000'000 : options.count;
  RunningGuard running(options.folder);
  const auto before = memory("VmRSS");
  std::size_t in = 0;
  for (std::uint32_t n = 0; n < count; ++n) {
    running.time.set(SetTime::kStart + std::chrono::milliseconds(n * kAnHour / count));
    const auto from = v4(address(n));
    in += running.fail_login(from, events::Service::submission, n) ? 1 : 0;
    in += running.refuse_recipient(from) ? 1 : 0;
  }
  return {{std::string(key), memory("VmHWM") - before},
          {"counters", static_cast<double>(running.guard.bytes()) / (1 << 20)},
          {"admitted", static_cast<double>(in) / static_cast<double>(2 * count)}};
}

}  // namespace

// Multiplied by an odd number, no number comes twice.
Figures guard_memory_wide(const Options& options) {
  return attack(options, "guard-memory-wide", [](std::uint32_t n) { return n * 0x9E37'79B1U; });
}

Figures guard_memory_narrow(const Options& options) {
  return attack(options, "guard-memory-narrow", [](std::uint32_t n) { return 0x2D00'0000U | (n * 0x9E37'79B1U & 0xFF'FFFFU); });
}

}  // namespace roomload
