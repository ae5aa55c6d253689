// Heads as they come in: what is read of them, and all that is refused.
#include "http/request.h"

#include <gtest/gtest.h>

#include <string>

namespace postern::http {
namespace {

std::string get(std::string_view target, std::string_view fields = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: mail.home.test\r\n" + std::string(fields) + "\r\n";
}

std::expected<Request, Refusal> read(const std::string& head, const HeadLimits& limits = {}) {
  HeadScanner scanner(limits);
  const auto size = scanner.look(head);
  if (!size) return std::unexpected(size.error());
  if (*size == 0) return std::unexpected(Refusal{0, "more"});
  return parse_head(std::string_view(head).substr(0, *size), limits);
}

int status(const std::string& head, const HeadLimits& limits = {}) {
  const auto request = read(head, limits);
  return request ? 200 : request.error().status;
}

TEST(Request, is_read_with_path_query_and_fields) {
  const auto r = read(
      "POST /api/v1/accounts/ann%2Fx%40home.test/password?text=a+b%2B&limit=5 HTTP/1.1\r\n"
      "Host: Mail.Home.Test:9998\r\nContent-Length: 12\r\nX-Forwarded-For: a\r\nAccept:\t */* \r\nX-Forwarded-For: b\r\n"
      "Expect: 100-continue\r\nConnection: TE, Close\r\n\r\n");
  ASSERT_TRUE(r) << r.error().why;
  EXPECT_EQ(r->method, Method::post);
  EXPECT_EQ(r->path, (std::vector<std::string>{"api", "v1", "accounts", "ann/x@home.test", "password"}));
  ASSERT_EQ(r->query.size(), 2u);
  EXPECT_EQ(r->query[0].value, "a b+");
  EXPECT_EQ(r->host, "mail.home.test");
  EXPECT_EQ(r->authority, "mail.home.test:9998");
  EXPECT_EQ(r->content_length, 12u);
  EXPECT_EQ(r->field("accept"), "*/*");
  EXPECT_EQ(r->field("x-forwarded-for"), "a, b");
  EXPECT_TRUE(r->expects_continue);
  EXPECT_FALSE(r->keep_alive);
  EXPECT_TRUE(read(get("/"))->path.empty());
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: [::1]:99\r\n\r\n")->host, "::1");
}

// RFC 9112 §6.3: what could be read in two lengths has none.
TEST(Request, lengths_that_disagree_are_refused) {
  EXPECT_EQ(status(get("/", "Content-Length: 1\r\nContent-Length: 2\r\n")), 400);
  EXPECT_EQ(status(get("/", "Content-Length: 1\r\nContent-Length: 1\r\n")), 400);
  EXPECT_EQ(status(get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")), 400);
  EXPECT_EQ(status(get("/", "Transfer-Encoding: chunked\r\n")), 411);
  for (const auto* length : {"+1", "-1", "0x1", "1,1", "1 1", "", "99999999999999999999999", "1.0"})
    EXPECT_EQ(status(get("/", "Content-Length: " + std::string(length) + "\r\n")), 400) << length;
}

// RFC 9112 §2.2, §5.2
TEST(Request, line_ends_and_folding_are_strict) {
  EXPECT_EQ(status("GET / HTTP/1.1\nHost: a\n\n"), 400);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"), 400);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n"), 400);
  EXPECT_EQ(status(get("/", "X: a\r\n b\r\n")), 400);  // obs-fold
  EXPECT_EQ(status("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(status("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), 400);
}

// RFC 9112 §3.2, RFC 3986 §3.2
TEST(Request, host_is_there_once_and_a_name) {
  EXPECT_EQ(status("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(status(get("/", "Host: mail.home.test\r\n")), 400);
  for (const auto* host :
       {"", "a b", "user@home.test", "home.test:", "home.test:x", "home.test:70000", "[::1", "home.test/x", "a,b", ":80"})
    EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), 400) << host;
}

// RFC 9110 §5.5, RFC 9112 §5.1
TEST(Request, fields_have_no_controls_and_no_blank_before_the_colon) {
  for (const auto* field : {"X : a", "X", ": a", "X\x01: a", "X: a\x01", "X: a\x7f", "(X): a", "X\xc3\xa4: a"})
    EXPECT_EQ(status(get("/", std::string(field) + "\r\n")), 400) << field;
  EXPECT_EQ(status(get("/", std::string("X: a\0b\r\n", 8))), 400);
  EXPECT_EQ(status(get("/", "X: \xc3\xa4\r\n")), 200);  // obs-text
  EXPECT_EQ(status(get("/", "Authorization: a\r\nauthorization: b\r\n")), 400);
  EXPECT_EQ(status(get("/", "Expect: something\r\n")), 417);
}

TEST(Request, the_request_line_is_exact) {
  for (const auto* line : {"GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /\t HTTP/1.1",
                           "G(T / HTTP/1.1", "GET / http/1.1", "GET http://home.test/ HTTP/1.1", "OPTIONS * HTTP/1.1",
                           "GET a HTTP/1.1", "GET /a#b HTTP/1.1", "GET /\xc3\xa4 HTTP/1.1"})
    EXPECT_EQ(status(std::string(line) + "\r\nHost: a\r\n\r\n"), 400) << line;
  EXPECT_EQ(status("GET / HTTP/1.0\r\nHost: a\r\n\r\n"), 505);
  EXPECT_EQ(status("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
  EXPECT_EQ(status("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
  EXPECT_EQ(status("get / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
}

// RFC 3986 §3.3
TEST(Request, a_path_says_what_it_means) {
  for (const auto* path :
       {"//", "/a//b", "/a/", "/./a", "/a/../b", "/%2e%2e/a", "/%", "/%4", "/%zz", "/%00", "/%0a", "/%ff", "/%c0%af"})
    EXPECT_EQ(status(get(path)), 400) << path;
  for (const auto* query : {"/?=a", "/?a=%0d%0a", "/?a=%f", "/?&"}) EXPECT_EQ(status(get(query)), 400) << query;
}

TEST(Request, limits_hold_before_the_head_is_whole) {
  const HeadLimits limits{.line = 100, .head = 400, .fields = 4, .segments = 3, .parameters = 2};
  EXPECT_EQ(status("GET /" + std::string(200, 'a'), limits), 414);
  EXPECT_EQ(status("GET /" + std::string(90, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", limits), 414);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nX: " + std::string(500, 'a'), limits), 431);
  EXPECT_EQ(status(get("/", "A: b\r\nA: b\r\nA: b\r\nA: b\r\n"), limits), 431);
  EXPECT_EQ(status(get("/", "A: b\r\nA: b\r\nA: b\r\n"), limits), 200);
  EXPECT_EQ(status(get("/a/b/c/d"), limits), 414);
  EXPECT_EQ(status(get("/?a=1&b=2&c=3"), limits), 414);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\n", limits), 0);  // more
}

TEST(Request, any_split_finds_the_same_end) {
  const std::string head = get("/a?b=c", "X: y\r\n");
  const std::string bytes = head + "body\n\n";
  HeadScanner scanner({});
  std::size_t found = 0;
  for (std::size_t n = 1; n <= bytes.size() && found == 0; ++n)
    found = scanner.look(std::string_view(bytes).substr(0, n)).value();
  EXPECT_EQ(found, head.size());
}

}  // namespace
}  // namespace postern::http
