// Connections that idle, for measuring what one costs.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include "workloads.h"

namespace mailload {
namespace {

constexpr std::size_t kOpeners = 8;  // threads

}  // namespace

void imap_idle(const Target& target, Measure& measure) {
  const auto& o = target.options();
  std::vector<std::unique_ptr<Imap>> sessions(o.connections);
  std::atomic<std::size_t> next = 0;
  measure.begin();
  on_each_lane(std::min(kOpeners, o.connections), measure, [&](Lane& lane) {
    for (std::size_t i = next++; i < o.connections && !lane.hopeless(); i = next++) {
      const auto since = Clock::now();
      try {
        auto imap = std::make_unique<Imap>(target, o.port, o.user_name(i));
        imap->select(o.mailbox);
        imap->idle();
        sessions[i] = std::move(imap);
        lane.done(since);
      } catch (const Fault& fault) {
        lane.failed(fault);
      }
    }
  });
  measure.end();
  fmt::print("READY {}\n", measure.operations());
  std::fflush(stdout);
  std::this_thread::sleep_for(std::chrono::seconds(o.hold));
}

}  // namespace mailload
