// Waiting mail is tried: who has a home here, how long the others wait, and what their senders are told.
#include "support/dispatch_world.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

TEST_F(DispatchTest, an_account_that_could_not_be_given_a_message_gets_it_at_the_next_try) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  ASSERT_EQ(waiting().size(), 1u);
  pass(50s);
  empty(accounts_[0]);
  EXPECT_EQ(count(accounts_[0]), 0u);
  pass(20s);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(count(accounts_[1]), 1u);
  EXPECT_TRUE(waiting().empty());
  EXPECT_EQ(events_.last(Event::delivered, Key::account), "u1@example.org");
  EXPECT_EQ(events_.last(Event::delivered, Key::message), "m1");
  pass(2h, 1min);
  EXPECT_EQ(count(accounts_[0]), 1u);
}

TEST_F(DispatchTest, mail_of_a_held_account_waits_as_long_as_it_is_held) {
  from_ = {};
  held_ = time_.now() + 2h;
  ASSERT_TRUE(deliver({"u1@example.org", "bob@example.net"}, kWaitingMessage, AccountId(9)));
  ASSERT_TRUE(deliver({"u2@example.org"}, kWaitingMessage, AccountId(8))) << "others go on";
  EXPECT_EQ(count(accounts_[0]), 0u);
  EXPECT_EQ(count(accounts_[1]), 1u);
  ASSERT_EQ(waiting().size(), 2u);
  for (const auto& entry : waiting()) EXPECT_EQ(entry.leg.due, held_);
  held_ = held_ + 1h;
  pass(2h + 1min, 1min);
  EXPECT_EQ(count(accounts_[0]), 0u);
  pass(1h, 1min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  ASSERT_EQ(waiting().size(), 1u) << "who is elsewhere: nobody sends there in this test";
  EXPECT_EQ(waiting()[0].leg.hop, "example.net");
}

TEST_F(DispatchTest, what_waits_is_not_kept_waiting_by_a_clock_that_is_set_back) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  empty(accounts_[0]);
  time_.set_back(6h);
  pass(10s);
  EXPECT_EQ(count(accounts_[0]), 1u) << "and not six hours later";
}

TEST_F(DispatchTest, what_waits_is_not_kept_waiting_by_a_clock_that_was_set_back_before_the_start) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  stop();
  empty(accounts_[0]);
  time_.set_back(6h);
  queue::Queue again(*kv_, *blobs_, random_);
  must(again.load());
  Dispatch later(*delivery_, {*directory_, store_, again, time_, events_, settings_, {}, [] { return "mail.example.org"; }});
  later.start(executor_);
  executor_.run_until([&] { return later.in_hand() == 0 && executor_.timers() == 1; });
  time_.pass(5s);
  executor_.advance(5s);
  executor_.run_until([&] { return later.in_hand() == 0 && executor_.timers() == 1; });
  EXPECT_EQ(count(accounts_[0]), 1u);
  later.stop();
}

TEST_F(DispatchTest, what_fails_again_waits_longer_each_time_up_to_the_longest_wait) {
  from_ = {};  // whom nothing is said to
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  const Time queued = time_.now();
  const auto tries = [&] { return events_.count(Event::delivery_failed); };
  EXPECT_EQ(tries(), 1u);
  std::vector<long> minutes;
  for (int minute = 1; minute <= 260; ++minute) {
    const auto before = tries();
    pass(1min, 10s);
    if (tries() != before) minutes.push_back((time_.now() - queued) / 1min);
  }
  EXPECT_EQ(minutes.at(0), 1);
  ASSERT_GE(minutes.size(), 8u);
  for (std::size_t i = 1; i < minutes.size(); ++i)
    EXPECT_LE(std::abs(minutes[i] - std::min(2 * minutes[i - 1], minutes[i - 1] + 60)), 2) << i;
  const auto entry = waiting().at(0);
  EXPECT_EQ(entry.leg.progress.at(0).attempts, minutes.size());
  EXPECT_FALSE(entry.leg.progress.at(0).last_answer.empty());
}

TEST_F(DispatchTest, of_a_list_only_the_account_that_missed_it_is_tried_again) {
  must(directory_->create_alias(at("all@example.org"), {at("u1@example.org"), at("u2@example.org"), at("bob@example.net")}));
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"all@example.org"}));
  EXPECT_EQ(count(accounts_[1]), 1u);
  const auto recipients = [&] {
    std::vector<std::string> all;
    for (const auto& entry : waiting())
      for (const auto& r : entry.leg.recipients) all.push_back(r.mailbox.text());
    std::ranges::sort(all);
    return all;
  };
  EXPECT_EQ(recipients(), (std::vector<std::string>{"bob@example.net", "u1@example.org"}));
  empty(accounts_[0]);
  pass(2min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(count(accounts_[1]), 1u);
  EXPECT_EQ(recipients(), (std::vector<std::string>{"bob@example.net"}));
}

