// The whole guard over the memory engine: from events at a door to who is let in.
#include "guard/guard.h"

#include <gtest/gtest.h>

#include <functional>

#include "support/guard_world.h"

namespace postern::guard {
namespace {

TEST_F(GuardTest, five_failures_close_the_doors_that_log_in_and_leave_port_25_open) {
  Running running(*this);
  fail_logins(running.guard, 1, 4);
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
  fail_logins(running.guard, 5, 5);
  for (const auto s : {Service::imap, Service::pop3, Service::submission, Service::web, Service::admin, Service::sieve})
    EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), s));
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::smtp));
  EXPECT_TRUE(running.guard.admit(client("192.0.2.8"), Service::imap));
  EXPECT_EQ(log.count(events::Event::rule_triggered), 1u);
}

TEST_F(GuardTest, more_blocks_than_there_is_room_for_give_up_the_first_to_end_and_say_so_once) {
  most_blocks = 10;
  Running running(*this);
  const auto attack = [&](int from, int to) {
    for (int i = from; i <= to; ++i) {
      fail_logins(running.guard, 1, 5, "192.0.2." + std::to_string(i));
      time.pass(std::chrono::seconds(1));  // so that one ends after the other
    }
    settle(running);  // the new blocks are kept
    settle(running);  // and those given up are gone
  };
  attack(1, 10);
  EXPECT_EQ(running.guard.blocks_given_up(), 0u);
  attack(11, 11);
  EXPECT_EQ(running.guard.blocks_given_up(), 2u);
  for (const auto* in : {"192.0.2.1", "192.0.2.2"}) EXPECT_TRUE(running.guard.admit(client(in), Service::imap));
  for (const auto* out : {"192.0.2.3", "192.0.2.11"}) EXPECT_FALSE(running.guard.admit(client(out), Service::imap));
  attack(12, 14);
  EXPECT_GT(running.guard.blocks_given_up(), 2u);
  EXPECT_EQ(log.count(events::Event::blocks_given_up), 1u);
  time.pass(std::chrono::hours(25));
  ASSERT_TRUE(executor.run(running.guard.sweep()));
  EXPECT_EQ(running.guard.blocks_given_up(), 0u);
}

TEST_F(GuardTest, loopback_is_nobody_special) {
  Running running(*this);
  fail_logins(running.guard, 1, 5, "127.0.0.1");
  EXPECT_FALSE(running.guard.admit(client("127.0.0.1"), Service::imap));
}

TEST_F(GuardTest, a_block_ends_after_its_time) {
  Running running(*this);
  fail_logins(running.guard, 1, 5);
  time.pass(std::chrono::hours(23));
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
  time.pass(std::chrono::hours(1));
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, without_enforcement_everybody_comes_in) {
  Settings off;
  off.enforce = false;
  settings.set(off);
  Running running(*this);
  fail_logins(running.guard, 1, 5);
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, blocks_and_counts_survive_a_restart) {
  {
    Running running(*this);
    fail_logins(running.guard, 1, 5);
    fail_logins(running.guard, 11, 14, "192.0.2.9");
    settle(running);
    EXPECT_EQ(executor.run(running.guard.blocks())->size(), 1u);
  }
  Running again(*this);
  EXPECT_FALSE(again.guard.admit(client("192.0.2.7"), Service::imap));
  EXPECT_TRUE(again.guard.admit(client("192.0.2.9"), Service::imap));
  fail_logins(again.guard, 15, 15, "192.0.2.9");
  EXPECT_FALSE(again.guard.admit(client("192.0.2.9"), Service::imap));
}

