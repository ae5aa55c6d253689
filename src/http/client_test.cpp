// Where somebody else's server may be: its address, and what is never called.
#include "http/client.h"

#include <gtest/gtest.h>

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

TEST(Client, what_is_inside_is_not_called) {
  for (const char* host : {"127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0",
                           "0x7f.1", "2130706433"}) {
    const auto done = call({.url = {.host = host}, .headers = {}, .body = {}, .extra_ca = {}});
    ASSERT_FALSE(done) << host;
    EXPECT_TRUE(done.error().kind == Failure::denied || done.error().text == "The host is not known")
        << host << done.error().text;
  }
}

}  // namespace
}  // namespace postern::http
