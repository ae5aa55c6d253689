// One command, --repeat times on each connection, after SELECT.
#include <atomic>

#include "workloads.h"

namespace mailload {

std::vector<std::unique_ptr<Imap>> open_imap(const Target& target) {
  const auto& o = target.options();
  std::vector<std::unique_ptr<Imap>> all;
  for (std::size_t i = 0; i < o.connections; ++i) all.push_back(std::make_unique<Imap>(target, o.port, o.user_name(i)));
  return all;
}

void imap_command(const Target& target, Measure& measure) {
  const auto& o = target.options();
  const auto sessions = open_imap(target);
  for (const auto& session : sessions) session->select(o.mailbox);
  std::atomic<std::size_t> untagged = 0;
  measure.begin();
  on_each_lane(o.connections, measure, [&](Lane& lane) {
    for (std::size_t i = 0; i < o.repeat; ++i) {
      const auto since = Clock::now();
      untagged += sessions[lane.number()]->command(o.command);
      lane.done(since);
    }
  });
  measure.end();
  measure.note("untagged", static_cast<double>(untagged));
  for (const auto& session : sessions) session->logout();
}

}  // namespace mailload
