// POP3: a session that fetches all its mail, one RETR after the other.
#include <fmt/format.h>

#include <algorithm>

#include "workloads.h"

namespace mailload {
namespace {

class Pop3 {
 public:
  explicit Pop3(const Target& target, std::size_t lane) : connection_(target, target.options().port) {
    ok();
    command("USER " + target.options().user_name(lane));
    command("PASS " + target.options().password);
  }
  void command(std::string_view text) {
    connection_.send(fmt::format("{}\r\n", text));
    ok();
  }
  // The number of lines of a multi-line response.
  std::size_t lines(std::string_view text) {
    command(text);
    for (std::size_t n = 0;; ++n) {
      if (connection_.line() == ".") return n;
    }
  }

 private:
  void ok() {
    const auto line = connection_.line();
    if (!line.starts_with("+OK")) throw Fault("POP3: " + std::string(line));
  }
  Connection connection_;
};

}  // namespace

void pop3_retrieve(const Target& target, Measure& measure) {
  const auto& o = target.options();
  measure.begin();
  on_each_lane(o.connections, measure, [&](Lane& lane) {
    for (std::size_t round = 0; round < o.repeat; ++round) {
      Pop3 session(target, lane.number());
      const auto messages = std::min(session.lines("LIST"), o.count);
      for (std::size_t n = 1; n <= messages; ++n) {
        const auto since = Clock::now();
        session.lines(fmt::format("RETR {}", n));
        lane.done(since);
      }
      session.command("QUIT");
    }
  });
  measure.end();
}

}  // namespace mailload
