// Listeners: places, proxies, shortage of descriptors, stopping.
#include "net/listener.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <future>
#include <vector>

#include "base/text.h"
#include "support/loopback.h"

namespace postern::net {
namespace {

using events::Event;
using events::Key;

Task<void> greet_and_echo(Stream& stream) {
  auto greeted = co_await stream.write(fmt::format("{} ", stream.peer().address.text()), in(10s));
  if (greeted) co_await echo(stream);
}

TEST(Listener, tells_a_port_that_is_taken) {
  Server server({.serve = greet_and_echo});
  Reactors reactors(1);
  SessionIds ids(Time{});
  EventList events;
  const auto second = Listener::bind({loopback(), server.port()}, reactors, ids, events);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, Failure::exists);
}

TEST(Listener, a_client_that_came_before_start_is_served_after_it) {
  Reactors reactors(1);
  SessionIds ids(Time{});
  EventList events;
  auto listener = Listener::bind({loopback(), 0}, reactors, ids, events).value();
  Client client(listener->port());
  EXPECT_TRUE(client.connected());
  reactors.start();
  listener->serve({.service = "x"}, {.serve = greet_and_echo});
  EXPECT_EQ(client.receive(10), "127.0.0.1 ");
  listener->stop(Clock::now());
  listener->join();
}

TEST(Listener, takes_ipv4_on_a_wildcard_of_ipv6) {
  Reactors reactors(1);
  SessionIds ids(Time{});
  EventList events;
  auto listener = Listener::bind({}, reactors, ids, events);
  if (!listener) GTEST_SKIP() << "this machine has no IPv6";
  reactors.start();
  (*listener)->serve({.service = "x"}, {.serve = greet_and_echo});
  EXPECT_EQ(Client((*listener)->port()).receive(10), "127.0.0.1 ");
  (*listener)->stop(Clock::now());
  (*listener)->join();
}

TEST(Listener, closes_and_opens_live) {
  Server server({.serve = greet_and_echo});
  SessionIds ids(Time{});
  for (int i = 0; i < 3; ++i) {
    auto other = Listener::bind({loopback(), 0}, server.reactors(), ids, server.events).value();
    const auto port = other->port();
    other->serve({.service = "x"}, {.serve = greet_and_echo});
    EXPECT_EQ(Client(port).receive(10), "127.0.0.1 ");
    other->stop(Clock::now());
    other->join();
    other.reset();
    EXPECT_FALSE(Client(port).connected());
  }
  EXPECT_EQ(Client(server.port()).receive(10), "127.0.0.1 ");
}

TEST(Listener, spreads_sessions_over_the_reactors) {
  std::atomic<int> first = 0, others = 0;
  Executor* executor = nullptr;
  struct Count {
    static Task<void> where(Stream&, Executor* one, std::atomic<int>& first, std::atomic<int>& others) {
      ++(Executor::here() == one ? first : others);
      co_return;
    }
  };
  Server server({.serve = [&](Stream& s) { return Count::where(s, executor, first, others); }});
  executor = &server.reactors().executor(0);
  for (int i = 0; i < 10; ++i) Client(server.port()).is_ended();
  EXPECT_EQ(first, 5);
  EXPECT_EQ(others, 5);
}

TEST(Listener, asks_admit_with_the_clients_address) {
  Server server({.serve = greet_and_echo, .admit = [](const Endpoint& e) { return e.address.text() != "127.0.0.9"; }});
  EXPECT_EQ(Client(server.port(), "127.0.0.8").receive(10), "127.0.0.8 ");
  EXPECT_TRUE(Client(server.port(), "127.0.0.9").is_ended());
  EXPECT_EQ(server.events.last(Event::connection_refused, Key::cause), "not admitted");
}

// Its end waits for the reactor, which is busy; nobody is told of it as of one that goes on.
TEST(Listener, what_was_dropped_is_no_open_session) {
  Reactors reactors(1);
  SessionIds ids(Time{});
  EventList events;
  auto listener = Listener::bind({loopback(), 0}, reactors, ids, events).value();
  reactors.start();
  listener->serve({.service = "x"}, {.serve = greet_and_echo});
  Client client(listener->port());
  ASSERT_EQ(client.receive(10), "127.0.0.1 ");
  const auto session = listener->open_sessions().at(0).session;
  std::promise<void> goes_on;
  reactors[0].post([held = goes_on.get_future().share()] { held.wait(); });
  EXPECT_TRUE(listener->drop(session));
  EXPECT_TRUE(listener->open_sessions().empty());
  EXPECT_FALSE(listener->drop(session));
  EXPECT_TRUE(listener->has(session));
  goes_on.set_value();
  EXPECT_EQ(client.receive(1), "");
  EXPECT_TRUE(comes_true([&] { return !listener->has(session); }));
  listener->stop(Clock::now());
  listener->join();
}

TEST(Listener, tells_what_its_sessions_do_and_have_moved) {
  Server server({.serve = [](Stream& s) {
    s.now(Doing::command);
    return echo(s);
  }});
  Client client(server.port());
  ASSERT_TRUE(client.send("hello"));
  ASSERT_EQ(client.receive(5), "hello");
  const auto before = Clock::now();
  const auto one = [&] { return server.listener().open_sessions().at(0).seen; };
  EXPECT_EQ(one().octets_in, 5u);
  ASSERT_TRUE(comes_true([&] { return one().octets_out == 5; }));  // counted once the kernel has it
  EXPECT_EQ(one().doing, Doing::command);
  EXPECT_EQ(one().tls, nullptr);
  const auto first = one().active;
  EXPECT_LE(first, Clock::now());
  ASSERT_TRUE(client.send("again"));
  ASSERT_EQ(client.receive(5), "again");
  ASSERT_TRUE(comes_true([&] { return one().octets_out == 10; }));
  EXPECT_GE(one().active, before);
}

TEST(Listener, when_full_the_network_that_holds_most_gives_up_a_place) {
  Server server({.serve = greet_and_echo}, {.max_connections = 3});
  std::vector<std::unique_ptr<Client>> greedy;
  for (int i = 0; i < 3; ++i) {
    greedy.push_back(std::make_unique<Client>(server.port(), "127.0.1.1"));
    EXPECT_EQ(greedy.back()->receive(10), "127.0.1.1 ");
  }
  EXPECT_TRUE(Client(server.port(), "127.0.1.2").is_ended());  // the same network gets no more
  Client other(server.port(), "127.0.2.1");
  EXPECT_EQ(other.receive(10), "127.0.2.1 ");
  EXPECT_TRUE(greedy[2]->is_ended());
  greedy[0]->send("still");
  EXPECT_EQ(greedy[0]->receive(5), "still");
}

// ---- changes ----

Task<void> says_hello(Stream& stream) {
  auto written = co_await stream.write("hello ", in(10s));
  if (written) co_await echo(stream);
}

TEST(Listener, changes_for_those_who_come_from_then_on) {
  Server server({.serve = greet_and_echo});
  Client before(server.port());
  EXPECT_EQ(before.receive(10), "127.0.0.1 ");
  server.listener().serve({.service = "test", .max_connections = 2}, {.serve = says_hello});
  Client after(server.port());
  EXPECT_EQ(after.receive(6), "hello ");
  EXPECT_TRUE(Client(server.port()).is_ended());  // the lower limit holds
  before.send("still");
  EXPECT_EQ(before.receive(5), "still");
}

TEST(Listener, retired_gives_its_port_back_and_keeps_its_sessions) {
  Server server({.serve = greet_and_echo});
  Client kept(server.port());
  EXPECT_EQ(kept.receive(10), "127.0.0.1 ");
  server.listener().retire();
  SessionIds ids(Time{});
  auto successor = Listener::bind({loopback(), server.port()}, server.reactors(), ids, server.events);
  ASSERT_TRUE(successor) << successor.error().text;
  (*successor)->serve({.service = "successor"}, {.serve = says_hello});
  EXPECT_EQ(Client(server.port()).receive(6), "hello ");
  kept.send("still");
  EXPECT_EQ(kept.receive(5), "still");
  EXPECT_FALSE(server.listener().has_ended());
  kept.end();
  EXPECT_TRUE(comes_true([&] { return server.listener().has_ended(); }));
  (*successor)->stop(Clock::now());
  (*successor)->join();
}

// A port that was free a moment ago, by its number: what the system chose by itself it takes back.
std::uint16_t free_port(Reactors& reactors, SessionIds& ids, EventList& events) {
  return Listener::bind({loopback(), 0}, reactors, ids, events).value()->port();
}

TEST(Listener, the_place_of_a_retired_one_is_kept_until_it_is_gone_and_can_be_listened_on_again) {
  Server server({.serve = greet_and_echo});
  SessionIds ids(Time{});
  const Endpoint where{loopback(), free_port(server.reactors(), ids, server.events)};
  const auto serve = [](Listener& listener) { listener.serve({.service = "hello"}, {.serve = says_hello}); };
  auto first = Listener::bind(where, server.reactors(), ids, server.events).value();
  serve(*first);
  Client there(where.port);
  EXPECT_EQ(there.receive(6), "hello ");
  auto place = first->retire();
  EXPECT_EQ(place.where, where);
  EXPECT_FALSE(Client(where.port).connected());
  auto again = Listener::listen(place, server.reactors(), ids, server.events);
  ASSERT_TRUE(again) << again.error().text;
  serve(**again);
  EXPECT_EQ(Client(where.port).receive(6), "hello ");
  for (auto* listener : {first.get(), again->get()}) {
    listener->stop(Clock::now());
    listener->join();
  }
}

TEST(Listener, of_places_that_overlap_one_is_listened_on_at_a_time) {
  Reactors reactors(1);
  SessionIds ids(Time{});
  EventList events;
  const auto port = free_port(reactors, ids, events);
  auto wide = Place::take({IpAddress::parse("0.0.0.0").value(), port}).value();
  auto narrow = Place::take({loopback(), port}).value();
  auto first = Listener::listen(narrow, reactors, ids, events).value();
  const auto refused = Listener::listen(wide, reactors, ids, events);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::exists);
  narrow = first->retire();
  EXPECT_TRUE(Listener::listen(wide, reactors, ids, events));
}

