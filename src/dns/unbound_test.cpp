// The resolver against a server on loopback that says what the test wants, or nothing.
#include "dns/unbound.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "base/run_here.h"
#include "support/fake_dns_server.h"
#include "support/temp_dir.h"

namespace postern::dns {
namespace {

using namespace std::chrono_literals;
using test::FakeDnsServer;

Question question(std::string_view name, Type type = Type::a) { return {parse_name(name).value(), type}; }

class UnboundTest : public testing::Test {
 protected:
  std::unique_ptr<Unbound> open(std::chrono::milliseconds patience = std::chrono::seconds(20)) {
    return Unbound::open({.servers = {server.place()}, .trust_anchor = "", .patience = patience}).value();
  }
  FakeDnsServer server;
};

TEST_F(UnboundTest, says_what_a_server_says) {
  const auto resolver = open();
  server.answer("a.example", {.rcode = 0, .type = 1, .rdata = {"\xC0\x01\x02\x01"}});
  server.answer("t.example", {.rcode = 0, .type = 16, .rdata = {std::string("\x03one\x03two", 8)}});
  server.answer("none.example", {.rcode = 3});
  server.answer("empty.example", {.rcode = 0});
  const auto a = run_here(resolver->ask(question("a.example")));
  EXPECT_EQ(a.status, Status::found);
  EXPECT_EQ(a.records, (std::vector<Record>{IpAddress{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 1, 2, 1}}}));
  EXPECT_FALSE(a.secure);
  EXPECT_EQ(run_here(resolver->ask(question("t.example", Type::txt))).records, (std::vector<Record>{std::string("onetwo")}));
  EXPECT_EQ(run_here(resolver->ask(question("none.example"))).status, Status::no_name);
  EXPECT_EQ(run_here(resolver->ask(question("empty.example"))).status, Status::no_data);
}

TEST_F(UnboundTest, a_resolver_that_is_named_is_asked_for_names_of_this_network_too) {
  const auto resolver = open();
  for (const auto* name : {"a.test", "1.0.168.192.in-addr.arpa", "9.2.0.192.in-addr.arpa"}) {
    server.answer(name, {.rcode = 0, .type = 12, .rdata = {std::string("\x01m\0", 3)}});
    EXPECT_EQ(run_here(resolver->ask(question(name, Type::ptr))).status, Status::found) << name;
  }
}

TEST_F(UnboundTest, an_answer_is_remembered) {
  const auto resolver = open();
  server.answer("a.example", {.rcode = 0, .type = 1, .rdata = {"\xC0\x01\x02\x01"}});
  run_here(resolver->ask(question("a.example")));
  const auto asked = server.asked();
  run_here(resolver->ask(question("a.example")));
  EXPECT_EQ(server.asked(), asked);
}

// Whether a name that was not there is asked for again when it is asked for at once.
TEST_F(UnboundTest, an_absence_is_remembered_for_as_long_as_is_set_and_not_at_all_at_0s) {
  for (const int rcode : {0, 3})
    for (const auto kept : {0s, 100s}) {
      const auto resolver =
          Unbound::open({.servers = {server.place()}, .trust_anchor = "", .patience = 20s, .longest_kept_absence = kept})
              .value();
      server.answer("none.example", {.rcode = rcode, .soa = true});
      EXPECT_TRUE(run_here(resolver->ask(question("none.example"))).empty());
      const auto asked = server.asked();
      EXPECT_TRUE(run_here(resolver->ask(question("none.example"))).empty());
      EXPECT_EQ(server.asked(), asked + (kept == 0s ? 1 : 0)) << rcode << " " << kept.count();
      server.answer("none.example", {.rcode = 0, .type = 1, .rdata = {"\xC0\x01\x02\x01"}});
      EXPECT_EQ(run_here(resolver->ask(question("none.example"))).status == Status::found, kept == 0s);
    }
}

TEST_F(UnboundTest, a_server_that_cannot_is_no_verdict) {
  const auto resolver = open();
  server.answer("bad.example", {.rcode = 2});
  EXPECT_TRUE(run_here(resolver->ask(question("bad.example"))).unknown());
}

TEST_F(UnboundTest, who_has_less_time_is_answered_earlier) {
  const auto resolver = open();
  const auto begin = Clock::now();
  const auto both = [](Unbound& asked, Deadline soon) -> Task<std::vector<Answer>> {
    std::vector<Task<Answer>> questions;
    questions.push_back(asked.ask(question("a.example"), soon + std::chrono::milliseconds(50)));
    questions.push_back(asked.ask(question("b.example"), soon));
    questions.push_back(asked.ask(question("c.example"), soon - std::chrono::hours(1)));
    co_return co_await all_of(std::move(questions));
  };
  for (const auto& answer : run_here(both(*resolver, begin + std::chrono::milliseconds(50)))) EXPECT_TRUE(answer.unknown());
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(10)) << "of its own patience of 20";
}

