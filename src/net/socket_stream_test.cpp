// Connections over real loopback sockets: echo, deadlines, ends of every kind, wake, compression.
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <optional>
#include <vector>

#include "base/random.h"
#include "base/text.h"
#include "support/loopback.h"

namespace postern::net {
namespace {

// What a session saw at its end, told to the test's thread.
struct Seen {
  std::atomic<bool> done = false;
  Failure failure = Failure::invalid;
  bool ended = false;
  std::string bytes;

  void fail_with(Failure kind) {
    failure = kind;
    done = true;
  }
};

Task<void> read_until_it_ends(Stream& stream, Seen& seen, Clock::duration patience) {
  while (true) {
    auto bytes = co_await stream.read(in(patience));
    if (!bytes) {
      seen.fail_with(bytes.error().kind);
      co_return;
    }
    if (bytes->empty()) {
      seen.ended = true;
      seen.done = true;
      co_return;
    }
    seen.bytes += *bytes;
  }
}

TEST(SocketStream, echoes_what_it_reads) {
  Server server({.serve = echo});
  Client client(server.port());
  ASSERT_TRUE(client.send("hello"));
  EXPECT_EQ(client.receive(5), "hello");
  client.end();
  EXPECT_TRUE(client.is_ended());
  EXPECT_TRUE(comes_true([&] { return server.events.count(events::Event::connection_closed) == 1; }));
}

TEST(SocketStream, carries_more_than_any_buffer_both_ways) {
  Server server({.serve = echo});
  Client client(server.port());
  const auto sent = system_random().bytes(8'000'000);
  std::thread writer([&] {
    client.send(sent);
    client.end();
  });
  EXPECT_TRUE(client.receive(sent.size()) == sent);
  writer.join();
}

TEST(SocketStream, a_read_ends_at_its_deadline) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return read_until_it_ends(s, seen, 20ms); }});
  const Client client(server.port());
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_EQ(seen.failure, Failure::timeout);
}

Task<void> read_too_late(Stream& stream, Seen& seen) {
  auto there = co_await stream.wait(in(10s));
  auto bytes = co_await stream.read(Clock::now());
  if (there && !bytes) seen.fail_with(bytes.error().kind);
  seen.done = true;
}

// Else a peer that always has a byte ready would never meet a deadline.
TEST(SocketStream, a_read_past_its_deadline_fails_though_bytes_are_there) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return read_too_late(s, seen); }});
  Client client(server.port());
  client.send("late");
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_EQ(seen.failure, Failure::timeout);
}

TEST(SocketStream, an_orderly_end_is_an_empty_read) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return read_until_it_ends(s, seen, 10s); }});
  Client client(server.port());
  client.send("last words");
  client.end();
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_TRUE(seen.ended);
  EXPECT_EQ(seen.bytes, "last words");
}

TEST(SocketStream, a_reset_while_reading_is_a_closed_connection) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return read_until_it_ends(s, seen, 10s); }});
  Client client(server.port());
  ASSERT_TRUE(comes_true([&] { return server.listener().sessions() == 1; }));
  client.reset();
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_EQ(seen.failure, Failure::closed);
}

Task<void> flood(Stream& stream, Seen& seen, Clock::duration patience) {
  const std::string much(64 * 1024 * 1024, 'x');
  auto written = co_await stream.write(much, in(patience));
  if (!written) seen.failure = written.error().kind;
  auto again = co_await stream.write("x", in(patience));
  seen.ended = !again;
  seen.done = true;
}

TEST(SocketStream, a_write_to_a_slow_reader_ends_at_its_deadline_and_breaks_the_stream) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return flood(s, seen, 40ms); }});
  const Client client(server.port());
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_EQ(seen.failure, Failure::timeout);
  EXPECT_TRUE(seen.ended);
}

TEST(SocketStream, a_reset_while_writing_is_a_closed_connection) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return flood(s, seen, 10s); }});
  Client client(server.port());
  client.receive(100'000);
  client.reset();
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_EQ(seen.failure, Failure::closed);
}