TEST(Listener, one_that_never_served_is_retired_at_once) {
  Reactors reactors(1);
  SessionIds ids(Time{});
  EventList events;
  auto listener = Listener::bind({loopback(), 0}, reactors, ids, events).value();
  const auto port = listener->port();
  listener->retire();
  EXPECT_FALSE(Client(port).connected());
}

TEST(Listener, says_why_it_cannot_listen) {
  Reactors reactors(1);
  SessionIds ids(Time{});
  EventList events;
  const auto foreign = Listener::bind({IpAddress::parse("192.0.2.1").value(), 0}, reactors, ids, events);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().kind, Failure::not_found);
  EXPECT_EQ(foreign.error().text, "Cannot listen on 192.0.2.1 port 0: this host does not have the address");
}

// ---- PROXY ----

std::string proxy_header(std::string_view hex_of_client) {
  return *from_hex("0d0a0d0a000d0a515549540a2111000c") + *from_hex(hex_of_client) + *from_hex("c63364010bb80019");
}

TEST(Listener, believes_a_listed_proxy) {
  Server server({.serve = greet_and_echo}, {.proxies = {IpNetwork::parse("127.0.0.3").value()}});
  Client client(server.port(), "127.0.0.3");
  const auto header = proxy_header("c0000207");
  for (const char c : header) client.send(std::string_view(&c, 1));
  client.send("first");
  EXPECT_EQ(client.receive(15), "192.0.2.7 first");
}

