// What a sender asked of the way of his message, and quarantine.   RFC 2852, RFC 4865, RFC 6710, RFC 8689
#include "support/elsewhere_world.h"

namespace postern::delivery {
namespace {

using events::Event;

class Wishes : public ElsewhereTest {};

TEST_F(Wishes, mail_for_later_goes_out_when_its_time_has_come_and_its_days_count_from_then) {
  wishes_.hold_until = time_.now() + 48h;
  ASSERT_TRUE(deliver({"bob@example.net", "u1@example.org"}));
  pass(47h, 10min);
  EXPECT_EQ(waiting().size(), 2u);
  EXPECT_EQ(count(accounts_[0]), 0u);
  EXPECT_TRUE(elsewhere_.order.empty());
  elsewhere_.answers["bob@example.net"] = kFull;
  pass(2h, 1min);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(waiting().size(), 1u) << "it has not been given up: " << report();
}

TEST_F(Wishes, what_is_in_quarantine_waits_until_it_is_released) {
  wishes_.judged.quarantine = "an archive that cannot be looked into";
  ASSERT_TRUE(deliver({"bob@example.net", "u1@example.org"}));
  pass(30 * 24h, 6h);
  EXPECT_EQ(waiting().size(), 2u);
  EXPECT_TRUE(elsewhere_.order.empty());
  EXPECT_EQ(count(accounts_[0]), 0u);
}

TEST_F(Wishes, what_is_not_there_in_time_comes_back) {
  wishes_.by = queue::By{.at = time_.now() + 90s, .or_return = true, .trace = false};
  elsewhere_.answers["bob@example.net"] = kFull;
  ASSERT_TRUE(deliver({"bob@example.net"}));
  pass(80s);
  EXPECT_EQ(report(), "");
  pass(20s);
  EXPECT_TRUE(waiting().empty());
  EXPECT_NE(report().find("Action: failed\r\nStatus: 5.4.7\r\n"), std::string::npos) << report();
}

TEST_F(Wishes, who_wants_to_know_that_it_is_not_there_in_time_is_told_once_and_it_goes_on) {
  wishes_.by = queue::By{.at = time_.now() + 90s, .or_return = false, .trace = false};
  elsewhere_.answers["bob@example.net"] = kFull;
  ASSERT_TRUE(deliver({"bob@example.net"}));
  pass(100s);
  EXPECT_NE(report().find("Action: delayed\r\nStatus: 4.4.7\r\n"), std::string::npos) << report();
  pass(1h, 1min);
  EXPECT_EQ(count(accounts_[1]), 1u);
  EXPECT_EQ(waiting().size(), 1u);
}

TEST_F(Wishes, what_was_late_when_it_came_in_is_told_too) {
  wishes_.by = queue::By{.at = time_.now() - 90s, .or_return = false, .trace = false};
  elsewhere_.answers["bob@example.net"] = kFull;
  ASSERT_TRUE(deliver({"bob@example.net"}));
  pass(10s);
  EXPECT_NE(report().find("Status: 4.4.7"), std::string::npos) << report();
}

// RFC 2852 §4.2: from there on nobody minds the time.
TEST_F(Wishes, who_set_a_time_is_told_of_the_relay_to_a_server_that_does_not_keep_it) {
  wishes_.by = queue::By{.at = time_.now() + 1h, .or_return = false, .trace = false};
  elsewhere_.reports = true;
  ASSERT_TRUE(deliver({"bob@example.net"}));
  pass(5s);
  EXPECT_NE(report().find("Action: relayed"), std::string::npos) << report();
  elsewhere_.keeps_time = true;
  ASSERT_TRUE(deliver({"bob@example.net"}));
  pass(5s);
  EXPECT_EQ(count(accounts_[1]), 1u);
}

TEST_F(Wishes, urgent_mail_passes_what_waits_and_nothing_goes_twice) {
  auto settings = *settings_.current();
  settings.most_for_one = 1;
  settings_.set(settings);
  elsewhere_.held.insert("fast.test");
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(deliver({"slow@fast.test"}));
  executor_.run_until([&] { return !elsewhere_.waiting.empty(); });
  wishes_.priority = 5;
  ASSERT_TRUE(deliver({"urgent@fast.test"}));
  executor_.run_until([&] { return dispatch_->in_hand() == held_up(); });
  elsewhere_.let_go();
  pass(10s);
  EXPECT_EQ(queue_.count(), 0u);
  ASSERT_EQ(elsewhere_.order.size(), 301u);
  const auto place = std::ranges::find(elsewhere_.order, "urgent@fast.test") - elsewhere_.order.begin();
  EXPECT_LE(place, 2) << "of 301";
}

TEST_F(Wishes, the_field_that_waives_tls_counts_where_the_envelope_says_nothing) {
  elsewhere_.answers["bob@example.net"] = kFull;
  constexpr auto kText = "From: ann@example.net\r\nTLS-Required: No\r\n\r\nhello\r\n";
  ASSERT_TRUE(deliver({"bob@example.net"}, kText));
  pass(5s);
  EXPECT_EQ(waiting().at(0).message.envelope.tls, queue::Secrecy::waived);
  must(queue_.remove(waiting().at(0).id));
  wishes_.tls = queue::Secrecy::required;
  ASSERT_TRUE(deliver({"bob@example.net"}, kText));
  pass(5s);
  EXPECT_EQ(waiting().at(0).message.envelope.tls, queue::Secrecy::required);
}

// RFC 8689 §5: of what was secret only the header comes back, by the same way.
TEST_F(Wishes, a_report_about_secret_mail_is_as_secret) {
  from_ = at("ann@example.net");
  wishes_.tls = queue::Secrecy::required;
  wishes_.priority = 3;
  ret_ = smtp::Ret::full;
  elsewhere_.answers["bob@example.org"] = kUnknown;
  elsewhere_.answers["bob@far.test"] = kUnknown;
  elsewhere_.answers["ann@example.net"] = kFull;
  ASSERT_TRUE(deliver({"bob@far.test"}, "From: ann@example.net\r\n\r\nhello in secret\r\n"));
  pass(10s);
  const auto all = waiting();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].message.envelope.tls, queue::Secrecy::required);
  EXPECT_EQ(all[0].message.envelope.priority, 3);
  const auto text = must(queued_text(queue_, *blobs_, all[0].id));
  EXPECT_NE(text.find("From: ann@example.net"), std::string::npos);
  EXPECT_EQ(text.find("hello in secret"), std::string::npos);
}

}  // namespace
}  // namespace postern::delivery
