// Dialogues over a connection in memory.
#include <gtest/gtest.h>

#include <deque>

#include "events/table.h"
#include "http/http.h"
#include "support/event_list.h"
#include "support/executor_time.h"
#include "support/fake_stream.h"

namespace postern::http {
namespace {

class Pieces final : public Source {
 public:
  explicit Pieces(std::deque<std::string> pieces, std::string_view heartbeat = ":\n\n")
      : pieces_(std::move(pieces)), heartbeat_(heartbeat) {}
  Task<Result<std::optional<std::string>>> next(Deadline until) override {
    if (pieces_.empty()) co_return std::optional<std::string>();
    auto piece = std::move(pieces_.front());
    pieces_.pop_front();
    if (piece == "broken") co_return fail(Failure::corrupt, "It cannot be read");
    if (piece.empty()) co_await pause_until{until};
    co_return std::optional(std::move(piece));
  }
  [[nodiscard]] std::string_view heartbeat() const override { return heartbeat_; }

 private:
  std::deque<std::string> pieces_;
  std::string_view heartbeat_;
};

// Echoes bodies on /echo, streams on /stream, refuses /closed by its head.
class EchoSite final : public Site {
 public:
  class Echo final : public Exchange {
   public:
    Echo(const Request& request, EchoSite& site) : request_(request), site_(site) {}
    [[nodiscard]] std::size_t body_limit() const override { return 40'000; }
    Task<Response> answer(std::string body) override {
      ++site_.answered;
      Response r{.content_type = "text/plain", .body = name(request_.method) == "GET" ? "hello" : body};
      if (request_.path_text() == "/stream") {
        r.source = std::make_unique<Pieces>(std::deque<std::string>{"one", "", "", "", "", "", "", "", "", "two"});
      }
      if (request_.path_text() == "/file")
        r.source = std::make_unique<Pieces>(std::deque<std::string>{"one", "", "", "", "", "", "", "", "", "two"}, "");
      if (request_.path_text() == "/broken") r.source = std::make_unique<Pieces>(std::deque<std::string>{"one", "broken"}, "");
      if (r.source) r.body.clear();
      if (request_.path_text() == "/split") r.fields.push_back({"X-Said", "a\r\nSet-Cookie: b"});
      co_return std::move(r);
    }

   private:
    const Request& request_;
    EchoSite& site_;
  };

  [[nodiscard]] bool is_called(std::string_view host, const IpAddress&) const override { return host == "home.test"; }
  Task<Opened> open(const Request& request, const Client& client) override {
    last = client;
    if (request.path_text() == "/closed") co_return Opened(problem(403, "Not you"));
    std::unique_ptr<Exchange> exchange = std::make_unique<Echo>(request, *this);
    co_return Opened(std::move(exchange));
  }
  [[nodiscard]] Response problem(std::uint16_t status, std::string_view why) const override {
    return {.status = status, .content_type = "text/plain", .body = std::string(why)};
  }
  int answered = 0;
  Client last;
};

class SessionTest : public testing::Test {
 protected:
  SessionTest() {
    stream.set_tls();
    start();
  }
  ~SessionTest() override {
    stream.cut();
    executor.run_until_idle();
  }
  void start() {
    spawn(serve(stream, std::make_shared<const Settings>(), Ports{site, time, events}), [this] { ended = true; });
  }
  std::string say(std::string_view bytes) {
    stream.push(bytes);
    executor.run_until_idle();
    return stream.take_output();
  }
  static std::string request(std::string_view line, std::string_view fields = "", std::string_view body = "") {
    return std::string(line) + " HTTP/1.1\r\nHost: home.test\r\n" + std::string(fields) + "\r\n" + std::string(body);
  }

