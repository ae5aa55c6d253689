// The client over real sockets, against a server inside the test that behaves, or does not.
#include "smtp/client/client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/locked.h"
#include "base/text.h"
#include "smtp/client/text_writer.h"
#include "support/loopback.h"
#include "support/smtp_client_play.h"
#include "support/temp_dir.h"
#include "tls/context.h"

namespace postern::smtp::client {
namespace {

using namespace std::chrono_literals;
using net::finish;
using test::mail_of;

// How the server behaves.
struct Behaviour {
  std::string greeting = "220 fake.example\r\n";
  bool starttls = true;
  std::string behind_starttls = {};  // said in the clear, right after its reply
  bool shake = true;                 // else it ends instead of the handshake
  std::string_view end_at = {};      // the verb at which it goes away
  bool trickle = false;              // an octet at a time, without end, in place of the greeting
};

// What it was given.
struct Heard {
  std::vector<std::string> lines;
  std::vector<std::string> messages;
  bool tls = false;
};

class FakeServer {
 public:
  FakeServer(net::Stream& stream, const Behaviour& how, Locked<Heard>& heard) : stream_(stream), how_(how), heard_(heard) {}

  static Task<void> serve(net::Stream& stream, const Behaviour& how, Locked<Heard>& heard) {
    FakeServer server(stream, how, heard);
    auto task = server.run();
    co_await std::move(task);
  }

 private:
  Task<void> run() {
    if (how_.trickle) {
      bool said = true;
      while (said) {
        said = co_await say("2");
        co_await pause_until(Clock::now() + 20ms);
      }
      co_return;
    }
    bool goes_on = co_await say(how_.greeting);
    while (goes_on) {
      auto line = co_await until("\r\n");
      if (!line) co_return;
      heard_.with([&](Heard& all) { all.lines.push_back(*line); });
      if (!how_.end_at.empty() && line->starts_with(how_.end_at)) co_return;
      goes_on = co_await answer(*line);
    }
  }

  Task<bool> answer(std::string line) {
    if (line.starts_with("EHLO")) co_return co_await say(offers());
    if (line.starts_with("STARTTLS")) co_return co_await start_tls();
    if (line.starts_with("DATA")) {
      auto said = co_await say("354 go\r\n");
      if (!said) co_return false;
      auto text = co_await until("\r\n.\r\n");
      if (!text) co_return false;
      heard_.with([&](Heard& all) { all.messages.push_back(*text + "\r\n"); });
    }
    co_return co_await say("250 2.0.0 well\r\n");
  }

  std::string offers() {
    return how_.starttls && !stream_.is_tls() ? "250-fake.example\r\n250-PIPELINING\r\n250 STARTTLS\r\n"
                                              : "250-fake.example\r\n250 PIPELINING\r\n";
  }

  Task<bool> start_tls() {
    const auto reply = "220 go\r\n" + how_.behind_starttls;
    auto said = co_await say(reply);
    if (!said || !how_.shake) co_return false;
    auto done = co_await stream_.start_tls(net::in(10s));
    if (done) heard_.with([](Heard& all) { all.tls = true; });
    co_return done.has_value();
  }

  Task<bool> say(std::string text) {
    auto written = co_await stream_.write(text, net::in(10s));
    co_return written.has_value();
  }

  Task<std::optional<std::string>> until(std::string_view mark) {
    for (;;) {
      if (const auto end = input_.find(mark); end != input_.npos) {
        auto out = input_.substr(0, end);
        input_.erase(0, end + mark.size());
        co_return out;
      }
      auto bytes = co_await stream_.read(net::in(10s));
      if (!bytes || bytes->empty()) co_return std::nullopt;
      input_ += *bytes;
    }
  }

  net::Stream& stream_;
  const Behaviour& how_;
  Locked<Heard>& heard_;
  std::string input_;
};

struct Outcome {
  std::optional<Facts> facts;
  std::optional<Trouble> trouble;
  MailOutcome mail;
  bool usable = false;
};

// A server, and all a client needs.
struct Sockets {
  Behaviour how;
  Manner manner{.our_name = "us.example"};
  Settings settings;
  int times = 1;  // that the message is sent

  Sockets() : own(tls::make_self_signed({{"fake.example"}, {}}, system_time().now(), 30, system_random()).value()) {
    manner.expected.server_name = "fake.example";
  }
  ~Sockets() {
    server.reset();
    reactors.stop();
  }

