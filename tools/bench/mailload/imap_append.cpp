// APPEND, one message or many a command.
#include <algorithm>
#include <atomic>

#include "message.h"
#include "workloads.h"

namespace mailload {
namespace {

void create(Imap& imap, const std::string& mailbox) {
  try {
    imap.command("CREATE \"" + mailbox + "\"");
  } catch (const Fault&) {  // it is there
  }
}

}  // namespace

void imap_append(const Target& target, Measure& measure) {
  const auto& o = target.options();
  const auto messages = make_messages(o.count, o.size);
  const auto sessions = open_imap(target);
  std::atomic<std::size_t> next = 0;
  measure.begin();
  on_each_lane(o.connections, measure, [&](Lane& lane) {
    auto& imap = *sessions[lane.number()];
    for (std::size_t n = next++; n < o.count; n = next++) {
      const auto since = Clock::now();
      imap.begin_append(o.mailbox);
      imap.append(messages[n % messages.size()]);
      imap.end_append();
      lane.done(since);
    }
  });
  measure.end();
  for (const auto& session : sessions) session->logout();
}

void imap_fill(const Target& target, Measure& measure) {
  const auto& o = target.options();
  Imap imap(target, o.port, o.user_name(0));
  if (o.mailbox != "INBOX") create(imap, o.mailbox);
  measure.begin();
  on_each_lane(1, measure, [&](Lane& lane) {
    for (std::size_t n = 0; n < o.count; n += o.batch) {
      const auto since = Clock::now();
      imap.begin_append(o.mailbox);
      for (std::size_t k = n; k < std::min(n + o.batch, o.count); ++k) imap.append(make_message(o.size, k));
      imap.end_append();
      lane.done(since);
    }
  });
  measure.end();
  imap.logout();
}

}  // namespace mailload