TEST_F(GuardTest, unblocking_begins_to_count_at_nothing_also_after_a_restart) {
  {
    Running running(*this);
    fail_logins(running.guard, 1, 4);
    EXPECT_EQ(executor.run(running.guard.unblock(IpNetwork(client("192.0.2.7"), 128))).value(), 0u);
    fail_logins(running.guard, 5, 8);
    EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
    fail_logins(running.guard, 9, 9);
    EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
    settle(running);
    EXPECT_EQ(executor.run(running.guard.unblock(IpNetwork(client("192.0.2.7"), 128))).value(), 1u);
    EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
    settle(running);
  }
  Running again(*this);
  EXPECT_TRUE(again.guard.admit(client("192.0.2.7"), Service::imap));
  fail_logins(again.guard, 20, 23);
  EXPECT_TRUE(again.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, a_verdict_is_durable_once_it_has_settled) {
  Recorder recorder(*kv, time);
  Guard guard({*kv, recorder, time, log, {}}, settings, 7);
  fail_logins(guard, 1, 5);
  executor.run(guard.settle());
  Blocks after_a_crash(*kv, 7);
  ASSERT_TRUE(executor.run(after_a_crash.load(time.now())));
  EXPECT_TRUE(after_a_crash.find(client("192.0.2.7"), Service::imap, time.now()));
}

TEST_F(GuardTest, a_delay_lets_in_and_answers_later) {
  auto changed = *settings.current();
  for (auto& rule : changed.rules)
    if (rule.id == "brute-force-by-address") rule.action = Action::delay;
  settings.set(changed);
  Running running(*this);
  fail_logins(running.guard, 1, 5);
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
  EXPECT_EQ(running.guard.delay(client("192.0.2.7"), Service::imap), std::chrono::milliseconds(2000));
  EXPECT_EQ(running.guard.delay(client("192.0.2.8"), Service::imap), std::chrono::milliseconds(0));
}

TEST_F(GuardTest, an_account_that_writes_to_too_many_has_its_mail_held_or_may_not_send) {
  auto changed = *settings.current();
  const auto spammer = std::ranges::find(changed.rules, "internal-spammer", &Rule::id);
  Running running(*this);
  const auto write = [&](AccountId account, std::uint32_t recipients) {
    events::SecurityEvent e;
    e.at = time.now();
    e.signal = events::Signal::message_sent;
    e.service = Service::submission;
    e.account = account;
    e.recipients = recipients;
    running.guard.record(std::move(e));
  };
  write(AccountId(3), 199);
  EXPECT_LE(running.guard.held_until(AccountId(3)), time.now());
  write(AccountId(3), 1);
  EXPECT_EQ(running.guard.held_until(AccountId(3)), time.now() + std::chrono::minutes(60));
  EXPECT_FALSE(running.guard.is_suspended(AccountId(3)));
  spammer->action = Action::suspend_sending;
  settings.set(changed);
  write(AccountId(4), 200);
  EXPECT_TRUE(running.guard.is_suspended(AccountId(4)));
  EXPECT_FALSE(running.guard.is_suspended(AccountId(5)));
  EXPECT_TRUE(lets_in(running.guard, "192.0.2.1", AccountId(4))) << "reading goes on";
  changed.enforce = false;
  settings.set(changed);
  EXPECT_FALSE(running.guard.is_suspended(AccountId(4)));
  EXPECT_LE(running.guard.held_until(AccountId(3)), time.now());
}

TEST_F(GuardTest, what_waits_when_the_server_stops_is_written) {
  {
    Running running(*this);
    running.guard.run_on(nullptr);
    fail_logins(running.guard, 1, 5);
    fail_logins(running.guard, 11, 14, "192.0.2.9");
    ASSERT_TRUE(executor.run(running.guard.write()));
  }
  Running again(*this);
  EXPECT_EQ(executor.run(again.guard.blocks())->size(), 1u);
  fail_logins(again.guard, 15, 15, "192.0.2.9");
  EXPECT_FALSE(again.guard.admit(client("192.0.2.9"), Service::imap));
}

TEST_F(GuardTest, counts_outlive_a_change_of_settings_that_leaves_the_rules_alone) {
  Running running(*this);
  fail_logins(running.guard, 1, 4);
  auto off = *settings.current();
  off.enforce = false;
  settings.set(off);
  settings.set({});
  fail_logins(running.guard, 5, 5);
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, a_changed_rule_holds_at_once) {
  Running running(*this);
  auto changed = *settings.current();
  for (auto& rule : changed.rules)
    if (rule.id == "brute-force-by-address") rule.threshold = 2;
  settings.set(changed);
  fail_logins(running.guard, 1, 2);
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

Entry listed(std::string_view where, Side side, Time now) {
  Entry e;
  e.network = IpNetwork::parse(where).value();
  e.side = side;
  e.since = now;
  if (side == Side::allow) e.bypasses.add(Bypass::brute_force);
  return e;
}

TEST_F(GuardTest, a_denied_network_is_refused_at_every_door_and_an_exception_in_it_is_let_in) {
  Running running(*this);
  auto& guard = running.guard;
  ASSERT_TRUE(executor.run(
      guard.lists().add({listed("192.0.2.0/24", Side::deny, time.now()), listed("192.0.2.7", Side::allow, time.now())})));
  for (const auto s :
       {Service::smtp, Service::submission, Service::imap, Service::pop3, Service::web, Service::admin, Service::sieve}) {
    EXPECT_FALSE(guard.admit(client("192.0.2.8"), s));
    EXPECT_TRUE(guard.admit(client("192.0.2.7"), s));
  }
  Settings off;
  off.enforce = false;
  settings.set(off);
  EXPECT_TRUE(guard.admit(client("192.0.2.8"), Service::smtp));
}

TEST_F(GuardTest, who_is_spared_the_rules_against_guessing_is_not_counted_and_gets_into_accounts_under_attack) {
  Running running(*this);
  auto& guard = running.guard;
  fail_logins(guard, 1, 5);
  fail_logins(guard, 1, 5, "192.0.2.8");
  EXPECT_FALSE(guard.admit(client("192.0.2.7"), Service::imap));
  ASSERT_TRUE(executor.run(guard.lists().add({listed("192.0.2.7", Side::allow, time.now())})));
  EXPECT_TRUE(guard.admit(client("192.0.2.7"), Service::imap)) << "the block that is there does not hold for it";
  EXPECT_FALSE(guard.admit(client("192.0.2.8"), Service::imap));
  fail_logins(guard, 20, 60);
  EXPECT_TRUE(lets_in(guard, "198.51.100.99")) << "nor does it bring an account under attack";
  fail_from_many(guard, 1, 20);
  EXPECT_FALSE(lets_in(guard, "198.51.100.99"));
  EXPECT_TRUE(lets_in(guard, "192.0.2.7"));
  ASSERT_TRUE(executor.run(guard.lists().remove({IpNetwork::parse("192.0.2.7").value()}, Side::allow)));
  EXPECT_FALSE(guard.admit(client("192.0.2.7"), Service::imap)) << "the block still is";
}

TEST_F(GuardTest, who_is_spared_guessing_is_blocked_for_anything_else) {
  Running running(*this);
  ASSERT_TRUE(executor.run(running.guard.lists().add({listed("192.0.2.7", Side::allow, time.now())})));
  for (int i = 0; i < 60; ++i) {
    auto e = attempt("192.0.2.7", AccountId(), events::Cause::none);
    e.signal = events::Signal::connection;
    running.guard.record(std::move(e));
  }
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

struct SparedKind {
  Kind kind;
  events::Signal signal;
  events::Cause cause;
};

// Each kind that is about networks, and an exemption from each other kind at once, which does not help.
TEST_F(GuardTest, a_network_is_spared_the_very_kind_of_rules_that_its_entry_names) {
  constexpr std::array kinds{
      SparedKind{Kind::denial_of_service, events::Signal::connection, events::Cause::none},
      SparedKind{Kind::brute_force_by_address, events::Signal::login, events::Cause::wrong_password},
      SparedKind{Kind::harvesting, events::Signal::recipient_refused, events::Cause::not_permitted},
      SparedKind{Kind::password_retrieval, events::Signal::password_reset, events::Cause::none},
  };
  for (const auto& [kind, signal, cause] : kinds) {
    Settings only;
    std::erase_if(only.rules, [kind](const Rule& r) { return r.kind != kind; });
    ASSERT_FALSE(only.rules.empty());
    for (auto& rule : only.rules) {
      rule.threshold = 3;
      rule.share = 0;
    }
    const auto blocked = blocked_services(only.rules.front());
    const auto service = blocked.has(Service::web) && !blocked.has(Service::imap) ? Service::web
                         : kind == Kind::brute_force_by_address                   ? Service::imap
                                                                                  : Service::smtp;
    settings.set(only);
    Running running(*this);
    auto entry = listed("192.0.2.7", Side::allow, time.now());
    entry.bypasses = {static_cast<std::uint8_t>(127 & ~static_cast<unsigned>(*bypass_of(kind)))};
    const auto provoke = [&](std::string_view from) {
      for (std::uint64_t i = 1; i <= 3; ++i) {
        auto e = attempt(from, AccountId(i), cause);
        e.signal = signal;
        e.service = service;
        running.guard.record(std::move(e));
      }
    };
    ASSERT_TRUE(executor.run(running.guard.lists().add({entry})));
    provoke("192.0.2.7");
    EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), service)) << name(kind);
    entry.bypasses = {};
    entry.bypasses.add(*bypass_of(kind));
    ASSERT_TRUE(executor.run(running.guard.lists().add({entry})));
    EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), service)) << "a block that is there does not hold: " << name(kind);
    entry.network = IpNetwork::parse("192.0.2.9").value();
    ASSERT_TRUE(executor.run(running.guard.lists().add({entry})));
    provoke("192.0.2.9");
    const std::vector networks{IpNetwork::parse("192.0.2.7").value(), entry.network};
    ASSERT_TRUE(executor.run(running.guard.lists().remove(networks, Side::allow)));
    EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), service)) << name(kind);
    EXPECT_TRUE(running.guard.admit(client("192.0.2.9"), service)) << "it was not counted: " << name(kind);
    ASSERT_TRUE(executor.run(running.guard.unblock(networks.front())));
    settle(running);
  }
}