TEST(SocketStream, the_last_answer_arrives_although_the_peer_sent_more_than_was_read) {
  struct Say {
    static Task<void> goodbye(Stream& stream) {
      auto written = co_await stream.write("421 goodbye\r\n", in(1s));
      EXPECT_TRUE(written);
    }
  };
  Server server({.serve = Say::goodbye});
  for (int i = 0; i < 50; ++i) {
    Client client(server.port());
    client.send(std::string(30'000, 'x'));
    ASSERT_EQ(client.receive(13), "421 goodbye\r\n");
  }
}

// ---- wake and close from within ----

Task<void> close_after(Stream& stream, Clock::duration d) {
  co_await pause_until{in(d)};
  stream.close();
}

Task<void> closed_from_within(Stream& stream, Seen& seen) {
  spawn(close_after(stream, 5ms));
  auto bytes = co_await stream.read(in(10s));
  if (!bytes) seen.fail_with(bytes.error().kind);
}

TEST(SocketStream, close_ends_a_pending_read) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return closed_from_within(s, seen); }});
  Client client(server.port());
  EXPECT_TRUE(client.is_ended());
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_EQ(seen.failure, Failure::closed);
}

Task<void> wake_after(Stream& stream, Clock::duration d) {
  co_await pause_until{in(d)};
  stream.wake();
}

Task<void> waits_of_all_kinds(Stream& stream, std::vector<Wake>& wakes, std::atomic<bool>& done) {
  auto first = co_await stream.wait(in(5ms));
  wakes.push_back(first.value());
  stream.wake();
  auto second = co_await stream.wait(in(10s));
  wakes.push_back(second.value());
  spawn(wake_after(stream, 5ms));
  auto third = co_await stream.wait(in(10s));
  wakes.push_back(third.value());
  auto told = co_await stream.write("go", in(1s));
  auto fourth = co_await stream.wait(in(10s));
  wakes.push_back(fourth.value());
  auto bytes = co_await stream.read(in(1s));
  EXPECT_EQ(bytes.value(), "DONE\r\n");
  done = true;
}

TEST(SocketStream, a_wait_ends_by_time_by_wake_and_by_bytes) {
  std::vector<Wake> wakes;
  std::atomic<bool> done = false;
  Server server({.serve = [&](Stream& s) { return waits_of_all_kinds(s, wakes, done); }});
  Client client(server.port());
  EXPECT_EQ(client.receive(2), "go");
  client.send("DONE\r\n");
  ASSERT_TRUE(comes_true([&] { return done.load(); }));
  EXPECT_EQ(wakes, (std::vector<Wake>{Wake::timeout, Wake::woken, Wake::woken, Wake::readable}));
}

// A session that ends while a wait of the descriptor is pending: the frame that waited is gone, and nobody touches it.
Task<void> wait_forever(Descriptor& descriptor, std::atomic<int>& resumed) {
  const Ready ready = co_await descriptor.readable(in(10s));
  if (ready == Ready::ready) ++resumed;
}

TEST(Descriptor, a_waiting_coroutine_may_be_destroyed) {
  Reactors reactors(1);
  reactors.start();
  std::atomic<int> resumed = 0;
  std::atomic<bool> done = false;
  reactors[0].post([&] {
    int pair[2] = {};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), 0);
    const Fd other(pair[1]);
    Descriptor descriptor(reactors[0], Fd(pair[0]));
    {
      auto waiting = std::make_unique<Task<void>>(wait_forever(descriptor, resumed));
      auto awaiter = std::move(*waiting).operator co_await();
      awaiter.await_suspend(std::noop_coroutine()).resume();
      EXPECT_EQ(::write(other.number(), "x", 1), 1);  // its answer is on the way when the frame goes
    }
    descriptor.wake();
    reactors[0].post([&] { done = true; });
  });
  ASSERT_TRUE(comes_true([&] { return done.load(); }));
  reactors.stop();
  EXPECT_EQ(resumed, 0);
}

TEST(Reactors, resume_posts_in_order_from_any_thread) {
  Reactors reactors(2);
  reactors.start();
  std::vector<int> order;
  std::atomic<bool> done = false;
  for (int i = 0; i < 1000; ++i)
    reactors.executor(1).post([&, i] {
      order.push_back(i);
      if (i == 999) done = true;
    });
  ASSERT_TRUE(comes_true([&] { return done.load(); }));
  reactors.stop();
  EXPECT_TRUE(std::ranges::is_sorted(order));
  EXPECT_EQ(order.size(), 1000u);
}

