// Waiting mail is tried: the queue, the store and the directory over the memory engine, on an executor turned by hand.
#include "delivery/dispatch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <coroutine>
#include <map>
#include <set>
#include <utility>

#include "kv/open.h"
#include "store/spool.h"
#include "support/event_list.h"
#include "support/held_engine.h"
#include "support/mail_store.h"
#include "support/queued_text.h"

namespace postern::delivery {
namespace {

using events::Event;
using events::Key;

constexpr std::string_view kPathInFront = "Return-Path: <ann@example.net>\r\n";
constexpr std::string_view kWaitingMessage = "Received: by here\r\nFrom: ann@example.net\r\nSubject: x\r\n\r\nhello\r\n";

address::Mailbox at(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class DispatchTest : public testing::Test {
 protected:
  DispatchTest() {
    directory_ = must(directory::Directory::open(*kv_, time_));
    must(directory_->create_domain(address::parse_domain("example.org").value()));
    for (const auto* name : {"u1@example.org", "u2@example.org"}) accounts_.push_back(account(name));
    delivery_.emplace(ports());
    settings_.set({.first_retry = 1min, .retry_growth = 100, .longest_retry = 1h, .give_up = 24h});
    dispatch_.emplace(*delivery_, ports());
    dispatch_->start(executor_);
    pass(10s);
  }
  ~DispatchTest() override { stop(); }

  void stop() {
    dispatch_->stop();
    time_.pass(2min);
    executor_.advance(2min);  // the pause in which the loop stood is over, and with it the loop
    EXPECT_EQ(executor_.timers(), 0u);
  }
  Delivery::Ports ports() {
    const auto held = [this](AccountId id) { return id == AccountId(9) ? held_ : Time{}; };
    return {*directory_, store_, queue_, time_, events_, settings_, held, [] { return "mail.example.org"; }};
  }
  AccountId account(std::string_view name) {
    directory::NewAccount wanted;
    wanted.address = at(name);
    const auto id = must(directory_->create_account(std::move(wanted)));
    must(store_.create_account(id));
    return id;
  }
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  queue::Envelope envelope(const std::vector<std::string>& recipients) {
    queue::Envelope e;
    e.reverse_path = from_;
    e.ret = ret_;
    e.origin.id = "m1";
    e.origin.received = time_.now();
    for (const auto& r : recipients)
      e.recipients.push_back({.mailbox = at(r), .notify = notify_, .orcpt_type = {}, .orcpt = {}});
    return e;
  }
  Result<void> deliver(const std::vector<std::string>& recipients, std::string_view bytes = kWaitingMessage,
                       AccountId from = {}) {
    const std::string whole = std::string(kPathInFront).append(bytes);
    Incoming message;
    message.body = std::make_unique<store::Spool>(*blobs_, store_.settings().inline_limit.value);
    message.body->add(whole);
    message.parsed = std::make_shared<const mime::Message>(mime::parse(whole));
    message.return_path = kPathInFront.size();
    auto e = envelope(recipients);
    e.origin.account = from;
    return executor_.run(delivery_->accept(std::move(e), std::move(message)));
  }
  void fill(AccountId a) { must(store_.set_quota(a, 1)); }
  void empty(AccountId a) { must(store_.set_quota(a, 0)); }
  std::uint32_t count(AccountId a) { return must(store_.open(a, store::kInbox))->exists(); }
  std::string text_of_last(AccountId a) {
    const auto view = must(store_.open(a, store::kInbox));
    const auto body = must(store_.body(a, view->at(view->exists()).number));
    return std::string(must(body.read(0, body.size())).bytes);
  }
  std::vector<queue::Entry> waiting() { return must(queue_.list()); }

  [[nodiscard]] virtual std::size_t held_up() const { return 0; }  // tries that wait for the test
  // Time goes on in steps, as it does for a server; the loop's work on other threads is waited for at each.
  void pass(std::chrono::milliseconds time, std::chrono::milliseconds step = 5s) {
    for (auto gone = 0ms; gone < time; gone += step) {
      time_.pass(step);
      executor_.advance(step);
      executor_.run_until([&] { return dispatch_->in_hand() == held_up() && executor_.timers() == 1; });
    }
  }

  ManualExecutor executor_;
  test::ManualTime time_{executor_.now()};
  Time held_;
  std::optional<address::Mailbox> from_ = at("ann@example.net");
  smtp::Ret ret_ = smtp::Ret::unset;
  smtp::Notify notify_;
  test::SeededRandom random_{3};
  EventList events_;
  test::EngineControls disk_;
  std::unique_ptr<kv::Store> kv_ =
      kv::open_on(std::make_unique<test::HeldEngine>(disk_), {.low_disk_bytes = 1, .time = &time_}).value();
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(random_, time_);
  store::Store store_{{}, *kv_, *blobs_, time_};
  queue::Queue queue_{*kv_, *blobs_, random_};
  config::Live<queue::Settings> settings_;
  std::unique_ptr<directory::Directory> directory_;
  std::vector<AccountId> accounts_;
  std::optional<Delivery> delivery_;
  std::optional<Dispatch> dispatch_;
};

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

// Another server: takes all, unless the test says otherwise; a call may be held until it is let go.
class FakeElsewhere final : public Elsewhere {
 public:
  Task<Handed> hand_over(const queue::Entry& entry, store::Content) override {
    ++asked[entry.leg.hop];
    most[entry.leg.hop] = std::max(most[entry.leg.hop], ++now[entry.leg.hop]);
    if (held.contains(entry.leg.hop)) co_await Hold{waiting};
    --now[entry.leg.hop];
    Handed out;
    out.reports = reports;
    for (const auto& r : entry.leg.recipients) {
      const auto at = answers.find(r.mailbox.text());
      out.recipients.push_back(at == answers.end() ? Answer{Fate::taken, "2.0.0", "", "250 2.0.0 ok", "mx.example.net"}
                                                   : at->second);
    }
    if (const auto at = down.find(entry.leg.hop); at != down.end()) {
      out.nobody_there = true;
      out.recipients.assign(entry.leg.recipients.size(), at->second);
    }
    co_return out;
  }
  void let_go() {
    held.clear();
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
  std::map<std::string, int> asked, most, now;
  std::vector<std::coroutine_handle<>> waiting;
  bool reports = false;
};

const Answer kFull{Fate::later, "4.2.2", "The mailbox is full.", "452 4.2.2 full", "mx.example.net"};
const Answer kUnknown{Fate::refused, "5.1.1", "No such user.", "550 5.1.1 no such user", "mx.example.net"};
const Answer kNobody{Fate::later, "4.4.1", "No answer from mx.example.net.", "", "mx.example.net"};

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
  ~ElsewhereTest() override { elsewhere_.let_go(); }
  [[nodiscard]] std::size_t held_up() const override { return elsewhere_.waiting.size(); }
  std::string report() { return count(accounts_[1]) == 0 ? std::string() : text_of_last(accounts_[1]); }
  void settle() { pass(5s); }

  FakeElsewhere elsewhere_;
  Bounces bounces_;
};

TEST_F(ElsewhereTest, what_is_taken_is_gone_at_once_and_logged) {
  ASSERT_TRUE(deliver({"bob@example.net"}));
  executor_.run_until([&] { return queue_.count() == 0; });
  EXPECT_EQ(elsewhere_.asked["example.net"], 1);
  EXPECT_EQ(events_.last(Event::sent, Key::who), "bob@example.net");
  EXPECT_EQ(events_.last(Event::sent, Key::reason), "250 2.0.0 ok");
  EXPECT_EQ(events_.last(Event::sent, Key::message), "m1");
  EXPECT_EQ(count(accounts_[1]), 0u);
}

TEST_F(ElsewhereTest, of_what_is_refused_the_sender_is_told_at_once_in_the_servers_words) {
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
  pass(5h, 1min);
  EXPECT_NE(report().find("Action: delayed\r\nStatus: 4.2.2\r\n"), std::string::npos) << report();
  pass(30h, 10min);
  EXPECT_NE(report().find("Action: failed\r\nStatus: 5.2.2\r\n"), std::string::npos) << report();
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

TEST_F(ElsewhereTest, where_mail_is_taken_more_is_handed_over_at_once_up_to_the_most) {
  auto settings = *settings_.current();
  settings.most_for_one = 5;
  settings_.set(settings);
  stop();
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(deliver({"b@fast.test"}));
  auto again = ports();
  dispatch_.emplace(*delivery_, again, &elsewhere_);
  dispatch_->start(executor_);
  executor_.run_until([&] { return elsewhere_.asked["fast.test"] >= 100; });
  elsewhere_.held.insert("fast.test");
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