  void start() {
    auto shown = tls::Context::make({.name = "fake"}, std::vector{own}, system_time(), system_random()).value();
    server = std::make_unique<net::Server>(
        net::Hooks{.serve = [this](net::Stream& stream) { return FakeServer::serve(stream, how, heard); }, .tls = shown},
        net::ListenerSettings{.tls = net::TlsMode::starttls});
    reactors.start();
  }
  void trust_it() {
    std::ofstream(folder.path() / "ca.pem") << own.chain;
    context = tls::ClientContext::make((folder.path() / "ca.pem").string()).value();
  }
  void require(tls::By by, std::string name) {
    manner.tls = Tls::required;
    manner.expected = {.server_name = name, .names = {name}, .by = by, .must = true};
  }
  [[nodiscard]] tls::Tlsa record() const { return {3, 0, 1, *from_hex(tls::facts_of(own.chain)->fingerprint)}; }

  Outcome deliver(Mail mail = mail_of("Subject: a\r\n\r\nb\r\n")) {
    if (!server) start();
    return finish(reactors.executor(0), hand_over(*this, {net::loopback(), server->port()}, std::move(mail)));
  }
  static Task<Outcome> hand_over(Sockets& s, net::Endpoint where, Mail mail) {
    Outcome out;
    const Ports ports{s.connector, *s.context, *s.blobs, s.hashes, system_time(), s.random};
    Client client(s.manner, s.settings, ports);
    auto opened = co_await client.open(where, {});
    if (!opened) {
      out.trouble = std::move(opened.error());
      co_return out;
    }
    out.facts = std::move(*opened);
    out.usable = client.usable();
    for (int i = 0; i < s.times; ++i) out.mail = co_await client.send(mail);
    co_await client.quit();
    co_return out;
  }
  Heard what_it_heard() {
    return heard.with([](const Heard& all) { return all; });
  }