TEST_F(DispatchTest, a_try_that_was_cut_off_before_it_was_noted_doubles_nothing) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  empty(accounts_[0]);
  const auto entry = waiting().at(0);
  auto raw = std::make_shared<const std::string>(must(queue::queued_text(queue_, *blobs_, entry.id)));
  auto parsed = std::make_shared<const mime::Message>(mime::parse(*raw));
  must(delivery_->give(entry.envelope(), raw, parsed, entry.id));  // and then the process ends
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(waiting().size(), 1u);
  pass(2min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(DispatchTest, the_same_message_queued_twice_is_delivered_twice) {
  fill(accounts_[0]);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  empty(accounts_[0]);
  pass(2min);
  EXPECT_EQ(count(accounts_[0]), 2u);
}

TEST_F(DispatchTest, a_large_message_keeps_its_bytes_and_its_return_path) {
  fill(accounts_[0]);
  const std::string large = std::string(kWaitingMessage) + std::string(300'000, 'x') + "\r\n";
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}, large));
  ASSERT_TRUE(waiting().at(0).message.blob);
  empty(accounts_[0]);
  pass(2min);
  const auto view = must(store_.open(accounts_[0], store::kInbox));
  ASSERT_EQ(view->exists(), 1u);
  const auto body = must(store_.body(accounts_[0], view->at(1).number));
  EXPECT_EQ(std::string(must(body.read(0, body.size())).bytes), std::string(kPathInFront) + large);
}

TEST_F(DispatchTest, a_domain_that_comes_to_us_gets_what_waits_for_it) {
  ASSERT_TRUE(deliver({"bob@example.net"}));
  pass(10min, 10s);
  EXPECT_EQ(waiting().at(0).leg.hop, "example.net");
  must(directory_->create_domain(address::parse_domain("example.net").value()));
  const auto bob = account("bob@example.net");
  pass(2h, 1min);
  EXPECT_EQ(count(bob), 1u);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(DispatchTest, of_a_recipient_who_is_gone_the_sender_is_told) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  must(directory_->delete_account(accounts_[0]));
  pass(10min, 1min);
  ASSERT_EQ(waiting().size(), 1u) << "the report, to his server";
  const auto report = must(queue::queued_text(queue_, *blobs_, waiting()[0].id));
  EXPECT_NE(report.find("Final-Recipient: rfc822; u1@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"), std::string::npos)
      << report;
}

