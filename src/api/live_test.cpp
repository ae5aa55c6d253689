// Streams of the API: lines as events, numbers to go on from, and who does not read.
#include "api/live.h"

#include <gtest/gtest.h>

#include <thread>

#include "events/table.h"
#include "guard/guard.h"
#include "support/api_world.h"

namespace postern::api {
namespace {

namespace json = boost::json;

class LiveTest : public ApiTest {
 protected:
  LiveTest() { stream.set_tls(); }
  void open(const std::string& path, const std::string& fields) {
    spawn(http::serve(stream, std::make_shared<const http::Settings>(), {api, clock, at.events}), [&] { ended = true; });
    stream.push("GET " + path + " HTTP/1.1\r\nHost: mail.home.test\r\n" + fields + "\r\n");
  }
  // The source looks again by the clock, and the operation runs on a thread of its own.
  bool becomes(const std::function<bool()>& holds, const std::function<void()>& meanwhile = [] {}) {
    for (const auto give_up = Clock::now() + std::chrono::seconds(60); !holds() && Clock::now() < give_up;) {
      meanwhile();
      executor.advance(std::chrono::milliseconds(200));
      std::this_thread::yield();
    }
    return holds();
  }
  [[nodiscard]] bool says(const std::string& text) const { return stream.output().find(text) != std::string::npos; }
  void close() {
    stream.cut();
    EXPECT_TRUE(becomes([&] { return ended; }));
    api.stop();  // waits for the thread, which nobody wants any more
  }
  void block(const std::string& network) { at.must("ids.block", {{"network", network}}); }

  void hold(std::string_view to) {
    queue::Envelope envelope;
    envelope.judged.quarantine = "a program";
    envelope.recipients.push_back({address::parse_mailbox(to, address::Charset::utf8).value(), {}, {}, {}});
    const auto body = std::make_shared<const std::string>("Subject: x\r\n\r\n");
    EXPECT_TRUE(run_here(at.queue.add(envelope, body, queue::legs_of(envelope.recipients, queue::kNever))));
  }

  // The number of the first piece of news about quarantine after that one.
  [[nodiscard]] std::string held_after(std::uint64_t number) const {
    for (const auto& one : at.news.changes().after(number, std::chrono::milliseconds(0)).changes)
      if (one.what.topic == admin::Topic::quarantine) return std::to_string(one.number);
    return {};
  }

