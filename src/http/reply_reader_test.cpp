// Replies in any split, chunked or not, and what is no reply.
#include "http/reply_reader.h"

#include <gtest/gtest.h>

namespace postern::http {
namespace {

// All of it in pieces of so many octets; the error's text when there is one, "more" when it has no end.
std::string read(std::string_view bytes, std::size_t step, std::size_t most = 100) {
  ReplyReader reader(most);
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, step);
    bytes.remove_prefix(piece.size());
    auto whole = reader.feed(piece);
    if (!whole) return whole.error().text;
    if (!*whole) continue;
    const auto reply = reader.take();
    return std::to_string(reply.status) + " " + reply.body;
  }
  return "more";
}

void expect(std::string_view bytes, std::string_view what, std::size_t most = 100) {
  for (const std::size_t step : {bytes.size(), std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}})
    EXPECT_EQ(read(bytes, step, most), what) << bytes << " by " << step;
}

TEST(ReplyReader, a_body_of_a_length_that_is_said) {
  expect("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "200 hello");
  expect("HTTP/1.0 404 No\r\nX: y\r\ncontent-LENGTH:0\r\n\r\n", "404 ");
  expect("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "more");
}

TEST(ReplyReader, a_body_in_chunks) {
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nB;x=y\r\n, all you w\r\n0\r\nT: r\r\n\r\n",
         "200 hello, all you w");
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", "200 ");
}

TEST(ReplyReader, interim_answers_are_passed_over) {
  expect("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Nothing\r\n\r\n", "204 ");
}

TEST(ReplyReader, a_body_that_nobody_wants_is_not_waited_for) {
  expect("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", "200 ", 0);
}

TEST(ReplyReader, nothing_is_larger_than_it_may_be) {
  constexpr std::string_view kTooLarge = "The answer is larger than it may be";
  expect("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n", kTooLarge);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n", kTooLarge);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n", kTooLarge);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n62\r\n", kTooLarge);
  expect("HTTP/1.1 200 OK\r\n" + std::string(20'000, 'x'), "The answer has no end");
  std::string trailers = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
  for (int i = 0; i < 40; ++i) trailers += "T: " + std::string(900, 'x') + "\r\n";
  expect(trailers, kTooLarge);
}

TEST(ReplyReader, what_does_not_say_how_long_it_is_is_no_answer) {
  expect("HTTP/1.1 200 OK\r\n\r\nhello", "The answer does not say how long it is");
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "The answer is coded in a way that was not asked for");
}

TEST(ReplyReader, what_is_not_http_is_no_answer) {
  constexpr std::string_view kNone = "What the host answers is not HTTP";
  expect("220 mx.example ESMTP\r\n\r\n", kNone);
  expect("HTTP/1.1 099 OK\r\n\r\n", kNone);
  expect("HTTP/2 200\r\n\r\n", kNone);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", kNone);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", kNone);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", kNone);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n", kNone);
  expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc", kNone);
}

}  // namespace
}  // namespace postern::http
