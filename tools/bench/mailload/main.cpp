// Load generator for mail servers on loopback: a thread a connection, bounded counts, one line of JSON with the figures.
//   mailload WORKLOAD --port P [--option value]...
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>

#include "workloads.h"

namespace mailload {
namespace {

struct Workload {
  std::string_view name;
  void (*run)(const Target&, Measure&);
};
constexpr std::array kWorkloads{
    Workload{"smtp", smtp},
    Workload{"sink", sink},
    Workload{"imap-login", imap_login},
    Workload{"imap-cmd", imap_command},
    Workload{"imap-store", imap_store},
    Workload{"imap-append", imap_append},
    Workload{"imap-fill", imap_fill},
    Workload{"imap-idle", imap_idle},
    Workload{"pop3", pop3_retrieve},
};

void raise_file_limit() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

int usage() {
  fmt::print(stderr, "mailload WORKLOAD --port P [--option value]...; the workloads:");
  for (const auto& workload : kWorkloads) fmt::print(stderr, " {}", workload.name);
  fmt::print(stderr, "\n");
  return 2;
}

int run(const Workload& workload, const Options& options) {
  const Target target(options);
  Measure measure;
  workload.run(target, measure);
  fmt::print("{}\n", measure.report(workload.name, options.connections));
  return measure.failed() ? 1 : 0;
}

}  // namespace
}  // namespace mailload

int main(int argc, char** argv) {
  using namespace mailload;
  signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  raise_file_limit();
  const std::span<char* const> arguments(argv, static_cast<std::size_t>(argc));
  if (arguments.size() < 2) return usage();
  const auto workload = std::ranges::find(kWorkloads, std::string_view(arguments[1]), &Workload::name);
  if (workload == kWorkloads.end()) return usage();
  try {
    return run(*workload, parse_options(arguments.subspan(2)));
  } catch (const std::exception& error) {
    fmt::print(stderr, "mailload: {}\n", error.what());
    return 1;
  }
}
