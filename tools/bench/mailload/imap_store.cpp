// STORE of one message a command. Each connection goes through its own user's mailbox, on the first round setting the
// flag, on the second taking it away, so that every command changes something.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "workloads.h"

namespace mailload {

void imap_store(const Target& target, Measure& measure) {
  const auto& o = target.options();
  const auto sessions = open_imap(target);
  std::vector<std::size_t> exists;
  for (const auto& session : sessions) {
    exists.push_back(std::max<std::size_t>(session->select(o.mailbox), 1));
    session->command("STORE 1:* -FLAGS.SILENT (\\Flagged)");
  }
  std::atomic<std::size_t> next = 0;
  measure.begin();
  on_each_lane(o.connections, measure, [&](Lane& lane) {
    const auto messages = exists[lane.number()];
    for (std::size_t k = 0; next++ < o.count; ++k) {
      const auto since = Clock::now();
      const char sign = k / messages % 2 == 0 ? '+' : '-';
      sessions[lane.number()]->command(fmt::format("STORE {} {}FLAGS (\\Flagged)", k % messages + 1, sign));
      lane.done(since);
    }
  });
  measure.end();
  for (const auto& session : sessions) session->logout();
}

}  // namespace mailload