  ManualExecutor executor;
  FakeStream stream{executor};
  ExecutorTime time{executor};
  EventList events;
  EchoSite site;
  bool ended = false;
};

TEST_F(SessionTest, answers_and_goes_on) {
  const auto said = say(request("GET /"));
  EXPECT_TRUE(said.starts_with("HTTP/1.1 200 OK\r\nDate: Mon, 21 Sep 2026 14:13:20 GMT\r\n")) << said;
  EXPECT_TRUE(said.ends_with("Content-Length: 5\r\n\r\nhello")) << said;
  EXPECT_TRUE(say(request("POST /echo", "Content-Length: 3\r\n", "abc")).ends_with("\r\n\r\nabc"));
  EXPECT_FALSE(ended);
  EXPECT_EQ(events.count(events::Event::http_request), 2u);
}

TEST_F(SessionTest, every_answer_is_secured_and_names_no_product) {
  for (const auto& bytes : {request("GET /"), request("POST /closed"), std::string("GET / HTTP/1.1\nx\n\n")}) {
    const auto said = say(bytes);
    for (const auto& f : security_fields(Surface::data))
      EXPECT_NE(said.find(f.name + ": " + f.value + "\r\n"), std::string::npos) << said;
    EXPECT_EQ(said.find("Server:"), std::string::npos);
    EXPECT_EQ(said.find("ostern"), std::string::npos);
    EXPECT_NE(said.find("\r\nDate: "), std::string::npos);
  }
}

TEST_F(SessionTest, pipelined_requests_are_answered_in_their_order_in_any_split) {
  stream.split_reads(3);
  const auto said =
      say(request("POST /echo", "Content-Length: 1\r\n", "1") + request("POST /echo", "Content-Length: 1\r\n", "2"));
  const auto one = said.find("\r\n\r\n1"), two = said.find("\r\n\r\n2");
  EXPECT_NE(one, std::string::npos);
  EXPECT_LT(one, two);
  EXPECT_NE(two, std::string::npos);
}

TEST_F(SessionTest, head_is_get_without_its_body) {
  const auto said = say(request("HEAD /echo"));
  EXPECT_TRUE(said.ends_with("Content-Length: 0\r\n\r\n")) << said;
}

TEST_F(SessionTest, another_host_is_misdirected) {
  EXPECT_TRUE(say("GET / HTTP/1.1\r\nHost: other.test\r\n\r\n").starts_with("HTTP/1.1 421 "));
  EXPECT_TRUE(ended);
  EXPECT_EQ(site.answered, 0);
}

TEST_F(SessionTest, a_refused_request_is_answered_before_its_body) {
  EXPECT_TRUE(say(request("POST /closed", "Content-Length: 1000\r\n")).starts_with("HTTP/1.1 403 "));
  EXPECT_TRUE(ended);
}

TEST_F(SessionTest, a_body_over_the_limit_is_refused_before_it_is_read) {
  const auto said = say(request("POST /echo", "Content-Length: 40001\r\nExpect: 100-continue\r\n"));
  EXPECT_TRUE(said.starts_with("HTTP/1.1 413 ")) << said;
  EXPECT_NE(said.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(ended);
  EXPECT_EQ(site.answered, 0);
}

TEST_F(SessionTest, who_waits_for_continue_is_told) {
  EXPECT_EQ(say(request("POST /echo", "Content-Length: 2\r\nExpect: 100-continue\r\n")), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(say("hi").ends_with("\r\n\r\nhi"));
}

TEST_F(SessionTest, an_error_of_grammar_ends_the_connection_and_nothing_more_is_read) {
  EXPECT_TRUE(say("GET / HTTP/1.1\r\nHost: home.test\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" +
                  request("POST /echo"))
                  .starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(ended);
  EXPECT_EQ(site.answered, 0);
}

TEST_F(SessionTest, H33_a_client_behind_a_listed_proxy_is_the_client) {
  FakeStream proxied(executor);
  proxied.set_tls();
  const auto ends = [this] { ended = true; };
  spawn(serve(proxied, std::make_shared<const Settings>(), Ports{site, time, events, {IpNetwork::parse("192.0.2.7").value()}}),
        ends);
  proxied.push(request("GET /echo", "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n"));
  executor.run_until_idle();
  EXPECT_EQ(site.last.address.text(), "203.0.113.9");
  EXPECT_EQ(events.last(events::Event::http_request, events::Key::ip), "203.0.113.9");
  EXPECT_TRUE(proxied.take_output().starts_with("HTTP/1.1 200 "));
  proxied.push(request("GET /echo", "X-Forwarded-For: 203.0.113.9\r\nForwarded: for=198.51.100.1\r\n") + request("GET /echo"));
  executor.run_until_idle();
  const auto said = proxied.take_output();
  EXPECT_TRUE(said.starts_with("HTTP/1.1 400 "));
  EXPECT_EQ(said.find("HTTP/1.1 ", 1), said.npos) << "nothing more is read";
  EXPECT_TRUE(ended);
}

TEST_F(SessionTest, a_head_that_drips_is_given_up) {
  say("GET / HT");
  for (int i = 0; i < 14; ++i) {
    executor.advance(std::chrono::seconds(1));
    say("x");
  }
  EXPECT_FALSE(ended);
  executor.advance(std::chrono::seconds(2));
  EXPECT_TRUE(ended);
  EXPECT_TRUE(stream.take_output().starts_with("HTTP/1.1 408 "));
}

TEST_F(SessionTest, a_body_that_does_not_come_is_given_up) {
  say(request("POST /echo", "Content-Length: 10\r\n", "12"));
  executor.advance(std::chrono::seconds(31));
  EXPECT_TRUE(ended);
  EXPECT_TRUE(stream.take_output().starts_with("HTTP/1.1 408 "));
}

TEST_F(SessionTest, an_idle_connection_ends_without_a_word) {
  say(request("GET /"));
  executor.advance(std::chrono::seconds(61));
  EXPECT_TRUE(ended);
  EXPECT_EQ(stream.take_output(), "");
}

TEST_F(SessionTest, a_peer_that_does_not_read_is_given_up) {
  stream.hold_writes(true);
  say(request("GET /"));
  executor.advance(std::chrono::seconds(31));
  EXPECT_TRUE(ended);
}

TEST_F(SessionTest, a_source_is_chunked_and_says_now_and_then_that_it_is_there) {
  auto said = say(request("GET /stream"));
  EXPECT_NE(said.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_EQ(said.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(said.ends_with("\r\n\r\n3\r\none\r\n")) << said;
  executor.advance(std::chrono::seconds(14));
  EXPECT_EQ(stream.take_output(), "");
  executor.advance(std::chrono::seconds(2));
  EXPECT_EQ(stream.take_output(), "3\r\n:\n\n\r\n3\r\ntwo\r\n0\r\n\r\n");
  EXPECT_FALSE(ended);
  EXPECT_TRUE(say(request("GET /")).ends_with("hello"));  // the connection is as it was
}

TEST_F(SessionTest, a_source_ends_when_nobody_listens) {
  say(request("GET /stream"));
  stream.push_end();
  executor.advance(std::chrono::seconds(3));
  EXPECT_TRUE(ended);
  EXPECT_EQ(stream.take_output(), "");
}

TEST_F(SessionTest, what_comes_while_a_source_is_silent_is_the_next_request) {
  say(request("GET /stream"));
  EXPECT_EQ(say(request("GET /")), "");
  executor.advance(std::chrono::seconds(17));
  EXPECT_TRUE(stream.take_output().ends_with("hello"));
  EXPECT_FALSE(ended);
}

TEST_F(SessionTest, a_source_ends_with_the_server) {
  say(request("GET /stream"));
  stream.stop();
  executor.advance(std::chrono::seconds(3));
  EXPECT_TRUE(ended);
  EXPECT_TRUE(stream.take_output().ends_with("0\r\n\r\n"));
}

TEST_F(SessionTest, to_a_file_nothing_is_added_while_it_waits) {
  say(request("GET /file"));
  executor.advance(std::chrono::seconds(20));
  EXPECT_EQ(stream.take_output(), "3\r\ntwo\r\n0\r\n\r\n");
  EXPECT_FALSE(ended);
}

TEST_F(SessionTest, a_file_that_is_not_whole_has_no_end) {
  EXPECT_TRUE(say(request("GET /broken")).ends_with("\r\n\r\n3\r\none\r\n"));
  EXPECT_TRUE(ended);
}

TEST_F(SessionTest, a_server_that_stops_does_not_tell_a_file_whole) {
  say(request("GET /file"));
  stream.stop();
  executor.advance(std::chrono::seconds(3));
  EXPECT_TRUE(ended);
  EXPECT_EQ(stream.take_output(), "");
}

TEST_F(SessionTest, nothing_splits_an_answer) {
  const auto said = say(request("GET /split"));
  EXPECT_NE(said.find("X-Said: aSet-Cookie: b\r\n"), std::string::npos);
}

TEST_F(SessionTest, the_last_request_is_the_last) {
  EXPECT_NE(say(request("GET /", "Connection: close\r\n")).find("Connection: close\r\n"), std::string::npos);
  EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace postern::http
