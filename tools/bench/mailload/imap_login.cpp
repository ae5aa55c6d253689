// IMAP sessions that do nothing but come and go.
#include <atomic>

#include "workloads.h"

namespace mailload {

void imap_login(const Target& target, Measure& measure) {
  const auto& o = target.options();
  std::atomic<std::size_t> next = 0;
  measure.begin();
  on_each_lane(o.connections, measure, [&](Lane& lane) {
    for (std::size_t n = next++; n < o.count && !lane.hopeless(); n = next++) {
      const auto since = Clock::now();
      try {
        Imap imap(target, o.port, o.user_name(n));
        imap.select(o.mailbox);
        imap.command("LOGOUT");
        lane.done(since);
      } catch (const Fault& fault) {
        lane.failed(fault);
      }
    }
  });
  measure.end();
}

}  // namespace mailload
