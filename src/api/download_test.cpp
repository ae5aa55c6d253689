// Files over the API: chunk by chunk, as fast as they are taken, and nobody's path.
#include "api/download.h"

#include <gtest/gtest.h>

#include <atomic>

#include "events/table.h"
#include "http/http.h"
#include "support/api_world.h"

namespace postern::api {
namespace {

// RFC 9112 §7.1; without its last chunk it is not whole.
std::optional<std::string> unchunked(std::string_view body) {
  std::string out;
  while (true) {
    const auto line = body.find("\r\n");
    if (line == body.npos) return {};
    const auto size = std::stoul(std::string(body.substr(0, line)), nullptr, 16);
    if (body.size() < line + 4 + size) return {};
    if (size == 0) return out;
    out += body.substr(line + 2, size);
    body.remove_prefix(line + 4 + size);
  }
}

constexpr auto kDay = "2026-09-21";  // of the world's clock

class DownloadTest : public ApiTest {
 protected:
  void log(std::uint64_t session, std::string_view text) {
    at.logs->events::Sink::write(events::Event::delivered, SessionId(session),
                                 {{events::Key::to, "ann@home.test"}, {events::Key::text, text}});
    at.logs->settle();
  }
  std::string text_of(const std::string& query = "", const std::string& log = "delivery") {
    const auto a = ask("GET /api/v1/logs/" + log + "/days/" + kDay + query, as("security"));
    EXPECT_EQ(a.status, 200) << a.body;
    return unchunked(a.body).value_or("not whole: " + a.body);
  }
};

TEST_F(DownloadTest, a_day_of_a_log_comes_as_a_file) {
  log(7, "a needle");
  log(8, "hay");
  const auto a = ask(std::string("GET /api/v1/logs/delivery/days/") + kDay, as("security"));
  EXPECT_EQ(a.status, 200);
  EXPECT_EQ(a.field("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(a.field("Content-Disposition"), "attachment; filename=\"delivery-2026-09-21.log\"");
  EXPECT_EQ(a.field("X-Content-Type-Options"), "nosniff");
  const auto text = unchunked(a.body).value();
  EXPECT_NE(text.find("text=\"a needle\"\n"), text.npos) << text;
  EXPECT_NE(text.find("text=hay\n"), text.npos) << text;
  EXPECT_EQ(text_of("", "imap"), "");
  const auto head = ask(std::string("HEAD /api/v1/logs/delivery/days/") + kDay, as("security"));
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
}

TEST_F(DownloadTest, words_choose_as_in_a_search) {
  log(7, "a needle");
  log(7, "before and after");
  log(8, "hay");
  const auto raw = ask(std::string("GET /api/v1/logs/delivery/days/") + kDay + "?raw&text=needle", as("security"));
  EXPECT_EQ(raw.field("Content-Type"), "application/x-ndjson");
  EXPECT_EQ(raw.field("Content-Disposition"), "attachment; filename=\"delivery-2026-09-21.jsonl\"");
  const auto line = unchunked(raw.body).value();
  EXPECT_EQ(boost::json::parse(line).at("text"), "a needle");
  const auto whole = text_of("?text=needle&sessions");
  EXPECT_NE(whole.find("before and after"), whole.npos);
  EXPECT_EQ(whole.find("hay"), whole.npos);
  EXPECT_NE(text_of("?session=8").find("hay"), std::string::npos);
  EXPECT_EQ(text_of("?account=bob@other.test"), "");
}

TEST_F(DownloadTest, what_is_no_day_and_no_log_is_no_path) {
  for (const auto* path : {"delivery/days/2026-13-01", "delivery/days/2026-02-30", "delivery/days/20260921",
                           "delivery/days/today", "delivery/days/2026-9-21x", "delivery/days/%2e%2e%2f%2e%2e",
                           "..%2f..%2fetc%2fpasswd/days/2026-09-21", "delivery.2026/days/2026-09-21", "/days/2026-09-21"})
    EXPECT_EQ(ask(std::string("GET /api/v1/logs/") + path, as("security")).status, 400) << path;
  for (const auto* query : {"?limit=1", "?path=/etc/passwd", "?session=zz"})
    EXPECT_EQ(ask(std::string("GET /api/v1/logs/delivery/days/") + kDay + query, as("security")).status, 400) << query;
  EXPECT_EQ(ask(std::string("GET /api/v1/logs/delivery/days/") + kDay, as("home")).status, 404) << "logs hold what is others'";
}

// Answers every request with a file of so many pieces.
class FileSite final : public http::Site {
 public:
  FileSite(auth::HashPool& threads, const TimeSource& time) : threads_(threads), time_(time) {}
  [[nodiscard]] bool is_called(std::string_view, const IpAddress&) const override { return true; }
  Task<http::Opened> open(const http::Request&, const http::Client&) override {
    auto next = [this]() -> Result<std::optional<std::string>> {
      if (++*asked > pieces) return std::optional<std::string>();
      return std::optional(std::string(1000, 'x'));
    };
    co_return http::Opened(
        answer_of({"a.log", "text/plain", std::move(next)}, threads_, 1, time_, [this] { return is_let_in; }));
  }
  [[nodiscard]] http::Response problem(std::uint16_t status, std::string_view) const override { return {.status = status}; }

  std::shared_ptr<std::atomic<int>> asked = std::make_shared<std::atomic<int>>(0);
  int pieces = 100;
  bool is_let_in = true;

 private:
  auth::HashPool& threads_;
  const TimeSource& time_;
};

class FileTest : public testing::Test {
 protected:
  FileTest() {
    stream.set_tls();
    spawn(http::serve(stream, std::make_shared<const http::Settings>(), {site, clock, events}), [&] { ended = true; });
  }
  void ask() {
    stream.push("GET / HTTP/1.1\r\nHost: mail.home.test\r\n\r\n");
    executor.run_until_idle();
  }
  ManualExecutor executor;
  ExecutorTime clock{executor};
  auth::HashPool threads{auth::HashPoolSettings{}};
  FileSite site{threads, clock};
  EventList events;
  FakeStream stream{executor};
  bool ended = false;
};

TEST_F(FileTest, no_piece_is_read_before_the_one_before_was_taken) {
  ask();
  executor.run_until([&] { return *site.asked >= 1; });
  stream.hold_writes(true);
  executor.run_until([&] { return stream.writes() > 1; });
  const int asked = *site.asked;
  executor.run_until_idle();
  executor.advance(std::chrono::seconds(5));
  EXPECT_EQ(*site.asked, asked) << "one is on its way, and no further one";
  stream.hold_writes(false);
  executor.run_until([&] { return stream.output().ends_with("0\r\n\r\n"); });
  EXPECT_EQ(unchunked(stream.output().substr(stream.output().find("\r\n\r\n") + 4))->size(), 100'000u);
  EXPECT_FALSE(ended);
  stream.cut();
  executor.run_until([&] { return ended; });
}

TEST_F(FileTest, a_client_who_does_not_take_it_is_let_go) {
  stream.hold_writes(true);
  ask();
  executor.advance(std::chrono::seconds(31));
  executor.run_until([&] { return ended; });
  EXPECT_LE(*site.asked, 1);
}

TEST_F(FileTest, a_client_who_goes_ends_it) {
  site.pieces = 1'000'000'000;
  ask();
  executor.run_until([&] { return *site.asked >= 3; });
  stream.cut();
  executor.run_until([&] { return ended; });
  const int asked = *site.asked;
  executor.run_until_idle();
  EXPECT_EQ(*site.asked, asked);
}

TEST_F(FileTest, who_would_not_be_let_in_any_more_is_cut_off) {
  site.pieces = 1'000'000'000;
  ask();
  executor.run_until([&] { return *site.asked >= 3; });
  site.is_let_in = false;
  executor.advance(std::chrono::seconds(5));
  executor.run_until([&] { return ended; });
  EXPECT_FALSE(unchunked(stream.output().substr(stream.output().find("\r\n\r\n") + 4)));
}

TEST_F(FileTest, one_that_takes_longer_than_an_hour_is_cut_off) {
  site.pieces = 1'000'000'000;
  ask();
  executor.run_until([&] { return *site.asked >= 3; });
  executor.advance(std::chrono::hours(1));
  executor.run_until([&] { return ended; });
  EXPECT_FALSE(unchunked(stream.output().substr(stream.output().find("\r\n\r\n") + 4))) << "and shows that it is not whole";
}

}  // namespace
}  // namespace postern::api
