// Mail for elsewhere: what becomes of the answers of other servers, and how hard they are pressed.
#include "support/elsewhere_world.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

TEST_F(ElsewhereTest, what_is_taken_is_gone_at_once_and_logged) {
  ASSERT_TRUE(deliver({"bob@example.net"}));
  executor_.run_until([&] { return queue_.count() == 0; });
  EXPECT_EQ(elsewhere_.asked["example.net"], 1);
  EXPECT_EQ(events_.last(Event::sent, Key::who), "bob@example.net");
  EXPECT_EQ(events_.last(Event::sent, Key::reason), "250 2.0.0 ok");
  EXPECT_EQ(events_.last(Event::sent, Key::message), "m1");
  EXPECT_EQ(count(accounts_[1]), 0u);
}

TEST_F(ElsewhereTest, H19_of_what_is_refused_the_sender_is_told_at_once_in_the_servers_words) {
  elsewhere_.answers["bob@example.net"] = kUnknown;
  ASSERT_TRUE(deliver({"bob@example.net", "eve@example.net"}, kWaitingMessage, AccountId(8)));
  settle();
  EXPECT_TRUE(waiting().empty());
  EXPECT_NE(report().find("Final-Recipient: rfc822; bob@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                          "Remote-MTA: dns; mx.example.net\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n"),
            std::string::npos)
      << report();
  EXPECT_EQ(report().find("eve@example.net"), std::string::npos) << "she has it";
  ASSERT_EQ(bounces_.all.size(), 1u);
  EXPECT_EQ(bounces_.all[0].signal, events::Signal::bounce);
  EXPECT_EQ(bounces_.all[0].account, AccountId(8));
  EXPECT_EQ(events_.last(Event::given_up, events::Key::account), "account 8")
      << "the directory names it, where it is there still";
}

TEST_F(ElsewhereTest, what_is_put_off_waits_with_its_answer_until_it_is_given_up) {
  elsewhere_.answers["bob@example.net"] = kFull;
  ASSERT_TRUE(deliver({"bob@example.net", "eve@example.net"}));
  pass(2min);
  ASSERT_EQ(waiting().size(), 1u);
  const auto leg = waiting()[0].leg;
  ASSERT_EQ(leg.recipients.size(), 1u) << "eve has it";
  EXPECT_EQ(leg.progress[0].last_answer, "452 4.2.2 full");
  EXPECT_GE(leg.progress[0].attempts, 2u);
  EXPECT_EQ(events_.last(Event::put_off, events::Key::count), std::to_string(leg.progress[0].attempts)) << "which try it was";
  pass(5h, 1min);
  EXPECT_NE(report().find("Action: delayed\r\nStatus: 4.2.2\r\n"), std::string::npos) << report();
  pass(30h, 10min);
  EXPECT_NE(report().find("Action: failed\r\nStatus: 5.2.2\r\n"), std::string::npos) << report();
  EXPECT_NE(report().find("Diagnostic-Code: smtp; 452 4.2.2 full\r\n"), std::string::npos);
  EXPECT_NE(report().find("    The other server says: 452 4.2.2 full\r\n"), std::string::npos);
  EXPECT_EQ(count(accounts_[1]), 2u);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(ElsewhereTest, who_has_it_is_not_given_it_again_while_nobody_can_be_told_of_the_others) {
  elsewhere_.answers["bob@example.net"] = kUnknown;
  fill(accounts_[1]);
  ASSERT_TRUE(deliver({"bob@example.net", "eve@example.net"}));
  settle();
  ASSERT_EQ(waiting().size(), 1u);
  EXPECT_EQ(waiting()[0].leg.recipients.size(), 1u) << "eve has it";
  EXPECT_EQ(events_.count(Event::given_up), 0u);
  empty(accounts_[1]);
  pass(5min);
  EXPECT_TRUE(waiting().empty());
  EXPECT_NE(report().find("Final-Recipient: rfc822; bob@example.net"), std::string::npos) << report();
  EXPECT_EQ(events_.count(Event::sent), 1u);
}

TEST_F(ElsewhereTest, a_report_that_is_refused_is_dropped_and_logged) {
  from_ = {};
  elsewhere_.answers["bob@example.net"] = kUnknown;
  ASSERT_TRUE(deliver({"bob@example.net"}));
  settle();
  EXPECT_TRUE(waiting().empty());
  EXPECT_EQ(events_.count(Event::given_up), 1u);
  EXPECT_EQ(events_.count(Event::sender_told), 0u);
}

// RFC 3461 §5.2.2: success is told by who knows it.
TEST_F(ElsewhereTest, who_asked_is_told_of_the_relay_unless_the_other_server_tells_him) {
  notify_ = {.success = true};
  ASSERT_TRUE(deliver({"bob@example.net"}));
  settle();
  EXPECT_NE(report().find("Action: relayed\r\nStatus: 2.0.0\r\n"), std::string::npos) << report();
  elsewhere_.reports = true;
  ASSERT_TRUE(deliver({"bob@example.net"}));
  settle();
  EXPECT_EQ(count(accounts_[1]), 1u);
}

TEST_F(ElsewhereTest, a_hop_that_cannot_be_reached_is_left_alone_and_all_its_mail_has_the_answer) {
  elsewhere_.down["example.net"] = kNobody;
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(deliver({"bob@example.net"}));
  settle();
  EXPECT_LE(elsewhere_.asked["example.net"], 2) << "by the two workers it begins with";
  const auto all = waiting();
  ASSERT_EQ(all.size(), 20u);
  for (const auto& entry : all) EXPECT_EQ(entry.leg.progress[0].last_answer, kNobody.text);
  const auto asked = elsewhere_.asked["example.net"];
  ASSERT_TRUE(deliver({"new@example.net"}));
  settle();
  EXPECT_EQ(elsewhere_.asked["example.net"], asked);
  elsewhere_.down.clear();
  pass(5min);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(ElsewhereTest, what_an_administrator_forces_is_tried_also_where_nobody_was_there_lately) {
  elsewhere_.down["example.net"] = kNobody;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(deliver({"bob@example.net"}));
  settle();
  const auto asked = elsewhere_.asked["example.net"];
  must(queue_.set_due(waiting().at(0).id, time_.now()));
  settle();
  EXPECT_EQ(elsewhere_.asked["example.net"], asked + 1);
  elsewhere_.down.clear();
  must(queue_.set_due(waiting().at(0).id, time_.now()));
  settle();
  EXPECT_EQ(events_.count(Event::sent), 1u) << "the others have their time";
}

TEST_F(ElsewhereTest, what_may_not_go_to_a_server_is_no_reason_to_leave_it_alone) {
  elsewhere_.proves_itself = false;
  wishes_.tls = queue::Secrecy::required;
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(deliver({"bob@example.net"}));
  wishes_.tls = queue::Secrecy::usual;
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(deliver({"eve@example.net"}));
  settle();
  EXPECT_EQ(events_.count(Event::sent), 5u);
  EXPECT_EQ(waiting().size(), 5u);
  for (const auto& entry : waiting()) EXPECT_EQ(entry.leg.progress[0].last_answer, kUnproven.text);
}

TEST_F(ElsewhereTest, servers_that_hang_never_have_all_places) {
  auto settings = *settings_.current();
  settings.most_at_once = 8;
  settings_.set(settings);
  ASSERT_TRUE(deliver({"b@known.test"}));
  settle();
  std::vector<std::string> slow;
  for (int i = 0; i < 20; ++i) slow.push_back("slow" + std::to_string(i) + ".test");
  elsewhere_.held.insert(slow.begin(), slow.end());
  for (const auto& hop : slow) ASSERT_TRUE(deliver({"a@" + hop}));
  settle();
  EXPECT_EQ(elsewhere_.waiting.size(), 6u) << "of whom nothing is known have three of four places";
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(deliver({"b@known.test"}));
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  empty(accounts_[0]);
  pass(2min);
  EXPECT_EQ(elsewhere_.asked["known.test"], 31);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(elsewhere_.waiting.size(), 6u);
  elsewhere_.let_go();
  pass(1min);
  EXPECT_TRUE(waiting().empty());
  for (const auto& hop : slow) EXPECT_EQ(elsewhere_.asked[hop], 1) << hop;
}

TEST_F(ElsewhereTest, a_server_that_hangs_holds_up_its_own_mail_alone) {
  elsewhere_.held.insert("slow.test");
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(deliver({"a@slow.test"}));
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(deliver({"b@fast.test"}));
  settle();
  EXPECT_EQ(elsewhere_.asked["fast.test"], 10);
  EXPECT_EQ(elsewhere_.asked["slow.test"], 2);
  EXPECT_EQ(queue_.count(), 10u);
  elsewhere_.let_go();
  settle();
  EXPECT_EQ(queue_.count(), 0u);
}

TEST_F(ElsewhereTest, a_second_connection_is_for_what_waits_longer_than_the_first_should_take) {
  elsewhere_.held.insert("fast.test");
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(deliver({"b@fast.test"}));
  executor_.run_until([&] { return dispatch_->in_hand() == held_up(); });
  EXPECT_EQ(elsewhere_.asked["fast.test"], 1) << "as many wait as somebody works";
  pass(5s);
  EXPECT_EQ(elsewhere_.asked["fast.test"], 2) << "the server is slow";
}

TEST_F(ElsewhereTest, what_cannot_be_noted_is_handed_over_once) {
  elsewhere_.held = {"a.test", "b.test"};
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(deliver({"x@a.test", "y@b.test"}));
  executor_.run_until([&] { return elsewhere_.waiting.size() == 4; });
  disk_.fail_writes = true;
  elsewhere_.let_go();
  pass(30min);
  EXPECT_EQ(elsewhere_.order.size(), 4u) << "those who were under way, and nobody twice";
}

TEST_F(ElsewhereTest, while_it_is_paused_mailboxes_get_their_mail_and_other_servers_none) {
  dispatch_->pause(true);
  fill(accounts_[0]);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org", "bob@example.net"}));
  empty(accounts_[0]);
  pass(2min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  ASSERT_EQ(waiting().size(), 1u);
  must(queue_.set_due(waiting().at(0).id, time_.now()));
  settle();
  EXPECT_TRUE(elsewhere_.asked.empty()) << "not even what is forced";
  pass(30h, 10min);
  ASSERT_EQ(waiting().size(), 1u) << "nothing is given up";
  EXPECT_EQ(waiting()[0].leg.progress.at(0).attempts, 0u);
  EXPECT_FALSE(queue_.lines().at(0).taken);
  dispatch_->pause(false);
  executor_.run_until([&] { return queue_.count() == 0; });
  EXPECT_EQ(elsewhere_.asked["example.net"], 1);
}

TEST_F(ElsewhereTest, what_is_under_way_when_it_is_paused_ends_and_nothing_follows_it) {
  auto settings = *settings_.current();
  settings.most_at_once = 8;
  settings_.set(settings);
  for (int i = 0; i < 20; ++i) elsewhere_.held.insert("slow" + std::to_string(i) + ".test");
  const auto all = elsewhere_.held;
  for (const auto& hop : all)
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(deliver({"a@" + hop}));
  settle();
  const auto begun = elsewhere_.waiting.size();
  ASSERT_GT(begun, 0u);
  dispatch_->pause(true);
  settle();
  EXPECT_EQ(elsewhere_.waiting.size(), begun);
  elsewhere_.let_go();
  pass(1min);
  EXPECT_EQ(events_.count(Event::sent), begun);
  EXPECT_EQ(queue_.count(), 40 - begun);
  for (const auto& line : queue_.lines()) EXPECT_FALSE(line.taken) << line.hop;
  dispatch_->pause(false);
  executor_.run_until([&] { return queue_.count() == 0; });
  EXPECT_EQ(events_.count(Event::sent), 40u);
}

TEST_F(ElsewhereTest, a_hop_that_comes_to_us_while_it_is_paused_is_served) {
  dispatch_->pause(true);
  ASSERT_TRUE(deliver({"bob@example.net"}));
  settle();
  must(directory_->create_domain(address::parse_domain("example.net").value()));
  const auto bob = account("bob@example.net");
  pass(1min);
  EXPECT_EQ(count(bob), 1u) << "though nothing else happens to its mail";
  EXPECT_TRUE(waiting().empty());
}

TEST_F(ElsewhereTest, where_mail_is_taken_more_is_handed_over_at_once_up_to_the_most) {
  auto settings = *settings_.current();
  settings.most_for_one = 5;
  settings_.set(settings);
  stop();
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(deliver({"b@fast.test"}));
  elsewhere_.held_after["fast.test"] = 100;
  auto again = ports();
  dispatch_.emplace(*delivery_, again, &elsewhere_);
  dispatch_->start(executor_);
  executor_.run_until([&] { return elsewhere_.waiting.size() == 5; });
  settle();
  EXPECT_EQ(elsewhere_.most["fast.test"], 5);
  elsewhere_.let_go();
  settle();
  EXPECT_EQ(queue_.count(), 0u);
  EXPECT_EQ(elsewhere_.asked["fast.test"], 200);
}

TEST_F(ElsewhereTest, who_goes_another_way_by_now_waits_there) {
  must(directory_->create_alias(at("list@example.org"), {at("bob@example.net")}));
  held_ = time_.now() + 1h;
  ASSERT_TRUE(deliver({"list@example.org"}, kWaitingMessage, AccountId(9)));
  EXPECT_EQ(waiting().at(0).leg.hop, "example.org");
  held_ = {};
  pass(2h, 1min);
  EXPECT_EQ(elsewhere_.asked["example.net"], 1);
  EXPECT_EQ(elsewhere_.asked["example.org"], 0);
  EXPECT_TRUE(waiting().empty());
}

}  // namespace
}  // namespace postern::delivery