TEST_F(UnboundTest, a_server_that_is_silent_is_given_up) {
  const auto resolver = open(std::chrono::milliseconds(50));
  EXPECT_EQ(run_here(resolver->ask(question("silent.example"))).status, Status::failed);
}

TEST_F(UnboundTest, who_waits_when_it_ends_is_answered) {
  auto resolver = open();
  Answer answer{.status = Status::found};
  bool done = false;
  BlockingExecutor executor;
  executor.run(
      [&] {
        spawn(resolver->ask(question("silent.example")), [&](Answer a) {
          answer = std::move(a);
          done = true;
        });
        resolver.reset();
      },
      done);
  EXPECT_EQ(answer.status, Status::failed);
}

TEST_F(UnboundTest, what_cannot_be_used_is_said_when_it_opens) {
  EXPECT_EQ(Unbound::open({.servers = {"nobody"}, .trust_anchor = ""}).error().kind, Failure::invalid);
  EXPECT_EQ(Unbound::open({.servers = {}, .trust_anchor = "/nowhere/root.key"}).error().kind, Failure::invalid);
  const test::TempDir folder;
  const auto anchor = (folder.path() / "anchor").string();
  std::ofstream(anchor) << "this is no trust anchor\n";
  EXPECT_EQ(Unbound::open({.servers = {}, .trust_anchor = anchor}).error().kind, Failure::invalid);
}

TEST(Driver, asks_at_once_what_is_wanted_at_once_and_ends_with_a_verdict) {
  struct Counting final : Resolver {
    using Resolver::ask;
    Task<Answer> ask(Question q, Deadline) override {
      asked.push_back(q.name.text());
      co_return Answer{.status = Status::no_name};
    }
    std::vector<std::string> asked;
  } resolver;
  Answers answers;
  int rounds = 0;
  const auto judge = [&](Answers& known) -> std::optional<int> {
    ++rounds;
    const auto* a = known.ask(question("a.example"));
    const auto* b = known.ask(question("b.example"));
    if (!a || !b) return {};
    const auto* c = known.ask(question("c.example"));
    return c ? std::optional(7) : std::nullopt;
  };
  EXPECT_EQ(run_here(find_out(resolver, answers, judge)), 7);
  EXPECT_EQ(rounds, 3);
  EXPECT_EQ(resolver.asked, (std::vector<std::string>{"a.example", "b.example", "c.example"}));
}

TEST(Rdata, what_is_malformed_is_left_out) {
  const auto one = [](Type type, std::string_view data) { return records_in(type, {data}); };
  EXPECT_EQ(one(Type::a, "123").size(), 0u);
  EXPECT_EQ(one(Type::aaaa, "1234").size(), 0u);
  EXPECT_EQ(one(Type::txt, "\x05one").size(), 0u);
  EXPECT_EQ(one(Type::ptr, std::string_view("\x03one", 4)).size(), 0u) << "no end";
  EXPECT_EQ(one(Type::ptr, std::string_view("\x03one\0x", 6)).size(), 0u) << "more after it";
  EXPECT_EQ(one(Type::ptr, std::string_view("\x03o.e\0", 5)).size(), 0u) << "a dot inside a label";
  EXPECT_EQ(one(Type::ptr, std::string_view("\xC0\x0C", 2)).size(), 0u) << "a pointer";
  EXPECT_EQ(one(Type::mx, std::string_view("\0\x0A", 2)).size(), 0u);
  EXPECT_EQ(one(Type::mx, std::string_view("\0\0\0", 3)), (std::vector<Record>{Mx{}})) << "null MX";
  EXPECT_EQ(one(Type::mx, std::string_view("\0\x0A\x01M\0", 5)), (std::vector<Record>{Mx{10, parse_name("m").value()}}));
}

}  // namespace
}  // namespace postern::dns
