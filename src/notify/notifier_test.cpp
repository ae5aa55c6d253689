// From events to mail and webhook: collected, spaced, tried again, given up.
#include "notify/notifier.h"

#include <gtest/gtest.h>

#include "events/table.h"
#include "support/event_list.h"
#include "support/manual_time.h"

namespace postern::notify {
namespace {

using events::Event;
using events::Key;
using namespace std::chrono_literals;

class NotifierTest : public testing::Test {
 protected:
  NotifierTest() {
    Settings s;
    s.mail_to = {"ann@home.test"};
    set(std::move(s));
  }
  static Settings with_webhook() {
    Settings s;
    s.webhook_url = "https://hook.example.org/x";
    s.webhook_secret = Secret("s3cret");
    return s;
  }
  void set(Settings s) { settings.set(std::move(s)); }
  void tell(int times = 1) {
    for (int i = 0; i < times; ++i) notifier.write(Event::administrators_to_be_told, {}, {{Key::name, "internal-spammer"}});
  }
  void pass(std::chrono::milliseconds time_passed) {
    time.pass(time_passed);
    notifier.run_once();
  }

  test::ManualTime time{Time{1'790'000'000'000}};
  EventList log;
  std::vector<std::pair<std::string, std::string>> mails;
  std::vector<http::Outgoing> calls;
  Result<void> mail_answer;
  Result<http::Reply> hook_answer = http::Reply{200, {}};
  config::Live<Settings> settings;
  Notifier notifier{{.mail =
                         [this](const std::string& to, const Writing& letter) {
                           mails.emplace_back(to, letter.subject_in(Language::en) + letter.text_in(Language::en));
                           return mail_answer;
                         },
                     .call =
                         [this](const http::Outgoing& request) {
                           calls.push_back(request);
                           return hook_answer;
                         },
                     .host_name = [] { return "mail.home.test"; },
                     .time = time,
                     .random = system_random(),
                     .events = log},
                    settings};
};

TEST_F(NotifierTest, what_comes_together_is_one_mail_and_the_next_one_waits_for_its_time) {
  tell(500);
  notifier.run_once();
  EXPECT_TRUE(mails.empty()) << "it is collected";
  pass(10s);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].first, "ann@home.test");
  EXPECT_NE(mails[0].second.find("500 notices"), std::string::npos);
  tell(3);
  pass(14min);
  EXPECT_EQ(mails.size(), 1u);
  pass(1min);
  EXPECT_EQ(mails.size(), 2u);
}

TEST_F(NotifierTest, what_is_left_out_is_not_mailed_but_for_changes_of_administrators) {
  auto s = with_webhook();
  s.mail_to = {"ann@home.test"};
  s.mail_without = {std::string(events::row(Event::administrators_to_be_told).name),
                    std::string(events::row(Event::administrator_told).name)};
  set(std::move(s));
  tell(2);
  pass(10s);
  EXPECT_TRUE(mails.empty());
  EXPECT_EQ(calls.size(), 1u) << "the webhook gets them";
  notifier.write(Event::administrator_told, {}, {{Key::who, "eve"}});
  pass(10s);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_NE(mails[0].second.find("eve"), std::string::npos);
}

TEST(NotifierSettings, names_only_what_may_be_left_out) {
  EXPECT_TRUE(may_be_left_out("audit.finding-gone"));
  for (const auto* other : {"administration.told", "delivery.sent", "", "*"}) EXPECT_FALSE(may_be_left_out(other)) << other;
  EXPECT_FALSE(may_be_left_out(events::row(Event::administrator_acted).name));
}

TEST_F(NotifierTest, the_webhook_gets_them_signed) {
  set(with_webhook());
  tell(2);
  pass(10s);
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_TRUE(mails.empty());
  const auto& [name, value] = calls[0].headers.back();
  EXPECT_EQ(name, "Postern-Signature");
  EXPECT_EQ(value, signature_of(calls[0].body, "s3cret", time.now()));
  EXPECT_FALSE(calls[0].may_be_inside);
  EXPECT_EQ(log.last(Event::notices_sent, Key::to), "webhook");
  EXPECT_EQ(log.last(Event::notices_sent, Key::count), "2");
}

TEST_F(NotifierTest, without_a_secret_nothing_is_called) {
  auto s = with_webhook();
  s.webhook_secret = {};
  set(s);
  tell();
  pass(10s);
  EXPECT_TRUE(calls.empty());
}

TEST_F(NotifierTest, a_call_that_fails_is_tried_again_and_given_up_in_the_end) {
  set(with_webhook());
  hook_answer = http::Reply{503, {}};
  tell(7);
  pass(10s);
  EXPECT_EQ(calls.size(), 1u);
  pass(4s);
  EXPECT_EQ(calls.size(), 1u);
  pass(1s);
  EXPECT_EQ(calls.size(), 2u);
  pass(9s);
  EXPECT_EQ(calls.size(), 2u) << "each pause is twice the one before";
  hook_answer = http::Reply{204, {}};
  pass(1s);
  EXPECT_EQ(calls.size(), 3u);
  EXPECT_EQ(log.count(Event::notices_sent), 1u);
  hook_answer = fail(Failure::denied, "The host's certificate does not hold");
  calls.clear();
  tell(4);
  for (int i = 0; i < 40; ++i) pass(60s);
  EXPECT_EQ(calls.size(), Outbox::kTries);
  EXPECT_EQ(log.count(Event::notices_dropped), 1u);
  EXPECT_EQ(log.last(Event::notices_dropped, Key::count), "4");
  EXPECT_EQ(log.last(Event::notices_dropped, Key::reason), "The host's certificate does not hold");
}

TEST_F(NotifierTest, no_more_wait_than_there_is_room_for) {
  tell(static_cast<int>(Outbox::kMost) + 30);
  pass(10s);
  EXPECT_EQ(log.last(Event::notices_dropped, Key::count), "30");
}

TEST_F(NotifierTest, on_its_own_thread_mail_arrives_and_an_end_sends_what_waits) {
  notifier.start();
  tell();
  notifier.stop();
  EXPECT_EQ(mails.size(), 1u);
}

}  // namespace
}  // namespace postern::notify