Task<void> pause_and_note(Deadline at, int n, std::vector<int>& order, std::atomic<int>& left) {
  co_await pause_until{at};
  order.push_back(n);
  --left;
}

TEST(Reactors, pauses_end_in_order_of_time) {
  Reactors reactors(1);
  reactors.start();
  std::vector<int> order;
  std::atomic<int> left = 3;
  reactors[0].post([&] {
    const auto now = Clock::now();
    spawn(pause_and_note(now + 9ms, 3, order, left));
    spawn(pause_and_note(now + 3ms, 1, order, left));
    spawn(pause_and_note(now + 6ms, 2, order, left));
  });
  ASSERT_TRUE(comes_true([&] { return left == 0; }));
  reactors.stop();
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

// ---- many ----

TEST(SocketStream, a_thousand_connections_open_talk_and_close) {
  Server server({.serve = echo});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 1000; ++i) clients.push_back(std::make_unique<Client>(server.port()));
  for (auto& client : clients) ASSERT_TRUE(client->send("x"));
  for (auto& client : clients) ASSERT_EQ(client->receive(1), "x");
  EXPECT_EQ(server.listener().sessions(), 1000u);
  clients.clear();
  EXPECT_TRUE(comes_true([&] { return server.listener().sessions() == 0; }));
  EXPECT_EQ(server.events.count(events::Event::connection_opened), 1000u);
}

// ---- compression ----

Task<void> compressed_echo(Stream& stream) {
  auto first = co_await stream.read(in(10s));
  const std::string pending(first.value().substr(3));
  EXPECT_TRUE(stream.start_compression(pending));
  EXPECT_FALSE(stream.start_compression({}));
  co_await echo(stream);
}

std::string deflated(z_stream& z, std::string_view plain) {
  std::string out(deflateBound(&z, plain.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  z.avail_in = static_cast<uInt>(plain.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_SYNC_FLUSH), Z_OK);
  out.resize(out.size() - z.avail_out);
  return out;
}

// Reads from the server until `n` plain bytes have come out.
std::string inflated(z_stream& z, Client& client, std::size_t n) {
  std::string out(n, '\0');
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(n);
  while (z.avail_out > 0) {
    auto byte = client.receive(1);
    if (byte.empty()) break;
    z.next_in = reinterpret_cast<Bytef*>(byte.data());
    z.avail_in = 1;
    if (inflate(&z, Z_SYNC_FLUSH) != Z_OK) break;
  }
  out.resize(n - z.avail_out);
  return out;
}

TEST(SocketStream, compression_speaks_with_zlib_both_ways) {  // RFC 4978 §3
  Server server({.serve = compressed_echo});
  Client client(server.port());
  z_stream out{}, back{};
  ASSERT_EQ(deflateInit2(&out, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
  ASSERT_EQ(inflateInit2(&back, -15), Z_OK);
  client.send("go " + deflated(out, "pipelined"));
  EXPECT_EQ(inflated(back, client, 9), "pipelined");
  const std::string zeros(300'000, '0');  // far more than one buffer when inflated, one packet on the wire
  client.send(deflated(out, zeros));
  EXPECT_TRUE(inflated(back, client, zeros.size()) == zeros);
  const auto noise = to_base64(system_random().bytes(40'000));
  client.send(deflated(out, noise));
  EXPECT_TRUE(inflated(back, client, noise.size()) == noise);
  deflateEnd(&out);
  inflateEnd(&back);
}

Task<void> compressed_reader(Stream& stream, Seen& seen) {
  EXPECT_TRUE(stream.start_compression({}));
  co_await read_until_it_ends(stream, seen, 10s);
}

TEST(SocketStream, broken_compressed_data_ends_the_connection) {
  Seen seen;
  Server server({.serve = [&](Stream& s) { return compressed_reader(s, seen); }});
  Client client(server.port());
  client.send(std::string(100, '\xFF'));
  ASSERT_TRUE(comes_true([&] { return seen.done.load(); }));
  EXPECT_EQ(seen.failure, Failure::io);
}

}  // namespace
}  // namespace postern::net