TEST(Listener, an_unlisted_client_is_served_as_itself) {
  Server server({.serve = greet_and_echo}, {.proxies = {IpNetwork::parse("127.0.0.3").value()}});
  Client client(server.port(), "127.0.0.4");
  const auto header = proxy_header("c0000207");
  client.send(header);
  EXPECT_EQ(client.receive(10 + header.size()), "127.0.0.4 " + header);
}

TEST(Listener, a_listed_proxy_must_send_its_header_in_time_and_in_version_2) {
  Server server({.serve = greet_and_echo}, {.proxies = {IpNetwork::parse("127.0.0.0/8").value()}, .proxy_time = 30ms});
  Client silent(server.port());
  Client old(server.port());
  old.send("PROXY TCP4 192.0.2.7 198.51.100.1 3000 25\r\n");
  EXPECT_TRUE(silent.is_ended());
  EXPECT_TRUE(old.is_ended());
  EXPECT_EQ(server.events.count(Event::connection_refused), 2u);
  EXPECT_EQ(server.events.count(Event::connection_opened), 0u);
}

// H33: the first octet tells, which stays the session's when it is none of a header.
TEST(Listener, a_listed_proxy_of_the_web_may_speak_for_itself) {
  const auto refuse_all = [](const Endpoint&) { return false; };
  Server server({.serve = greet_and_echo, .admit = refuse_all},
                {.proxies = {IpNetwork::parse("127.0.0.3").value()}, .proxies_may_be_silent = true});
  Client itself(server.port(), "127.0.0.3");
  itself.send("\x16hello");
  EXPECT_EQ(itself.receive(16), "127.0.0.3 \x16hello") << "a proxy is not judged, its clients are";
  Client old(server.port(), "127.0.0.3");
  old.send("\r\n no header");
  EXPECT_TRUE(old.is_ended());
  Client for_another(server.port(), "127.0.0.3");
  for_another.send(proxy_header("c0000207"));
  EXPECT_TRUE(for_another.is_ended());
  Client stranger(server.port(), "127.0.0.4");
  EXPECT_TRUE(stranger.is_ended());
}