TEST_F(GuardTest, no_exemption_opens_what_is_blocked_by_hand) {
  Running running(*this);
  Block block;
  block.network = IpNetwork::parse("192.0.2.7").value();
  block.rule = kByHand;
  block.services = kAllServices;
  block.until = kForEver;
  ASSERT_TRUE(executor.run(running.guard.block_by_hand(block)));
  auto entry = listed("192.0.2.7", Side::allow, time.now());
  for (const auto bypass : kBypasses) entry.bypasses.add(bypass);
  ASSERT_TRUE(executor.run(running.guard.lists().add({entry})));
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::smtp));
}

TEST_F(GuardTest, a_simulation_spares_whom_the_rules_spare) {
  Running running(*this);
  fail_logins(running.guard, 1, 5);
  auto rule = shipped(Preset::strict)[4];
  ASSERT_EQ(rule.id, "brute-force-by-address");
  EXPECT_EQ(executor.run(running.guard.simulate(rule, Time{})).value().verdicts(), 1u);
  ASSERT_TRUE(executor.run(running.guard.lists().add({listed("192.0.2.7", Side::allow, Time{})})));
  EXPECT_EQ(executor.run(running.guard.simulate(rule, Time{})).value().verdicts(), 0u);
}

// ---- changed rules ----

Settings with_rule(const std::function<void(Rule&)>& change, std::string_view id = "brute-force-by-address") {
  Settings s;
  change(*std::ranges::find(s.rules, id, &Rule::id));
  return s;
}

