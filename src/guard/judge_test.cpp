// Rules over streams of events: what counts, what does not, and what comes of it.
#include "guard/judge.h"

#include <gtest/gtest.h>

#include "base/ip_address.h"

namespace postern::guard {
namespace {

using events::Cause;
using events::SecurityEvent;
using events::Service;
using events::Signal;

constexpr std::int64_t kStart = 1'790'000'000'000;

SecurityEvent event(Signal signal, std::int64_t second, std::string_view ip = "192.0.2.7") {
  SecurityEvent e;
  e.at = Time{kStart + second * 1000};
  e.signal = signal;
  e.service = Service::imap;
  e.ip = IpAddress::parse(ip).value().bytes;
  return e;
}

SecurityEvent failure(std::int64_t second, std::string_view ip, std::uint64_t account, std::uint64_t credential,
                      Cause cause = Cause::wrong_password) {
  auto e = event(Signal::login, second, ip);
  e.cause = cause;
  e.account = AccountId(account);
  e.credential = credential;
  return e;
}

class JudgeTest : public testing::Test {
 protected:
  // The rules that gave a verdict, in order.
  std::vector<std::string> take(const SecurityEvent& e) {
    std::vector<std::string> out;
    for (auto& verdict : judge.take(e)) {
      out.push_back(verdict.rule->id);
      last = verdict;
    }
    return out;
  }
  using Ids = std::vector<std::string>;