// ---- shortage ----

class FileLimit {
 public:
  explicit FileLimit(rlim_t files) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit small{files, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &small);
  }
  ~FileLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

Task<void> pause_once(std::atomic<bool>& done) {
  co_await pause_until{in(1ms)};
  done = true;
}

TEST(Listener, goes_on_after_the_system_ran_out_of_descriptors) {
  Server server({.serve = greet_and_echo});
  Client first(server.port());
  EXPECT_EQ(first.receive(10), "127.0.0.1 ");
  // The undefined-behaviour sanitizer needs a descriptor the first time it sees a virtual call; here it sees this one.
  std::atomic<bool> paused = false;
  server.reactors()[0].post([&] { spawn(pause_once(paused)); });
  ASSERT_TRUE(comes_true([&] { return paused.load(); }));
  Client waiting = [&] {
    const int next = ::dup(0);
    ::close(next);
    // Room for the client's own descriptor and none for the server's.
    const FileLimit none(static_cast<rlim_t>(next) + 1);
    Client client(server.port());
    EXPECT_TRUE(client.connected());
    EXPECT_TRUE(comes_true([&] { return server.events.count(Event::connection_refused) == 1; }));
    first.send("alive");
    EXPECT_EQ(first.receive(5), "alive");
    return client;
  }();
  EXPECT_EQ(waiting.receive(10), "127.0.0.1 ");
  EXPECT_EQ(server.events.count(Event::connection_refused), 1u);  // told once, not at every try
}

// ---- stopping ----

Task<void> says_goodbye(Stream& stream, bool waits) {
  auto greeted = co_await stream.write("220 ", in(10s));
  if (waits) {
    auto woken = co_await stream.wait(in(10s));
    EXPECT_EQ(woken.error().kind, Failure::closed);
  } else {
    auto bytes = co_await stream.read(in(10s));
    EXPECT_EQ(bytes.error().kind, Failure::closed);
  }
  auto written = co_await stream.write("421 ", in(1s));
  EXPECT_TRUE(written);
}

TEST(Listener, stopping_lets_idle_sessions_say_goodbye) {
  for (const bool waits : {true, false}) {
    Server server({.serve = [=](Stream& s) { return says_goodbye(s, waits); }});
    Client client(server.port());
    EXPECT_EQ(client.receive(4), "220 ");
    server.listener().stop(in(10s));
    server.listener().join();
    EXPECT_EQ(client.receive(5), "421 ");
    EXPECT_FALSE(Client(server.port()).connected());
  }
}

Task<void> is_deaf(Stream& stream) {
  while (true) {
    co_await pause_until{in(1ms)};
    auto written = co_await stream.write("x", in(10s));
    if (!written) co_return;
  }
}

TEST(Listener, what_is_left_at_the_deadline_is_closed) {
  Server server({.serve = is_deaf});
  Client client(server.port());
  EXPECT_EQ(client.receive(1), "x");
  server.listener().stop(in(20ms));
  server.listener().join();
  EXPECT_EQ(server.listener().sessions(), 0u);
}

TEST(SessionIds, ascend_and_do_not_repeat_after_a_restart) {
  SessionIds before(Time{1'700'000'000'000}), after(Time{1'700'000'001'000});
  const auto first = before.next();
  EXPECT_LT(first, before.next());
  for (int i = 0; i < 1000; ++i) before.next();
  EXPECT_LT(before.next(), after.next());
  EXPECT_LT(after.next().value, std::uint64_t{1} << 53);
}

}  // namespace
}  // namespace postern::net
