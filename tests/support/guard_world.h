// For tests: a guard over the memory engine, with attackers, people and a clock.
#pragma once
#include "guard/guard.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kv/open.h"
#include "support/event_list.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::guard {

using events::Service;

inline IpAddress client(std::string_view text) { return IpAddress::parse(text).value(); }

class GuardTest : public testing::Test {
 protected:
  struct Running {
    GuardTest& test;
    Recorder recorder;
    Guard guard;
    Running(GuardTest& t)
        : test(t), recorder(*t.kv, t.time), guard({*t.kv, recorder, t.time, t.log, {}, {}, {}, t.most_blocks}, t.settings, 7) {
      EXPECT_TRUE(t.executor.run(guard.load()));
      guard.run_on(&t.executor);
    }
    ~Running() {
      guard.run_on(nullptr);
      test.executor.advance_to(test.time.steady() + Recorder::kInterval * 2);
      EXPECT_TRUE(test.executor.run(guard.write()));
      test.let_commits_end(guard);
    }
  };

  void fail_logins(Guard& guard, int from, int to, std::string_view ip = "192.0.2.7") {
    for (int i = from; i <= to; ++i) {
      events::SecurityEvent e;
      e.at = time.now();
      e.signal = events::Signal::login;
      e.service = Service::imap;
      e.cause = events::Cause::wrong_password;
      e.account = AccountId(3);
      e.credential = static_cast<std::uint64_t>(i);
      std::ranges::copy(client(ip).bytes, e.ip.begin());
      guard.record(std::move(e));
      time.pass(std::chrono::seconds(1));
    }
  }
  // From the i-th address each time.
  void fail_from_many(Guard& guard, int from, int to, AccountId account = AccountId(3)) {
    for (int i = from; i <= to; ++i) {
      auto e = attempt("198.51.100." + std::to_string(i), account, events::Cause::wrong_password);
      e.credential = static_cast<std::uint64_t>(i);
      guard.record(std::move(e));
      time.pass(std::chrono::seconds(1));
    }
  }
  void log_in(Guard& guard, std::string_view ip, AccountId account = AccountId(3)) {
    guard.record(attempt(ip, account, events::Cause::none));
    time.pass(std::chrono::seconds(1));
  }
  events::SecurityEvent attempt(std::string_view ip, AccountId account, events::Cause cause) {
    events::SecurityEvent e;
    e.at = time.now();
    e.signal = events::Signal::login;
    e.service = Service::imap;
    e.cause = cause;
    e.account = account;
    std::ranges::copy(client(ip).bytes, e.ip.begin());
    return e;
  }
  bool lets_in(Guard& guard, std::string_view ip, AccountId account = AccountId(3)) {
    return executor.run(guard.lets_in(account, client(ip), Service::imap));
  }
  // Commits end in their order: when this one has, those before it have.
  void let_commits_end(Guard& guard) { EXPECT_TRUE(executor.run(guard.unblock(IpNetwork(client("203.0.113.1"), 128)))); }
  void learn(Guard& guard) {
    executor.run_until([&] { return !guard.is_learning(); });
  }
  // Lets what waits be written, as an orderly stop does.
  void settle(Running& running) {
    executor.advance_to(time.steady() + Recorder::kInterval * 2);
    let_commits_end(running.guard);
    ASSERT_TRUE(executor.run(running.recorder.write()));
  }

  ManualExecutor executor;
  test::ManualTime time{executor.now()};
  EventList log;
  config::Live<Settings> settings;
  std::size_t most_blocks = Blocks::kMost;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
};

}  // namespace postern::guard