TEST_F(GuardTest, a_rule_with_another_threshold_goes_on_with_what_is_counted) {
  Running running(*this);
  fail_logins(running.guard, 1, 4);
  settings.set(with_rule([](Rule& r) { r.threshold = 7; }));
  fail_logins(running.guard, 5, 6);
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
  fail_logins(running.guard, 7, 7);
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, a_stricter_rule_shuts_out_nobody_for_what_is_over_but_with_the_next_that_counts) {
  Running running(*this);
  fail_logins(running.guard, 1, 4);
  settings.set(with_rule([](Rule& r) { r.threshold = 3; }));
  EXPECT_FALSE(running.guard.is_learning());
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
  fail_logins(running.guard, 5, 5);
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, a_rule_that_counts_otherwise_learns_what_is_recorded_and_what_happens_meanwhile) {
  Running running(*this);
  fail_logins(running.guard, 1, 3);
  log_in(running.guard, "192.0.2.7");  // pays for them
  fail_logins(running.guard, 4, 5);
  time.pass(std::chrono::minutes(40));
  settings.set(with_rule([](Rule& r) { r.window = std::chrono::minutes(60); }));
  ASSERT_TRUE(running.guard.is_learning());
  fail_logins(running.guard, 6, 7);
  learn(running.guard);
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap)) << "the four of the last hour";
  fail_logins(running.guard, 8, 8);
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, of_two_changes_at_once_the_later_one_holds) {
  Running running(*this);
  fail_logins(running.guard, 1, 3);
  settings.set(with_rule([](Rule& r) { r.window = std::chrono::minutes(60); }));
  settings.set(with_rule([](Rule& r) { r.window = std::chrono::minutes(50), r.threshold = 6; }));
  learn(running.guard);
  fail_logins(running.guard, 4, 5);
  EXPECT_TRUE(running.guard.admit(client("192.0.2.7"), Service::imap));
  fail_logins(running.guard, 6, 6);
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
}

TEST_F(GuardTest, administrators_are_to_be_told_once_of_a_rule_that_says_so) {
  settings.set(with_rule([](Rule& r) { r.notify = true; }));
  Running running(*this);
  fail_logins(running.guard, 1, 10);
  EXPECT_EQ(log.count(events::Event::rule_triggered), 2u);
  EXPECT_EQ(log.count(events::Event::administrators_to_be_told), 1u);
  EXPECT_EQ(log.last(events::Event::administrators_to_be_told, events::Key::name), "brute-force-by-address");
  EXPECT_EQ(log.last(events::Event::administrators_to_be_told, events::Key::ip), "192.0.2.7/32");
  fail_from_many(running.guard, 1, 20);
  EXPECT_EQ(log.count(events::Event::account_conspicuous), 1u);
  EXPECT_EQ(log.count(events::Event::administrators_to_be_told), 1u) << "the rule about accounts does not say so";
}

// ---- connections ----

TEST_F(GuardTest, a_connection_counts_when_it_is_admitted_and_not_when_it_is_refused) {
  Running running(*this);
  for (int i = 0; i < 60; ++i) EXPECT_TRUE(running.guard.enter(client("192.0.2.7"), Service::imap)) << i;
  EXPECT_FALSE(running.guard.enter(client("192.0.2.7"), Service::imap));
  EXPECT_TRUE(running.guard.enter(client("192.0.2.7"), Service::pop3));
  settle(running);
  const auto recorded = executor.run(running.recorder.read(Time{}, 1000)).value();
  EXPECT_EQ(std::ranges::count(recorded, events::Signal::connection, &events::SecurityEvent::signal), 61);
}

}  // namespace
}  // namespace postern::guard
