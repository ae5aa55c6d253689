// Connections out: what stands, what fails and how, and the end of all at once.
#include "net/connect.h"

#include <gtest/gtest.h>
#include <sys/un.h>

#include "support/loopback.h"
#include "support/temp_dir.h"

namespace postern::net {
namespace {

struct OutWorld {
  Server server{{.serve = echo}};
  Reactors reactors{1};
  SessionIds ids{Time{2'000'000}};
  EventList events;
  Connector connector{"smtp-out", ids, events};

  OutWorld() { reactors.start(); }
  ~OutWorld() { reactors.stop(); }

  Result<std::unique_ptr<Stream>> connect(Endpoint peer, std::optional<IpAddress> from = {}, Deadline until = in(10s)) {
    return finish(reactors.executor(0), connector.connect(peer, from, until));
  }
  Endpoint here() { return {loopback(), server.port()}; }
  // Streams go on their own reactor.
  void drop(std::unique_ptr<Stream> stream) { finish(reactors.executor(0), dropped(std::move(stream))); }
  static Task<bool> dropped(std::unique_ptr<Stream> stream) {
    stream.reset();
    co_return true;
  }
};

Task<std::string> say(Stream& stream, std::string_view what) {
  auto written = co_await stream.write(what, in(10s));
  if (!written) co_return "not written";
  auto answer = co_await stream.read(in(10s));
  co_return answer ? std::string(*answer) : answer.error().text;
}

Task<Failure> wait_for_the_end(Stream& stream) {
  auto bytes = co_await stream.read(in(10s));
  co_return bytes ? Failure::invalid : bytes.error().kind;
}

TEST(Connector, connects_and_speaks) {
  OutWorld world;
  auto stream = world.connect(world.here());
  ASSERT_TRUE(stream) << stream.error().detail;
  EXPECT_EQ((*stream)->peer().port, world.server.port());
  EXPECT_EQ((*stream)->local().address, loopback());
  EXPECT_EQ(world.connector.open(), 1u);
  EXPECT_EQ(finish(world.reactors.executor(0), say(**stream, "hello")), "hello");
  world.drop(std::move(*stream));
  EXPECT_EQ(world.connector.open(), 0u);
}

TEST(Connector, comes_from_the_address_it_is_told) {
  OutWorld world;
  auto stream = world.connect(world.here(), IpAddress::parse("127.0.0.77").value());
  ASSERT_TRUE(stream) << stream.error().detail;
  EXPECT_EQ((*stream)->local().address.text(), "127.0.0.77");
  world.drop(std::move(*stream));
}

TEST(Connector, an_address_that_is_not_ours_cannot_be_used) {
  OutWorld world;
  auto stream = world.connect(world.here(), IpAddress::parse("192.0.2.1").value());
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().kind, Failure::not_found);
}

// A socket in the file system that somebody listens on.
Fd listen_at(const std::string& path) {
  Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un where{};
  where.sun_family = AF_UNIX;
  std::memcpy(where.sun_path, path.data(), path.size());
  if (::bind(fd.number(), reinterpret_cast<sockaddr*>(&where), sizeof where) != 0 || ::listen(fd.number(), 1) != 0) return Fd();
  return fd;
}

TEST(Connector, speaks_over_a_socket_in_the_file_system) {
  OutWorld world;
  const test::TempDir folder;
  const auto path = (folder.path() / "s").string();
  const Fd listening = listen_at(path);
  auto stream = finish(world.reactors.executor(0), world.connector.connect(path, in(10s)));
  ASSERT_TRUE(stream) << stream.error().detail;
  const Fd other(::accept(listening.number(), nullptr, nullptr));
  ASSERT_EQ(::send(other.number(), "hello", 5, MSG_NOSIGNAL), 5);
  EXPECT_EQ(finish(world.reactors.executor(0), say(**stream, "you")), "hello");
  std::string heard(3, '\0');
  EXPECT_EQ(::recv(other.number(), heard.data(), 3, 0), 3);
  EXPECT_EQ(heard, "you");
  world.drop(std::move(*stream));
}

TEST(Connector, a_socket_that_is_not_there_or_that_nobody_listens_on_is_an_error) {
  OutWorld world;
  const test::TempDir folder;
  const auto path = (folder.path() / "s").string();
  const auto failure = [&](const std::string& where) {
    return finish(world.reactors.executor(0), world.connector.connect(where, in(10s))).error().kind;
  };
  EXPECT_EQ(failure(path), Failure::not_found);
  {
    const Fd left = listen_at(path);
  }
  EXPECT_EQ(failure(path), Failure::unavailable);
  EXPECT_EQ(failure(std::string(200, 'a')), Failure::invalid);
  EXPECT_EQ(failure(""), Failure::invalid);
}

TEST(Connector, a_closed_port_refuses) {
  OutWorld world;
  std::uint16_t port = 0;
  {
    const Server gone({.serve = echo});
    port = gone.port();
  }
  auto stream = world.connect({loopback(), port});
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().kind, Failure::unavailable);
  EXPECT_EQ(world.connector.open(), 0u);
}

// A socket whose queue of connections is full leaves those that come without an answer.
TEST(Connector, no_answer_is_a_timeout) {
  OutWorld world;
  const Fd full(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof where;
  ASSERT_EQ(::bind(full.number(), reinterpret_cast<sockaddr*>(&where), size), 0);
  ASSERT_EQ(::listen(full.number(), 0), 0);
  ASSERT_EQ(::getsockname(full.number(), reinterpret_cast<sockaddr*>(&where), &size), 0);
  const Client fills(ntohs(where.sin_port));
  auto stream = world.connect({loopback(), ntohs(where.sin_port)}, {}, in(300ms));
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().kind, Failure::timeout);
}

TEST(Connector, stop_ends_a_read_that_waits) {
  OutWorld world;
  auto stream = world.connect(world.here());
  ASSERT_TRUE(stream);
  auto& reactor = world.reactors.executor(0);
  std::promise<Failure> ended;
  reactor.post([&] { spawn(wait_for_the_end(**stream), [&](Failure how) { ended.set_value(how); }); });
  world.connector.stop();
  EXPECT_EQ(ended.get_future().get(), Failure::closed);
  world.drop(std::move(*stream));
}

TEST(Connector, after_a_stop_nothing_connects) {
  OutWorld world;
  world.connector.stop();
  auto stream = world.connect(world.here());
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().kind, Failure::closed);
}

}  // namespace
}  // namespace postern::net