TEST_F(DispatchTest, mail_that_nobody_can_be_told_of_is_kept_and_tried_further) {
  fill(accounts_[0]);
  from_ = {};
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  pass(22h, 10min);
  EXPECT_EQ(events_.count(Event::delivery_overdue), 0u);
  pass(30h, 10min);
  EXPECT_EQ(events_.count(Event::delivery_overdue), 1u);
  EXPECT_EQ(waiting().size(), 1u);
  empty(accounts_[0]);
  pass(2h, 10min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_TRUE(waiting().empty());
}

// The report in this account's mailbox; empty when there is none.
class ReportTest : public DispatchTest {
 protected:
  ReportTest() {
    from_ = at("u3@example.org");
    sender_ = account("u3@example.org");
    fill(accounts_[0]);
  }
  std::string report() { return count(sender_) == 0 ? std::string() : text_of_last(sender_); }
  AccountId sender_;
};

TEST_F(ReportTest, the_sender_is_told_once_that_it_is_late_and_once_that_it_is_over) {  // RFC 3461 §5.2
  ret_ = smtp::Ret::full;
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  pass(3h, 10min);
  EXPECT_EQ(count(sender_), 0u);
  pass(3h, 10min);
  ASSERT_EQ(count(sender_), 1u);
  EXPECT_NE(report().find("Action: delayed\r\nStatus: 4.2.2\r\n"), std::string::npos) << report();
  EXPECT_NE(report().find("Will-Retry-Until: "), std::string::npos);
  EXPECT_EQ(report().find("hello"), std::string::npos) << "its header alone";
  pass(30h, 10min);
  ASSERT_EQ(count(sender_), 2u);
  EXPECT_NE(report().find("Action: failed\r\nStatus: 5.2.2\r\n"), std::string::npos) << report();
  EXPECT_NE(report().find("Final-Recipient: rfc822; u1@example.org\r\n"), std::string::npos);
  EXPECT_EQ(report().find("u2@example.org"), std::string::npos) << "he has it";
  EXPECT_NE(report().find("hello"), std::string::npos) << "the message comes back";
  EXPECT_TRUE(waiting().empty());
  pass(30h, 10min);
  EXPECT_EQ(count(sender_), 2u);
}

TEST_F(ReportTest, who_wants_to_hear_nothing_hears_nothing) {
  notify_ = {.never = true};
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  pass(30h, 10min);
  EXPECT_EQ(count(sender_), 0u);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(ReportTest, who_asked_for_it_is_told_of_success) {
  notify_ = {.success = true};
  ASSERT_TRUE(deliver({"u2@example.org"}));
  EXPECT_NE(report().find("Action: delivered\r\nStatus: 2.0.0\r\n"), std::string::npos) << report();
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  EXPECT_EQ(count(sender_), 2u);
  empty(accounts_[0]);
  pass(2h, 10min);
  EXPECT_EQ(count(sender_), 3u) << "also when it took several tries";
  EXPECT_NE(report().find("u1@example.org"), std::string::npos);
}

TEST_F(ReportTest, a_report_that_cannot_be_kept_leaves_the_message_as_it_is) {
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  fill(sender_);
  pass(30h, 10min);
  ASSERT_FALSE(waiting().empty());
  empty(sender_);
  pass(3h, 10min);
  EXPECT_NE(report().find("Action: failed"), std::string::npos) << report();
}

// All that is left of a message is who it was from and for.
TEST_F(ReportTest, of_a_message_whose_bytes_are_lost_the_sender_is_told_in_the_end) {
  for (const auto* who : {"u1@example.org", "bob@example.net"}) {
    ASSERT_TRUE(deliver({who, "u2@example.org"}));
    kv::Intent lose = [](kv::Transaction& in) -> Result<void> {
      in.erase_range(kv::Family::queue, "QB", "QC");
      return {};
    };
    must(kv_->commit({~std::uint64_t{waiting().at(0).id.value % 64}}, std::move(lose)));
    empty(accounts_[0]);
    pass(30h, 10min);
    EXPECT_TRUE(waiting().empty());
    EXPECT_NE(report().find(std::string("Final-Recipient: rfc822; ") + who + "\r\nAction: failed\r\n"), std::string::npos)
        << report();
    fill(accounts_[0]);
  }
  EXPECT_EQ(count(accounts_[0]), 0u);
}

TEST_F(ReportTest, of_a_report_there_is_no_report) {
  from_ = {};
  notify_ = {.success = true, .failure = true};
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  pass(30h, 10min);
  EXPECT_EQ(count(sender_), 0u);
  EXPECT_EQ(waiting().size(), 1u);
}

TEST_F(DispatchTest, on_a_full_disk_nothing_is_given_and_all_goes_on_when_there_is_room) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  empty(accounts_[0]);
  disk_.free = 0;
  pass(5min, 10s);
  EXPECT_EQ(count(accounts_[0]), 0u);
  EXPECT_EQ(waiting().size(), 1u);
  disk_.free = 1 << 30;
  pass(20min, 1min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(DispatchTest, an_entry_that_cannot_be_read_is_in_nobodys_way) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u2@example.org", "u1@example.org"}));
  const auto broken = waiting().at(0).id;
  kv::Intent damage = [](kv::Transaction& in) -> Result<void> {
    return in.scan(kv::Family::queue, "QL", "QM", [&](std::string_view k, std::string_view) {
      in.put(kv::Family::queue, k, "no record");
      return true;
    });
  };
  must(kv_->commit({~std::uint64_t{broken.value % 64}}, std::move(damage)));
  ASSERT_TRUE(deliver({"u2@example.org", "u1@example.org"}));
  empty(accounts_[0]);
  pass(2min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(events_.count(Event::server_error), 1u);
}

TEST_F(DispatchTest, after_stop_nothing_is_tried_and_another_one_goes_on) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  empty(accounts_[0]);
  stop();
  time_.pass(1h);
  executor_.advance(1h);
  EXPECT_EQ(count(accounts_[0]), 0u);
  dispatch_.emplace(*delivery_, ports());
  dispatch_->start(executor_);
  pass(10s);
  EXPECT_EQ(count(accounts_[0]), 1u);
}

TEST_F(DispatchTest, an_engine_that_has_failed_is_not_asked_without_pause) {
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  disk_.fail_writes = true;
  pass(10min);
  EXPECT_LE(events_.count(Event::server_error), 11u);
  EXPECT_EQ(waiting().size(), 1u);
}

}  // namespace
}  // namespace postern::delivery
