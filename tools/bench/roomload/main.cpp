// Measures rooms of the server without a server, by their own code: one line of JSON with the figures.
//   roomload WORKLOAD FOLDER [COUNT]
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <span>
#include <string_view>

#include "workloads.h"

namespace roomload {
namespace {

struct Workload {
  std::string_view name;
  Figures (*run)(const Options&);
};
constexpr std::array kWorkloads{
    Workload{"guard-accept", guard_accept},
    Workload{"guard-accept-blocks", guard_accept_blocks},
    Workload{"guard-events", guard_events},
    Workload{"guard-memory-wide", guard_memory_wide},
    Workload{"guard-memory-narrow", guard_memory_narrow},
    Workload{"log-day", log_day},
};

int usage() {
  fmt::print(stderr, "roomload WORKLOAD FOLDER [COUNT]; the workloads:");
  for (const auto& workload : kWorkloads) fmt::print(stderr, " {}", workload.name);
  fmt::print(stderr, "\n");
  return 2;
}

void report(const Figures& figures) {
  std::string out;
  for (const auto& [key, value] : figures)
    fmt::format_to(std::back_inserter(out), "{}\"{}\": {}", out.empty() ? "" : ", ", key, value);
  fmt::print("{{{}}}\n", out);
}

}  // namespace
}  // namespace roomload

int main(int argc, char** argv) {
  using namespace roomload;
  const std::span<char* const> arguments(argv, static_cast<std::size_t>(argc));
  if (arguments.size() != 3 && arguments.size() != 4) return usage();
  const auto workload = std::ranges::find(kWorkloads, std::string_view(arguments[1]), &Workload::name);
  Options options{.folder = arguments[2]};
  const std::string_view count = arguments.size() == 4 ? arguments[3] : "0";
  const auto read = std::from_chars(count.data(), count.data() + count.size(), options.count);
  if (workload == kWorkloads.end() || read.ptr != count.data() + count.size()) return usage();
  try {
    report(workload->run(options));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "roomload: {}\n", error.what());
    return 1;
  }
}
