// For tests: a dispatch whose mail for elsewhere goes to a server that answers as the test says.
#pragma once
#include <algorithm>
#include <coroutine>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/dispatch_world.h"

namespace postern::delivery {

inline const Answer kUnproven{Fate::later, "4.7.5", "The certificate of mx.example.net does not hold.", "", ""};

// Another server: takes all, unless the test says otherwise; a call may be held until it is let go.
class FakeElsewhere final : public Elsewhere {
 public:
  Task<Handed> hand_over(const queue::Entry& entry, store::Content) override {
    ++asked[entry.leg.hop];
    most[entry.leg.hop] = std::max(most[entry.leg.hop], ++now[entry.leg.hop]);
    const auto limit = held_after.find(entry.leg.hop);
    if (held.contains(entry.leg.hop) || (limit != held_after.end() && asked[entry.leg.hop] > limit->second))
      co_await Hold{waiting};
    --now[entry.leg.hop];
    Handed out;
    out.reports = reports;
    out.keeps_time = keeps_time;
    for (const auto& r : entry.leg.recipients) {
      order.push_back(r.mailbox.text());
      const auto at = answers.find(r.mailbox.text());
      out.recipients.push_back(at == answers.end() ? Answer{Fate::taken, "2.0.0", "", "250 2.0.0 ok", "mx.example.net"}
                                                   : at->second);
    }
    if (!proves_itself && entry.message.envelope.tls == queue::Secrecy::required) {
      out.nobody_for_it = true;
      out.recipients.assign(entry.leg.recipients.size(), kUnproven);
    }
    if (const auto at = down.find(entry.leg.hop); at != down.end()) {
      out.nobody_there = true;
      out.recipients.assign(entry.leg.recipients.size(), at->second);
    }
    co_return out;
  }
  void let_go() {
    held.clear();
    held_after.clear();
    for (auto who : std::exchange(waiting, {})) who.resume();
  }

  struct Hold {
    std::vector<std::coroutine_handle<>>& waiting;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) const { waiting.push_back(who); }
    void await_resume() const noexcept {}
  };
  std::map<std::string, Answer> answers;  // by recipient
  std::map<std::string, Answer> down;     // by hop
  std::set<std::string> held;
  std::map<std::string, int> held_after;  // so many calls of a hop
  std::map<std::string, int> asked, most, now;
  std::vector<std::coroutine_handle<>> waiting;
  std::vector<std::string> order;  // of recipients, as they were handed over
  bool reports = false, keeps_time = false;
  bool proves_itself = true;  // as mail wants it that must be secret
};

inline const Answer kFull{Fate::later, "4.2.2", "The mailbox is full.", "452 4.2.2 full", "mx.example.net"};
inline const Answer kUnknown{Fate::refused, "5.1.1", "No such user.", "550 5.1.1 no such user", "mx.example.net"};
inline const Answer kNobody{Fate::later, "4.4.1", "No answer from mx.example.net.", "", "mx.example.net"};

struct Bounces final : events::SecuritySink {
  void record(events::SecurityEvent e) override { all.push_back(std::move(e)); }
  std::vector<events::SecurityEvent> all;
};

class ElsewhereTest : public DispatchTest {
 protected:
  ElsewhereTest() {
    stop();
    from_ = at("u2@example.org");
    auto with_guard = ports();
    with_guard.security = &bounces_;
    dispatch_.emplace(*delivery_, with_guard, &elsewhere_);
    dispatch_->start(executor_);
    pass(10s);
  }
  ~ElsewhereTest() override {
    elsewhere_.let_go();
    stop();
  }
  [[nodiscard]] std::size_t held_up() const override { return elsewhere_.waiting.size(); }
  std::string report() { return count(accounts_[1]) == 0 ? std::string() : text_of_last(accounts_[1]); }
  void settle() { pass(5s); }

  FakeElsewhere elsewhere_;
  Bounces bounces_;
};

}  // namespace postern::delivery
