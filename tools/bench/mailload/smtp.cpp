// SMTP: a dialogue without PIPELINING, as most senders hold it.
#include <fmt/format.h>

#include <atomic>
#include <optional>
#include <thread>

#include "message.h"
#include "workloads.h"

namespace mailload {
namespace {

constexpr auto kPollPause = std::chrono::milliseconds(10);
constexpr auto kVisiblePatience = std::chrono::seconds(120);

class Smtp {
 public:
  explicit Smtp(const Target& target) : connection_(target, target.options().port) {
    expect('2');
    say("EHLO client.example.test\r\n", '2');
  }
  void deliver(std::string_view recipient, std::string_view message) {
    say("MAIL FROM:<sender@example.test>\r\n", '2');
    say(fmt::format("RCPT TO:<{}>\r\n", recipient), '2');
    say("DATA\r\n", '3');
    say(message, '2');
  }
  void quit() { say("QUIT\r\n", '2'); }

 private:
  void say(std::string_view text, char wanted) {
    connection_.send(text);
    expect(wanted);
  }
  // The last line of a reply has no hyphen behind its code.
  void expect(char first_digit) {
    while (true) {
      const auto line = connection_.line();
      if (line.size() < 3) throw Fault("SMTP: a short reply");
      if (line.size() > 3 && line[3] == '-') continue;
      if (line[0] != first_digit) throw Fault("SMTP: " + std::string(line));
      return;
    }
  }
  Connection connection_;
};

std::size_t visible(const Target& target) {
  const auto& o = target.options();
  Imap imap(target, o.visible_at, o.user_name(0));
  const auto n = imap.count(o.mailbox);
  imap.logout();
  return n;
}

// Accepted is not the end of it: the clock of this figure runs until the mailbox shows all of them.
void wait_until_visible(const Target& target, std::size_t before, Measure& measure) {
  std::size_t seen = 0;
  while (true) {
    seen = visible(target) - before;
    if (seen >= measure.operations() || Clock::now() > measure.begun() + kVisiblePatience) break;
    std::this_thread::sleep_for(kPollPause);
  }
  const std::chrono::duration<double> took = Clock::now() - measure.begun();
  measure.note("visible", static_cast<double>(seen));
  measure.note("visible_per_s", static_cast<double>(seen) / took.count());
}

}  // namespace

void smtp(const Target& target, Measure& measure) {
  const auto& o = target.options();
  auto messages = make_messages(o.count, o.size);
  for (auto& message : messages) message += ".\r\n";
  const auto before = o.visible_at != 0 ? visible(target) : 0;
  std::atomic<std::size_t> next = 0;
  measure.begin();
  on_each_lane(o.connections, measure, [&](Lane& lane) {
    std::optional<Smtp> session;
    for (std::size_t n = next++; n < o.count && !lane.hopeless(); n = next++) {
      const auto since = Clock::now();
      try {
        if (!session) session.emplace(target);
        session->deliver(o.user_name(n), messages[n % messages.size()]);
        lane.done(since);
        if (o.reuse != 0) continue;
        session->quit();
      } catch (const Fault& fault) {
        lane.failed(fault);
      }
      session.reset();
    }
    if (session) session->quit();
  });
  measure.end();
  if (o.visible_at != 0) wait_until_visible(target, before, measure);
}

}  // namespace mailload