  test::TempDir folder;
  tls::Identity own;
  Locked<Heard> heard{Heard{}};
  std::unique_ptr<net::Server> server;
  net::Reactors reactors{1};
  net::SessionIds ids{Time{3'000'000}};
  EventList events;
  net::Connector connector{"smtp-out", ids, events};
  std::shared_ptr<const tls::ClientContext> context = tls::ClientContext::make().value();
  Random& random = system_random();
  std::unique_ptr<store::BlobStore> blobs = store::blobs_in_memory(random, system_time());
  auth::HashPool hashes{{.threads = 1, .queue = 8}};
};

TEST(Client, delivers_over_tls_where_it_is_offered) {
  Sockets s;
  const auto out = s.deliver();
  ASSERT_TRUE(out.facts) << out.trouble->text;
  EXPECT_TRUE(out.facts->tls);
  EXPECT_FALSE(out.facts->fell_back);
  EXPECT_EQ(out.facts->proof.by, tls::By::nothing);
  EXPECT_EQ(out.mail.recipients.at(0).fate, Fate::delivered);
  const auto heard = s.what_it_heard();
  EXPECT_TRUE(heard.tls);
  EXPECT_EQ(heard.lines.back(), "QUIT");
  EXPECT_EQ(heard.messages, std::vector<std::string>{"Subject: a\r\n\r\nb\r\n"});
}

TEST(Client, a_proof_by_name_holds_for_the_right_name_alone) {
  Sockets s;
  s.trust_it();
  s.require(tls::By::name, "fake.example");
  EXPECT_EQ(s.deliver().facts->proof.by, tls::By::name);
  s.require(tls::By::name, "other.example");
  const auto out = s.deliver();
  ASSERT_TRUE(out.trouble);
  EXPECT_EQ(out.trouble->cause, Cause::tls);
  EXPECT_EQ(out.trouble->problem, tls::Problem::certificate_host_mismatch);
  EXPECT_EQ(out.trouble->fate, Fate::temporary);
  EXPECT_EQ(s.what_it_heard().messages.size(), 1u);
}

TEST(Client, a_proof_by_dane_holds_for_the_right_record_alone) {
  Sockets s;
  s.require(tls::By::dane, "mx.far.example");
  s.manner.expected.tlsa = {s.record()};
  EXPECT_EQ(s.deliver().facts->proof.by, tls::By::dane);
  s.manner.expected.tlsa[0].data[5] ^= 1;
  const auto out = s.deliver();
  ASSERT_TRUE(out.trouble);
  EXPECT_EQ(out.trouble->cause, Cause::tls);
  EXPECT_EQ(s.what_it_heard().messages.size(), 1u);
}

TEST(Client, what_must_be_proven_never_falls_back_to_plain) {
  Sockets s;
  s.how.starttls = false;
  s.require(tls::By::name, "fake.example");
  EXPECT_EQ(s.deliver().trouble->cause, Cause::no_tls);
  s.how.starttls = true;
  s.how.shake = false;
  EXPECT_EQ(s.deliver().trouble->step, Step::tls);
  EXPECT_TRUE(s.what_it_heard().messages.empty());
}

TEST(Client, a_handshake_that_fails_and_need_not_succeed_is_followed_by_plain) {
  Sockets s;
  s.how.shake = false;
  const auto out = s.deliver();
  ASSERT_TRUE(out.facts) << out.trouble->text;
  EXPECT_TRUE(out.facts->fell_back);
  EXPECT_FALSE(out.facts->tls);
  EXPECT_FALSE(out.facts->proof.why.empty());
  EXPECT_EQ(out.mail.recipients.at(0).fate, Fate::delivered);
  EXPECT_FALSE(s.what_it_heard().tls);
}

TEST(Client, a_server_without_tls_gets_it_in_the_clear_where_that_is_allowed) {
  Sockets s;
  s.how.starttls = false;
  const auto out = s.deliver();
  EXPECT_FALSE(out.facts->tls);
  EXPECT_FALSE(out.facts->fell_back);
  EXPECT_EQ(out.mail.recipients.at(0).fate, Fate::delivered);
}

TEST(Client, responses_injected_behind_starttls_end_it) {
  Sockets s;
  s.how.behind_starttls = "250 fake.example\r\n";
  const auto out = s.deliver();
  ASSERT_TRUE(out.trouble);
  EXPECT_EQ(out.trouble->cause, Cause::broken);
  EXPECT_EQ(out.trouble->step, Step::starttls);
  EXPECT_TRUE(s.what_it_heard().messages.empty());
}

TEST(Client, octets_that_trickle_without_end_meet_one_deadline) {
  Sockets s;
  s.how.trickle = true;
  s.settings.command_timeout = 1s;
  const auto begun = Clock::now();
  const auto out = s.deliver();
  ASSERT_TRUE(out.trouble);
  EXPECT_EQ(out.trouble->cause, Cause::timeout);
  EXPECT_EQ(out.trouble->step, Step::greeting);
  EXPECT_LT(Clock::now() - begun, 8s);
}

TEST(Client, a_port_where_nobody_listens_refuses) {
  Sockets s;
  s.start();
  const auto port = s.server->port();
  s.server.reset();
  const auto out = finish(s.reactors.executor(0), Sockets::hand_over(s, {net::loopback(), port}, mail_of("a\r\n")));
  ASSERT_TRUE(out.trouble);
  EXPECT_EQ(out.trouble->cause, Cause::refused);
  EXPECT_EQ(out.trouble->status, "4.4.1");
}

TEST(Client, a_server_that_goes_away_leaves_the_mail_here) {
  Sockets s;
  s.how.end_at = "DATA";
  const auto out = s.deliver();
  ASSERT_TRUE(out.facts);
  EXPECT_EQ(out.mail.recipients.at(0).fate, Fate::temporary);
  EXPECT_EQ(out.mail.trouble->cause, Cause::closed);
}

TEST(Client, many_messages_go_over_one_connection) {
  Sockets s;
  s.times = 5;
  const auto out = s.deliver();
  EXPECT_TRUE(out.usable);
  EXPECT_EQ(out.mail.recipients.at(0).fate, Fate::delivered);
  const auto heard = s.what_it_heard();
  EXPECT_EQ(heard.messages.size(), 5u);
  EXPECT_EQ(std::ranges::count(heard.lines, "STARTTLS"), 1);
}

TEST(Client, without_a_connection_everybody_is_told_what_ended_it) {
  Sockets s;
  s.how.end_at = "DATA";
  s.times = 2;
  const auto out = s.deliver();
  ASSERT_EQ(out.mail.recipients.size(), 1u);
  EXPECT_EQ(out.mail.recipients[0].fate, Fate::temporary);
  EXPECT_EQ(out.mail.recipients[0].status, "4.4.2");
  EXPECT_EQ(out.mail.trouble->cause, Cause::closed);
}

TEST(Client, after_a_stop_of_the_server_nothing_is_opened) {
  Sockets s;
  s.start();
  s.connector.stop();
  EXPECT_EQ(s.deliver().trouble->cause, Cause::stopped);
}

Task<store::BlobRef> keep(store::BlobStore& blobs, std::string text) {
  auto writer = blobs.begin();
  auto written = co_await writer->write(std::move(text));
  auto ref = co_await writer->finish();
  co_return written&& ref ? *ref : store::BlobRef{};
}

TEST(Client, a_large_message_comes_out_of_its_blob_in_pieces) {
  Sockets s;
  s.start();
  std::string text = "Subject: large\r\n\r\n";
  while (text.size() < 300'000) text += ".a line that begins with a dot\r\n";
  auto mail = mail_of("");
  mail.content = store::Content(finish(s.reactors.executor(0), keep(*s.blobs, "Return-Path: <>\r\n" + text)));
  mail.skip = 17;
  const auto out = s.deliver(std::move(mail));
  ASSERT_EQ(out.mail.recipients.at(0).fate, Fate::delivered);
  std::string stuffed;
  TextWriter writer(Stuffing::dots);
  writer.add(text, stuffed);
  EXPECT_EQ(s.what_it_heard().messages.at(0), stuffed);
}

}  // namespace
}  // namespace postern::smtp::client
