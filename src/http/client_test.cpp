// Where somebody else's server may be: its address, and what is never called.
#include "http/client.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace postern::http {
namespace {

TEST(Url, https_alone_and_nothing_that_is_none) {
  const auto full = parse_url("https://hook.example.org:8443/a/b?c=d").value();
  EXPECT_EQ(full.host, "hook.example.org");
  EXPECT_EQ(full.port, 8443);
  EXPECT_EQ(full.path, "/a/b?c=d");
  EXPECT_EQ(full.authority(), "hook.example.org:8443");
  EXPECT_EQ(parse_url("https://hook.example.org")->path, "/");
  EXPECT_EQ(parse_url("https://hook.example.org?x")->path, "/?x");
  EXPECT_EQ(parse_url("https://[2001:db8::1]:444/")->host, "2001:db8::1");
  EXPECT_EQ(parse_url("https://[2001:db8::1]:444/")->authority(), "[2001:db8::1]:444");
  for (const char* wrong :
       {"", "http://a.test/", "https://", "https:///x", "https://a.test:0/", "https://a.test:65536/", "https://a.test:1x/",
        "https://user@a.test/", "https://a.test/ x", "https://a.test/\r\nX: y", "https://a.test/#x", "https://[::1/",
        "https://[::1]x/", "https://a b/", "file:///etc/passwd", "https://a.test\\@b.test/", "https://::1/"})
    EXPECT_FALSE(parse_url(wrong)) << wrong;
}

// Nobody comes to ask the system for a name by having said nothing.
static_assert(!std::is_default_constructible_v<Caller> && !std::is_default_constructible_v<Lookups> &&
              !std::is_default_constructible_v<Call> && !std::is_constructible_v<Call, std::nullptr_t>);

Caller caller_by(Lookups lookups) {
  return Caller([lookups = std::move(lookups)](const std::string& host, Deadline until) { return lookups.find(host, until); });
}

TEST(Caller, what_is_inside_is_not_called) {
  for (const char* host : {"127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0",
                           "0x7f.1", "2130706433"}) {
    const auto done = caller_by(Lookups(resolve_by_system))({.url = {.host = host}, .headers = {}, .body = {}, .extra_ca = {}});
    ASSERT_FALSE(done) << host;
    EXPECT_TRUE(done.error().kind == Failure::denied || done.error().text == "The host is not known")
        << host << done.error().text;
  }
}

// A resolver that says nothing until it is let go.
struct HangingResolver {
  std::promise<void> let_go;
  std::shared_future<void> gone = let_go.get_future().share();
  std::shared_ptr<std::atomic<int>> asked = std::make_shared<std::atomic<int>>(0);

  [[nodiscard]] Resolve resolve() const {
    return [gone = gone, asked = asked](const std::string&) -> Result<Addresses> {
      if (++*asked > 1) return Addresses{IpAddress::parse("192.0.2.2").value()};
      gone.wait();
      return Addresses{IpAddress::parse("192.0.2.1").value()};
    };
  }
};

using std::chrono::milliseconds;

TEST(Caller, a_look_up_that_hangs_does_not_outlast_the_deadline) {
  HangingResolver hanging;
  const auto client = caller_by(Lookups(hanging.resolve()));
  const auto done =
      client({.url = {.host = "hook.example.org"}, .headers = {}, .body = {}, .extra_ca = {}, .patience = milliseconds(30)});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Failure::timeout);
  hanging.let_go.set_value();
}

TEST(Lookups, a_late_answer_is_dropped_and_is_none_to_the_next_question) {
  HangingResolver hanging;
  const Lookups lookups(hanging.resolve());
  EXPECT_EQ(lookups.find("a.example.org", Clock::now() + milliseconds(30)).error().kind, Failure::timeout);
  hanging.let_go.set_value();
  const auto found = lookups.find("b.example.org", Clock::now() + std::chrono::seconds(10));
  EXPECT_EQ(found.value(), Addresses{IpAddress::parse("192.0.2.2").value()});
}

TEST(Lookups, while_as_many_hang_as_may_a_further_one_fails_at_once) {
  HangingResolver hanging;
  const Lookups lookups(hanging.resolve(), 1);
  EXPECT_EQ(lookups.find("a.example.org", Clock::now() + milliseconds(30)).error().kind, Failure::timeout);
  const auto start = Clock::now();
  EXPECT_EQ(lookups.find("b.example.org", start + std::chrono::seconds(10)).error().kind, Failure::unavailable);
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(*hanging.asked, 1);
  hanging.let_go.set_value();
}

TEST(Lookups, an_address_is_its_own_answer) {
  const Lookups lookups(resolve_by_system);
  const auto until = Clock::now() + std::chrono::seconds(10);
  EXPECT_EQ(lookups.find("192.0.2.7", until).value(), Addresses{IpAddress::parse("192.0.2.7").value()});
  EXPECT_EQ(lookups.find("2001:db8::7", until).value(), Addresses{IpAddress::parse("2001:db8::7").value()});
}

}  // namespace
}  // namespace postern::http