  Judge judge{shipped(Preset::strict), {.is_established = [](AccountId a, Time) { return a.value >= 100; }}, 5};
  Verdict last;
};

TEST_F(JudgeTest, five_distinct_wrong_passwords_in_half_an_hour_are_too_many_from_one_address) {
  for (std::uint64_t i = 1; i < 5; ++i) EXPECT_EQ(take(failure(static_cast<std::int64_t>(i) * 60, "192.0.2.7", 3, i)), Ids{});
  EXPECT_EQ(take(failure(300, "192.0.2.7", 3, 5)), Ids{"brute-force-by-address"});
  EXPECT_EQ(last.subject, Subject::address);
  EXPECT_EQ(last.sum, 5u);
  EXPECT_EQ(last.marks.size(), 5u);
}

TEST_F(JudgeTest, failures_on_different_services_count_together) {
  for (std::uint64_t i = 1; i < 5; ++i) {
    auto e = failure(static_cast<std::int64_t>(i), "192.0.2.7", 3, i);
    e.service = i % 2 == 0 ? Service::pop3 : Service::submission;
    EXPECT_EQ(take(e), Ids{});
  }
  EXPECT_EQ(take(failure(5, "192.0.2.7", 3, 5)), Ids{"brute-force-by-address"});
}

TEST_F(JudgeTest, failures_that_lie_further_apart_than_the_window_do_not_meet) {
  for (std::uint64_t i = 0; i < 40; ++i)
    EXPECT_EQ(take(failure(static_cast<std::int64_t>(i) * 460, "192.0.2.7", 200 + i, 1)), Ids{});
}

TEST_F(JudgeTest, a_phone_with_an_old_password_blocks_nobody) {
  for (std::int64_t i = 0; i < 500; ++i) EXPECT_EQ(take(failure(i * 30, "192.0.2.7", 3, 77)), Ids{});
}

TEST_F(JudgeTest, scram_failures_cannot_be_compared_and_count_each) {
  for (std::int64_t i = 0; i < 4; ++i) EXPECT_EQ(take(failure(i, "192.0.2.7", 3, 0)), Ids{});
  EXPECT_EQ(take(failure(4, "192.0.2.7", 3, 0)), Ids{"brute-force-by-address"});
}

TEST_F(JudgeTest, a_success_pays_for_the_same_account_alone) {
  for (std::uint64_t i = 1; i < 5; ++i) take(failure(static_cast<std::int64_t>(i), "192.0.2.7", 3, i));
  auto own = event(Signal::login, 10);
  own.account = AccountId(9);  // the attacker's own mailbox
  EXPECT_EQ(take(own), Ids{});
  EXPECT_EQ(take(failure(11, "192.0.2.7", 3, 5)), Ids{"brute-force-by-address"});

  for (std::uint64_t i = 1; i < 5; ++i) take(failure(20 + static_cast<std::int64_t>(i), "192.0.2.7", 3, i));
  own.account = AccountId(3);
  own.at = Time{kStart + 30'000};
  EXPECT_EQ(take(own), Ids{});
  EXPECT_EQ(take(failure(31, "192.0.2.7", 3, 5)), Ids{});
}

TEST_F(JudgeTest, a_key_of_the_account_pays_for_wrong_keys_and_for_no_wrong_password) {
  auto by_key = event(Signal::login, 10);
  by_key.account = AccountId(3);
  by_key.credential = 2;
  for (std::uint64_t i = 1; i < 5; ++i) take(failure(static_cast<std::int64_t>(i), "192.0.2.7", 3, i));
  EXPECT_EQ(take(by_key), Ids{});
  EXPECT_EQ(take(failure(11, "192.0.2.7", 3, 5)), Ids{"brute-force-by-address"});

  const auto wrong_key = [](std::int64_t second, std::uint64_t which) {
    return failure(second, "192.0.2.7", 3, which, Cause::application_password);
  };
  for (std::uint64_t i = 1; i < 5; ++i) take(wrong_key(20 + static_cast<std::int64_t>(i), i));
  EXPECT_EQ(take(by_key), Ids{});
  EXPECT_EQ(take(wrong_key(31, 5)), Ids{}) << "a phone whose owner mistyped it";
  for (std::uint64_t i = 6; i < 9; ++i) take(wrong_key(31, i));
  by_key.credential = 0;
  EXPECT_EQ(take(by_key), Ids{}) << "the owner himself pays for both";
  EXPECT_EQ(take(wrong_key(32, 9)), Ids{});
}

TEST_F(JudgeTest, addresses_of_one_ipv6_network_are_one) {
  for (int i = 1; i < 5; ++i)
    EXPECT_EQ(take(failure(i, "2001:db8:1:2::" + std::to_string(i), 3, static_cast<std::uint64_t>(i))), Ids{});
  EXPECT_EQ(take(failure(5, "2001:db8:1:2:ffff::1", 3, 9)), Ids{"brute-force-by-address"});
  EXPECT_EQ(take(failure(6, "2001:db8:1:3::1", 3, 10)), Ids{});
}

TEST_F(JudgeTest, logins_from_where_the_account_may_not_come_count_by_address_and_never_against_the_account) {
  for (std::uint64_t i = 0; i < 4; ++i)
    EXPECT_EQ(take(failure(static_cast<std::int64_t>(i), "192.0.2.7", 3, 7, Cause::not_permitted)), Ids{});
  for (std::uint64_t i = 2; i < 5; ++i) EXPECT_EQ(take(failure(10, "192.0.2.7", 3, 10 + i, Cause::not_permitted)), Ids{});
  EXPECT_EQ(take(failure(11, "192.0.2.7", 3, 20, Cause::not_permitted)), Ids{"brute-force-by-address"})
      << "the same secret again counted once";
  for (int i = 0; i < 40; ++i)
    EXPECT_EQ(take(failure(20 + i, "198.51.100." + std::to_string(i), 3, 100, Cause::not_permitted)), Ids{});
}

TEST_F(JudgeTest, guessing_from_many_addresses_is_seen_at_the_account) {
  Ids seen;
  for (int i = 0; i < 20; ++i)
    seen = take(failure(i, "198.51.100." + std::to_string(i), 3, static_cast<std::uint64_t>(100 + i)));
  EXPECT_EQ(seen, Ids{"brute-force-by-account"});
  EXPECT_EQ(last.subject, Subject::account);
  EXPECT_EQ(last.rule->action, Action::second_factor);
}

TEST_F(JudgeTest, a_right_password_that_has_expired_is_no_guess) {
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(take(failure(i, "192.0.2.7", 3, static_cast<std::uint64_t>(i), Cause::password_expired)), Ids{});
}

TEST_F(JudgeTest, our_own_overload_says_nothing_about_the_client) {
  for (int i = 0; i < 100; ++i) EXPECT_EQ(take(failure(i, "192.0.2.7", 3, 0, Cause::overloaded)), Ids{});
}

TEST_F(JudgeTest, connections_count_for_their_service) {
  for (int i = 0; i < 59; ++i) EXPECT_EQ(take(event(Signal::connection, i % 50)), Ids{});
  auto pop = event(Signal::connection, 50);
  pop.service = Service::pop3;
  EXPECT_EQ(take(pop), Ids{});
  EXPECT_EQ(take(event(Signal::connection, 50)), Ids{"connections-imap"});
  EXPECT_EQ(blocked_services(*last.rule), Services::of(Service::imap));
}

TEST_F(JudgeTest, looking_for_mailboxes_is_seen_in_any_mixture) {
  Ids seen;
  for (int i = 0; i < 20; ++i) {
    auto e = event(i % 3 == 0   ? Signal::recipient_refused
                   : i % 3 == 1 ? Signal::sender_refused
                                : Signal::session_without_message,
                   i);
    e.service = Service::smtp;
    if (i % 3 == 0) e.cause = i % 2 == 0 ? Cause::unknown_account : Cause::relay;
    seen = take(e);
  }
  EXPECT_EQ(seen, Ids{"harvesting"});
}

TEST_F(JudgeTest, what_we_put_off_ourselves_is_no_harvesting) {
  for (int i = 0; i < 100; ++i) {
    auto e = event(Signal::recipient_refused, i);
    e.service = Service::smtp;
    e.cause = i % 2 == 0 ? Cause::limit : Cause::overloaded;
    EXPECT_EQ(take(e), Ids{});
  }
}

TEST_F(JudgeTest, new_accounts_may_write_to_fewer_than_old_ones) {
  const auto sent = [](std::uint64_t account, std::int64_t second, std::uint32_t recipients) {
    auto e = event(Signal::message_sent, second);
    e.account = AccountId(account);
    e.recipients = recipients;
    return e;
  };
  EXPECT_EQ(take(sent(3, 0, 150)), Ids{});
  EXPECT_EQ(take(sent(3, 10, 50)), Ids{"internal-spammer"});
  EXPECT_EQ(take(sent(100, 0, 900)), Ids{});
  EXPECT_EQ(take(sent(100, 10, 100)), Ids{"internal-spammer"});
}

TEST_F(JudgeTest, H19_bounces_count_as_a_share_of_what_was_sent) {
  const auto of = [](Signal signal, std::int64_t second, std::uint32_t recipients) {
    auto e = event(signal, second);
    e.account = AccountId(100);
    e.recipients = recipients;
    return e;
  };
  take(of(Signal::message_sent, 0, 200));
  for (int i = 0; i < 59; ++i) EXPECT_EQ(take(of(Signal::bounce, i, 1)), Ids{});  // 59 of 200 is under 30 %
  EXPECT_EQ(take(of(Signal::bounce, 60, 1)), Ids{"bounces"});
}

TEST_F(JudgeTest, a_recorded_stream_gives_the_verdicts_it_gave_live) {
  std::uint64_t state = 17;
  const auto random = [&](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  Judge again(shipped(Preset::strict), {.is_established = [](AccountId a, Time) { return a.value >= 100; }}, 123);
  std::size_t verdicts = 0;
  for (std::int64_t i = 0; i < 20'000; ++i) {
    auto e = failure(i / 4, "192.0.2." + std::to_string(random(40)), random(120), random(5),
                     random(9) == 0 ? Cause::none : static_cast<Cause>(random(6)));
    e.signal = static_cast<Signal>(1 + random(8));
    e.service = static_cast<Service>(1 + random(7));
    e.recipients = static_cast<std::uint32_t>(random(30));
    const auto live = judge.take(e);
    const auto kept = again.take(events::decode_security_event(events::encode(e)).value());
    ASSERT_EQ(live.size(), kept.size()) << "event " << i;
    for (std::size_t v = 0; v < live.size(); ++v) {
      EXPECT_EQ(live[v].rule->id, kept[v].rule->id);
      EXPECT_EQ(live[v].key, kept[v].key);
      EXPECT_EQ(live[v].sum, kept[v].sum);
    }
    verdicts += live.size();
  }
  EXPECT_GT(verdicts, 50u);
}

TEST(Rules, the_shipped_sets_are_sound) {
  for (const auto preset : {Preset::strict, Preset::balanced, Preset::relaxed}) EXPECT_EQ(check_rules(shipped(preset)), "");
}

TEST(Rules, permanent_rules_cannot_be_taken_away) {
  auto rules = shipped(Preset::strict);
  std::erase_if(rules, [](const Rule& r) { return r.id == "brute-force-by-account"; });
  EXPECT_NE(check_rules(rules), "");
}

TEST(Rules, an_action_has_to_fit_its_kind) {
  auto rules = shipped(Preset::strict);
  rules.front().action = Action::hold_queue;
  EXPECT_NE(check_rules(rules), "");
}

}  // namespace
}  // namespace postern::guard