  FakeStream stream{executor};
  bool ended = false;
};

TEST_F(LiveTest, lines_are_followed_as_events_until_the_client_goes) {
  open("/api/v1/logs/stream?text=needle", as("security"));
  const auto log = [&] { at.logs->write(events::Event::server_error, {}, {{events::Key::reason, "a needle"}}); };
  EXPECT_TRUE(becomes([&] { return says("a needle"); }, log)) << stream.output();
  EXPECT_TRUE(says("Content-Type: text/event-stream\r\n"));
  close();
}

TEST_F(LiveTest, blocks_are_told_when_they_are_made_and_lifted) {
  const auto before = std::to_string(at.guard.block_changes().newest());
  open("/api/v1/ids/blocks/stream?after=" + before, as("security"));
  block("198.51.100.7");
  at.must("ids.unblock", {{"subject", "198.51.100.7"}});
  EXPECT_TRUE(becomes([&] { return says(R"("change":"lifted")"); })) << stream.output();
  const auto made = stream.output().find(R"("change":"made")");
  EXPECT_LT(made, stream.output().find(R"("change":"lifted")"));
  EXPECT_TRUE(says("id: " + std::to_string(std::stoull(before) + 1) + "\ndata: {"));
  EXPECT_TRUE(says(R"("subject":"198.51.100.7/32")"));
  close();
}

// HTML §9.2.4
TEST_F(LiveTest, a_stream_goes_on_after_the_event_that_was_seen_last) {
  const auto before = at.guard.block_changes().newest();
  for (const auto* network : {"198.51.100.1", "198.51.100.2"}) block(network);
  open("/api/v1/ids/blocks/stream", as("security") + "Last-Event-ID: " + std::to_string(before + 1) + "\r\n");
  EXPECT_TRUE(becomes([&] { return says("198.51.100.2/32"); }));
  EXPECT_FALSE(says("198.51.100.1/32"));
  close();
}

TEST_F(LiveTest, who_missed_too_much_is_told_to_list_anew) {
  block("198.51.100.1");
  open("/api/v1/ids/blocks/stream?after=1", as("security"));
  EXPECT_TRUE(becomes([&] { return says(R"("change":"missing")") && says("198.51.100.1"); })) << stream.output();
  close();
}

// So a console asks that does not know what it has missed.
TEST_F(LiveTest, nothing_is_as_old_as_number_zero) {
  open("/api/v1/events?after=0", as("owner"));
  EXPECT_TRUE(becomes([&] { return says(R"("change":"missing")"); })) << stream.output();
  close();
}

TEST_F(LiveTest, a_number_that_is_none_is_refused) {
  EXPECT_EQ(ask("GET /api/v1/ids/blocks/stream", as("security") + "Last-Event-ID: x\r\n").status, 400);
  EXPECT_EQ(ask("GET /api/v1/ids/blocks/stream?after=-1", as("security")).status, 400);
  EXPECT_EQ(ask("GET /api/v1/ids/blocks/stream?limit=1", as("security")).status, 400);
}

TEST_F(LiveTest, mail_is_told_as_it_comes_into_the_queue_and_leaves_it) {
  open("/api/v1/queue/stream?after=" + std::to_string(at.queue.changes().newest()), as("queue"));
  queue::Envelope envelope;
  envelope.recipients.push_back({address::parse_mailbox("x@remote.test", address::Charset::utf8).value(), {}, {}, {}});
  const auto body = std::make_shared<const std::string>("Subject: x\r\n\r\n");
  const auto id = run_here(at.queue.add(envelope, body, queue::legs_of(envelope.recipients, at.time.now()))).value();
  EXPECT_TRUE(becomes([&] { return says(R"("change":"in")") && says("x@remote.test"); })) << stream.output();
  EXPECT_TRUE(run_here(at.queue.remove(id)));
  EXPECT_TRUE(becomes([&] { return says(R"("change":"out")"); })) << stream.output();
  close();
}

TEST_F(LiveTest, what_changes_is_told_in_a_word) {
  open("/api/v1/events", as("owner"));
  EXPECT_TRUE(becomes([&] { return says("text/event-stream"); }));
  const auto change = [&] {
    at.news.write(events::Event::setting_changed, {}, {{events::Key::name, "spam.low"}, {events::Key::value, "a secret"}});
  };
  EXPECT_TRUE(becomes([&] { return says(R"({"kind":"setting","key":"spam.low","number":)"); }, change)) << stream.output();
  EXPECT_TRUE(becomes([&] { return says(R"({"kind":"block","number":)"); }, [&] { block("198.51.100.7"); }));
  const auto end_one = [&] {
    at.news.write(events::Event::administrator_acted, {},
                  {{events::Key::name, "admin.end-session"}, {events::Key::reason, "done"}});
  };
  EXPECT_TRUE(becomes([&] { return says(R"({"kind":"session")"); }, end_one)) << "one session, as well as all of somebody";
  const auto keep = [&] {
    at.news.write(events::Event::administrator_acted, {},
                  {{events::Key::name, "settings.keep"}, {events::Key::reason, "done"}});
  };
  EXPECT_TRUE(becomes([&] { return says(R"({"kind":"setting","number":)"); }, keep)) << "a trial ends without a change";
  EXPECT_FALSE(says("a secret"));
  EXPECT_FALSE(says("198.51.100.7"));
  close();
}

TEST_F(LiveTest, each_role_hears_what_it_may_look_at) {
  open("/api/v1/events", as("security"));
  EXPECT_TRUE(becomes([&] { return says("text/event-stream"); }));
  const auto change = [&] {
    at.news.write(events::Event::setting_changed, {}, {{events::Key::name, "spam.low"}});
    at.news.tell(admin::Topic::queue);
    at.news.tell(admin::Topic::quarantine);
    at.news.tell(admin::Topic::connection);
    at.news.tell(admin::Topic::count);
  };
  EXPECT_TRUE(becomes([&] { return says(R"("kind":"count")"); }, change)) << stream.output();
  EXPECT_FALSE(says(R"("kind":"setting")"));
  EXPECT_FALSE(says(R"("kind":"queue")"));
  EXPECT_FALSE(says(R"("kind":"quarantine")"));
  EXPECT_TRUE(says(R"("kind":"connection")"));
  close();
}

TEST_F(LiveTest, a_domains_administrator_hears_of_his_own_quarantine_alone) {
  const auto before = at.news.changes().newest();
  open("/api/v1/events?after=" + std::to_string(before), as("home"));
  hold("x@other.test");
  std::string others;  // the number of the piece about it
  EXPECT_TRUE(becomes([&] { return !(others = held_after(before)).empty(); }));
  at.news.tell(admin::Topic::connection);
  hold("x@home.test");
  EXPECT_TRUE(becomes([&] { return says(R"({"kind":"quarantine","number":)"); })) << stream.output();
  EXPECT_FALSE(says("\"number\":" + others + "}")) << "that was none of his";
  EXPECT_FALSE(says(R"("kind":"connection")"));
  close();
}

TEST_F(LiveTest, who_looks_after_all_domains_hears_of_all_quarantine) {
  const auto before = at.news.changes().newest();
  open("/api/v1/events?after=" + std::to_string(before), as("domains"));
  hold("x@other.test");
  EXPECT_TRUE(becomes([&] { return says(R"({"kind":"quarantine","number":)"); })) << stream.output();
  close();
}

TEST_F(LiveTest, a_stream_ends_soon_after_its_session) {
  open("/api/v1/events", as("security"));
  EXPECT_TRUE(becomes([&] { return says("text/event-stream"); }));
  EXPECT_FALSE(ended);
  keeper.ended = true;
  EXPECT_TRUE(becomes([&] { return says("\r\n0\r\n\r\n"); })) << stream.output();
  close();
}

TEST_F(LiveTest, one_caller_leaves_streams_to_the_others) {
  auto limits = *doors.console.current();
  limits.live_per_minute = 0;  // how many at once, not how often
  doors.console.set(limits);
  std::vector<std::unique_ptr<FakeStream>> open_ones;
  std::size_t over = 0;
  const auto follow = [&](const std::string& who) {
    auto& one = *open_ones.emplace_back(std::make_unique<FakeStream>(executor));
    one.set_tls();
    spawn(http::serve(one, std::make_shared<const http::Settings>(), {api, clock, at.events}), [&] { ++over; });
    one.push("GET /api/v1/events HTTP/1.1\r\nHost: mail.home.test\r\n" + as(who) + "\r\n");
    EXPECT_TRUE(becomes([&] { return !one.output().empty(); }));
    return one.output().substr(9, 3);
  };
  for (int i = 0; i < 40; ++i) EXPECT_EQ(follow("home"), "200") << i;
  EXPECT_EQ(follow("home"), "503");
  EXPECT_EQ(follow("owner"), "200");
  for (auto& one : open_ones) one->cut();
  EXPECT_TRUE(becomes([&] { return over == open_ones.size(); }));
  api.stop();
}

TEST_F(LiveTest, who_does_not_read_is_dropped) {
  open("/api/v1/ids/blocks/stream?after=" + std::to_string(at.guard.block_changes().newest()), as("security"));
  EXPECT_TRUE(becomes([&] { return says("text/event-stream"); }));
  stream.hold_writes(true);
  guard::Block large;
  large.network = IpNetwork::parse("198.51.100.7").value();
  large.rule = guard::kByHand;
  large.description = std::string(64 * 1024, 'x');
  EXPECT_TRUE(becomes([&] { return ended; }, [&] { run_here(at.guard.block_by_hand(large)).value(); }));
  api.stop();  // nothing is left that would wait for the reader
}

}  // namespace
}  // namespace postern::api
