// The SMTP session: dialogues, smuggling, failing ports, TLS, limits.
#include <gtest/gtest.h>

#include <filesystem>

#include "events/table.h"
#include "smtp/server/command_table.h"
#include "smtp/server/smtp.h"
#include "support/fake_stream.h"
#include "support/smtp_dialogue.h"
#include "support/source_tree.h"

namespace postern::smtp {
namespace {

std::vector<Script> scripts() {
  std::vector<Script> all;
  const auto folder = source_tree() / "tests/dialogues/smtp";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) all.push_back(read_script(entry.path()));
  return all;
}

void prepare(World& world, const Script& script) {
  world.trusted = script.trusted;
  world.login.cleartext = script.cleartext_login;
}

class Scripts : public testing::TestWithParam<Script> {};

TEST_P(Scripts, play_on_the_bare_session_whole_and_byte_by_byte) {
  for (const std::size_t step : {std::size_t{0}, std::size_t{1}, std::size_t{3}}) {
    World world;
    prepare(world, GetParam());
    Dialogue dialogue(world, GetParam().settings, GetParam().listener, GetParam().tls, {GetParam().limits, true});
    const Player player{[&](std::string_view bytes) { return bytes.empty() ? dialogue.take() : dialogue.give(bytes, step); },
                        [&] { return dialogue.closed(); }, [&] { return dialogue.tls(); }};
    SCOPED_TRACE("in steps of " + std::to_string(step));
    play(GetParam(), player, world);
  }
}

TEST_P(Scripts, play_on_the_server) {
  for (const std::size_t step : {std::size_t{0}, std::size_t{1}}) {
    World world;
    prepare(world, GetParam());
    ManualExecutor executor;
    FakeStream stream(executor);
    stream.split_reads(step);
    stream.set_session(SessionId(0xabc));
    if (GetParam().tls) stream.set_tls();
    bool ended = false;
    spawn(serve(stream, std::make_shared<const Settings>(GetParam().settings), GetParam().listener,
                net::Allowance(GetParam().limits, true), world.ports()),
          [&] { ended = true; });
    const Player player{[&](std::string_view bytes) {
                          if (!bytes.empty()) stream.push(bytes);
                          executor.run_until_idle();
                          return stream.take_output();
                        },
                        [&] { return ended && stream.closed(); }, [&] { return stream.is_tls(); }};
    SCOPED_TRACE("reads of " + std::to_string(step));
    play(GetParam(), player, world);
    stream.push_end();
    executor.run_until_idle();
    EXPECT_TRUE(ended);
  }
}

INSTANTIATE_TEST_SUITE_P(Smtp, Scripts, testing::ValuesIn(scripts()), [](const auto& info) { return info.param.name; });

// ---- helpers ----

std::string hello(Dialogue& d) { return d.give("EHLO client.example\r\n"); }

constexpr std::string_view kOpen = "MAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\n";

struct Ready {
  World world;
  Dialogue d;
  explicit Ready(Settings settings = {}, Listener listener = exchange_listener(), bool tls = false)
      : d(world, std::move(settings), std::move(listener), tls) {
    d.take();
    hello(d);
  }
};

// ---- smuggling ----   peers: end-of-data confusion

bool has_bare_line_end(std::string_view in) {
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] == '\n' && (i == 0 || in[i - 1] != '\r')) return true;
    if (in[i] == '\r' && (i + 1 == in.size() || in[i + 1] != '\n')) return true;
  }
  return false;
}

// In each, a peer that takes `fake` for the end of data would see a second transaction. Here it is one message, whole or
// refused.
// RFC 5321 §2.3.8, §4.1.1.4
TEST(Smuggling, no_end_of_data_but_the_real_one_in_any_split) {
  const std::string nul("\0", 1);
  const std::string lines[] = {"\r\n", "\n", "\r", "\r\r\n", "\n\r", nul + "\r\n", "\r" + nul + "\n", "\r\n" + nul, "\n" + nul};
  for (const auto& before : lines) {
    for (const auto& after : lines) {
      if (before.ends_with("\r\n") && after.starts_with("\r\n")) continue;  // the real end
      const std::string in =
          "Subject: x\r\n\r\ny" + before + "." + after + std::string(kOpen) + "DATA\r\nsecond\r\n.\r\nNOOP\r\n";
      const bool clean = !has_bare_line_end(in);  // only a NUL beside a dot: the message is kept as it is
      for (std::size_t cut = 0; cut < in.size(); ++cut) {
        Ready r;
        ASSERT_EQ(codes(r.d.give(std::string(kOpen) + "DATA\r\n")), (Codes{250, 250, 354}));
        auto said = cut ? r.d.give(in.substr(0, cut)) : "";
        said += r.d.give(in.substr(cut));
        EXPECT_EQ(codes(said), (clean ? Codes{250, 250} : Codes{554, 250})) << testing::PrintToString(in) << " cut at " << cut;
        EXPECT_EQ(r.world.delivered.size(), clean ? 1u : 0u);
      }
    }
  }
}

// RFC 3030 §2
TEST(Smuggling, chunks_are_never_scanned) {
  const std::string body = std::string("x\r\n.\r\n") + std::string(kOpen) + "DATA\r\nno\r\n.\r\n\n.\n\r.\r";
  const std::string in = std::string(kOpen) + "BDAT " + std::to_string(body.size()) + " LAST\r\n" + body + "NOOP\r\n";
  for (std::size_t cut = 1; cut < in.size(); ++cut) {
    Ready r;
    const auto said = r.d.give(in.substr(0, cut)) + r.d.give(in.substr(cut));
    EXPECT_EQ(codes(said), (Codes{250, 250, 250, 250}));
    ASSERT_EQ(r.world.delivered.size(), 1u);
    EXPECT_TRUE(r.world.delivered[0].bytes.ends_with(body));
  }
}

TEST(Smuggling, a_transaction_after_a_refused_message_starts_from_nothing) {
  Ready r;
  EXPECT_EQ(codes(r.d.give(std::string(kOpen) + "DATA\r\nx\ny\r\n.\r\nDATA\r\nRCPT TO:<joe@here.example>\r\n")),
            (Codes{250, 250, 354, 554, 503, 503}));
}

// ---- TLS ----

// RFC 3207 §4.2, §6
TEST(StartTls, what_follows_in_the_same_segment_is_dropped_with_the_connection) {
  for (const auto* more : {"NOOP\r\n", "E", "EHLO x.example\r\nMAIL FROM:<a@far.example>\r\n"}) {
    World world;
    ManualExecutor executor;
    FakeStream stream(executor);
    spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
    stream.push("EHLO client.example\r\n");
    executor.run_until_idle();
    stream.take_output();
    stream.push(std::string("STARTTLS\r\n") + more);
    executor.run_until_idle();
    EXPECT_EQ(codes(stream.output()), (Codes{421}));
    EXPECT_TRUE(stream.closed());
    EXPECT_FALSE(stream.is_tls());
  }
}

TEST(StartTls, what_follows_in_a_segment_of_its_own_never_becomes_a_command) {
  World world;
  ManualExecutor executor;
  FakeStream stream(executor);
  stream.split_reads(30);  // a read ends behind STARTTLS
  spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
  stream.push("EHLO clien.example\r\nSTARTTLS\r\nNOOP\r\n");
  executor.run_until_idle();
  EXPECT_TRUE(stream.closed());
  EXPECT_EQ(codes(stream.output()), (Codes{220, 250, 220}));
}

// RFC 3207 §4.2
TEST(StartTls, forgets_the_client_and_its_login) {
  World world;
  world.login.cleartext = true;
  Dialogue d(world, {}, submission_listener());
  d.give("EHLO client.example\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\n");
  EXPECT_EQ(codes(d.give("STARTTLS\r\n")), (Codes{220}));
  EXPECT_EQ(codes(d.give("MAIL FROM:<joe@here.example>\r\n")), (Codes{503}));
  hello(d);
  EXPECT_EQ(codes(d.give("MAIL FROM:<joe@here.example>\r\n")), (Codes{530}));
}

// ---- ports that fail ----

TEST(Ports, each_may_fail_in_turn_and_leaves_a_clean_session) {
  const std::string in =
      "AUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\nMAIL FROM:<joe@here.example>\r\nRCPT TO:<ann@here.example>\r\n";
  const std::string body = "From: joe@here.example\r\n\r\nx\r\n.\r\n";
  const Codes begin{235, 250, 250};
  for (std::size_t failing = 1; failing <= 6; ++failing) {
    for (const auto kind : {Failure::unavailable, Failure::over_quota, Failure::denied, Failure::io, Failure::invalid}) {
      World world;
      world.fail_port_at = failing;
      world.failure = kind;
      Dialogue d(world, {}, submission_listener(), true);
      hello(d);
      auto got = codes(d.give(in));
      if (got == begin) {
        EXPECT_EQ(codes(d.give("DATA\r\n")), (Codes{354}));
        const auto reply = codes(d.give(body)).at(0);
        EXPECT_GE(reply, 400) << failing;
        EXPECT_EQ(codes(d.give("DATA\r\n")), (Codes{503})) << "the transaction is over";
      } else {
        EXPECT_NE(got, begin);
      }
      EXPECT_TRUE(world.delivered.empty());
      d.give("AUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\nRSET\r\n");
      EXPECT_EQ(codes(d.give(in.substr(in.find("MAIL")) + "DATA\r\n")), (Codes{250, 250, 354}));
      EXPECT_EQ(codes(d.give(body)), (Codes{250}));
      EXPECT_EQ(world.delivered.size(), 1u);
    }
  }
}

TEST(Ports, an_error_of_the_store_becomes_the_right_reply) {
  const std::pair<Failure, int> rows[] = {{Failure::unavailable, 452}, {Failure::over_quota, 452}, {Failure::too_large, 552},
                                          {Failure::denied, 550},      {Failure::io, 451},         {Failure::timeout, 451},
                                          {Failure::corrupt, 451},     {Failure::invalid, 554}};
  for (const auto& [kind, wanted] : rows) {
    Ready r;
    r.world.failure = kind;
    r.world.fail_port_at = 4;  // sender, recipient, header From, accept
    r.d.give(std::string(kOpen) + "DATA\r\n");
    EXPECT_EQ(codes(r.d.give("From: a@far.example\r\n\r\nx\r\n.\r\n")), (Codes{wanted}));
  }
}

TEST(Server, an_operation_of_the_stream_that_fails_ends_the_session_quietly) {
  for (std::size_t n = 1; n < 12; ++n) {
    World world;
    ManualExecutor executor;
    FakeStream stream(executor);
    stream.split_reads(7);
    stream.fail_at(n);
    bool ended = false;
    spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()), [&] { ended = true; });
    stream.push("EHLO client.example\r\n" + std::string(kOpen) + "BDAT 20 LAST\r\n0123");
    executor.run_until_idle();
    stream.cut();
    executor.run_until_idle();
    EXPECT_TRUE(ended) << n;
    EXPECT_TRUE(world.delivered.empty());
  }
}

// RFC 5321 §4.1.1.4
TEST(Server, a_message_cut_anywhere_is_not_delivered) {
  const std::string whole = "EHLO c.example\r\n" + std::string(kOpen) + "BDAT 3\r\nabcBDAT 4 LAST\r\ndefg";
  for (std::size_t n = 0; n < whole.size(); ++n) {
    World world;
    ManualExecutor executor;
    FakeStream stream(executor);
    bool ended = false;
    spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()), [&] { ended = true; });
    stream.push(whole.substr(0, n));
    executor.run_until_idle();
    stream.push_end();
    executor.run_until_idle();
    EXPECT_TRUE(ended);
    EXPECT_TRUE(world.delivered.empty());
  }
}

// RFC 5321 §4.5.3.2.7
// RFC 5321 §3.8
TEST(Session, says_that_the_server_goes_down) {
  Ready r;
  r.d.give(kOpen);
  r.d.session().on_shutdown();
  EXPECT_EQ(r.d.session().output(), "421 4.3.2 Service shutting down\r\n");
}

// RFC 2920 §3.2
TEST(Server, replies_to_a_pipelined_group_go_out_in_one_write) {
  World world;
  ManualExecutor executor;
  FakeStream stream(executor);
  spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
  stream.push("EHLO client.example\r\n");
  executor.run_until_idle();
  const auto before = stream.writes();
  stream.push(std::string(kOpen) + "DATA\r\n");
  executor.run_until_idle();
  EXPECT_EQ(stream.writes(), before + 1);
  stream.push("x\r\n.\r\nQUIT\r\n");
  executor.run_until_idle();
  EXPECT_EQ(stream.writes(), before + 2);
}

TEST(Limits, arguments_of_the_greatest_length_are_answered) {
  for (const auto& row : command_rows()) {
    for (const std::size_t size : {100u, 511u, 2046u, 2048u, 2049u, 70'000u}) {
      for (const auto* front : {" ", " FROM:<", " TO:<", " FROM:<a@", " PLAIN "}) {
        World world;
        Dialogue d(world, {}, exchange_listener());
        hello(d);
        d.give(row.verb == Verb::rcpt ? "MAIL FROM:<>\r\n" : "RSET\r\n");
        const auto said = d.give(std::string(name(row.verb)) + front + std::string(size, 'a') + "\r\n");
        EXPECT_EQ(codes(said).size(), 1u) << name(row.verb) << said;
      }
    }
  }
}

TEST(Limits, a_session_holds_no_more_of_an_endless_line_than_its_limit) {
  Ready r;
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(r.d.give(std::string(10'000, 'x')), "");
  EXPECT_EQ(codes(r.d.give("\r\n")), (Codes{500}));
}

// A password that was changed, or an account that was disabled, ends what an intruder has open.
class Revoked : public testing::Test {
 protected:
  Revoked() {
    stream.set_tls();
    spawn(serve(stream, std::make_shared<const Settings>(), submission_listener(), {}, world.ports()), [&] { ended = true; });
    give("EHLO client.example\r\n");
    EXPECT_TRUE(give("AUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\n").starts_with("235"));
  }
  std::string give(std::string_view bytes) {
    stream.push(bytes);
    executor.run_until_idle();
    return stream.take_output();
  }
  void sends_nothing_more(std::string_view command) {
    world.login.revoked = true;
    EXPECT_EQ(give(command), "421 4.7.0 The account may no longer be used\r\n");
    EXPECT_TRUE(ended);
  }
  World world;
  ManualExecutor executor;
  FakeStream stream{executor};
  bool ended = false;
};

TEST_F(Revoked, a_session_sends_nothing_more) {
  EXPECT_TRUE(give("MAIL FROM:<joe@here.example>\r\nRSET\r\n").starts_with("250"));
  sends_nothing_more("MAIL FROM:<joe@here.example>\r\n");
}

TEST_F(Revoked, nor_with_the_null_reverse_path) {
  EXPECT_TRUE(give("MAIL FROM:<>\r\n").starts_with("250"));
  sends_nothing_more("RCPT TO:<ann@here.example>\r\n");
}

TEST(Server, says_goodbye_when_it_stops_and_nothing_to_a_peer_that_went_away) {
  for (const bool stops : {true, false}) {
    World world;
    ManualExecutor executor;
    FakeStream stream(executor);
    spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
    executor.run_until_idle();
    stream.take_output();
    stops ? stream.stop() : stream.cut();
    executor.run_until_idle();
    EXPECT_EQ(stream.take_output(), stops ? "421 4.3.2 Service shutting down\r\n" : "");
    const auto told = std::ranges::count(world.log, events::Event::smtp_reply, &World::Logged::event);
    EXPECT_EQ(told, stops ? 2 : 1) << "no reply to nobody in the log";
  }
}

// RFC 9422 §4
TEST(Limits, messages_and_commands_of_one_connection) {
  Settings settings;
  settings.max_messages = 2;
  Ready few(settings);
  EXPECT_EQ(codes(few.d.give("MAIL FROM:<>\r\nRSET\r\nMAIL FROM:<>\r\nRSET\r\nMAIL FROM:<>\r\n")),
            (Codes{250, 250, 250, 250, 421}));
  EXPECT_TRUE(few.d.closed());
  Settings idle;
  idle.max_commands = 3;
  Ready bored(idle);
  EXPECT_EQ(codes(bored.d.give("NOOP\r\nNOOP\r\nNOOP\r\n")), (Codes{250, 250, 421}));
}

// ---- relay ----

TEST(Relay, settings_open_it_step_by_step_and_no_further) {
  const std::string senders[] = {"<joe@open.example>", "<x@open.example>", "<x@far.example>", "<>"};
  const std::pair<Relay, std::vector<int>> rows[] = {{Relay::nobody, {550, 550, 550, 550}},
                                                     {Relay::local_users, {250, 550, 550, 550}},
                                                     {Relay::local_domains, {250, 250, 550, 550}},
                                                     {Relay::anyone, {250, 250, 250, 250}}};
  for (const auto& [relay, wanted] : rows) {
    for (std::size_t i = 0; i < 4; ++i) {
      auto listener = exchange_listener();
      listener.relay = relay;
      Ready r({}, listener);
      EXPECT_EQ(codes(r.d.give("MAIL FROM:" + senders[i] + "\r\nRCPT TO:<y@far.example>\r\n")), (Codes{250, wanted[i]}))
          << senders[i];
      EXPECT_EQ(codes(r.d.give("RCPT TO:<y%z.example@far.example>\r\n")), (Codes{550}));
    }
  }
}

// ---- events ----

std::size_t count(const World& world, events::Event event) {
  return static_cast<std::size_t>(std::ranges::count(world.log, event, &World::Logged::event));
}

TEST(Events, say_what_the_guard_needs) {
  World world;
  {
    Dialogue d(world, {}, exchange_listener());
    d.give(
        "EHLO c.example\r\nMAIL FROM:<joe@here.example>\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<x@far.example>\r\nRCPT "
        "TO:<no@here.example>\r\nQUIT\r\n");
  }
  EXPECT_EQ(count(world, events::Event::smtp_sender_refused), 1u);
  EXPECT_EQ(count(world, events::Event::smtp_recipient_refused), 2u);
  EXPECT_EQ(count(world, events::Event::smtp_session_without_message), 1u);
  std::vector<std::pair<events::Signal, events::Cause>> signals;
  for (const auto& s : world.signals) signals.emplace_back(s.signal, s.cause);
  using enum events::Signal;
  using events::Cause;
  EXPECT_EQ(signals, (decltype(signals){{sender_refused, Cause::not_permitted},
                                        {recipient_refused, Cause::relay},
                                        {recipient_refused, Cause::unknown_account},
                                        {session_without_message, Cause::none}}));
  World good;
  Dialogue d(good, {}, exchange_listener());
  d.give("EHLO c.example\r\n" + std::string(kOpen) + "DATA\r\nx\r\n.\r\nQUIT\r\n");
  EXPECT_EQ(count(good, events::Event::smtp_message_accepted), 1u);
  EXPECT_EQ(good.signals.back().signal, message_sent);
  EXPECT_EQ(good.signals.back().recipients, 1u);
  EXPECT_EQ(count(good, events::Event::smtp_session_without_message), 0u);
}

// Who has an address refused to him that is closed to strangers has learnt nothing of it, and has tried one name more.   H17
TEST(Events, are_the_same_of_an_alias_that_is_closed_to_a_stranger_and_of_nobody) {
  const auto tried = [](const char* name) {
    World world;
    world.trusted = true;  // in whose name somebody may send makes nobody of him
    Dialogue d(world, {}, exchange_listener());
    const auto said =
        d.give("EHLO c.example\r\nMAIL FROM:<joe@here.example>\r\nRCPT TO:<" + std::string(name) + "@here.example>\r\n");
    const auto& last = world.signals.back();
    return std::tuple(said, world.signals.size(), last.signal, last.cause, last.account);
  };
  EXPECT_EQ(tried("staff"), tried("nobody"));
  EXPECT_EQ(std::get<3>(tried("board")), events::Cause::unknown_account);
}

TEST(Events, say_of_a_closed_alias_why_it_was_refused) {
  World world;
  Dialogue d(world, {}, submission_listener(), true);
  d.give(
      "EHLO c.example\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\nMAIL FROM:<joe@here.example>\r\n"
      "RCPT TO:<board@here.example>\r\n");
  EXPECT_EQ(world.signals.back().signal, events::Signal::recipient_refused);
  EXPECT_EQ(world.signals.back().cause, events::Cause::not_permitted);
  const auto refused = std::ranges::find(world.log, events::Event::smtp_recipient_refused, &World::Logged::event);
  ASSERT_NE(refused, world.log.end());
  EXPECT_TRUE(refused->text.ends_with("|the alias is not open to the sender|")) << refused->text;
}

TEST(Events, hold_no_password_and_no_body) {
  World world;
  Dialogue d(world, {}, submission_listener(), true);
  d.give(
      "EHLO c.example\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\nAUTH LOGIN\r\nc2VjcmV0\r\n"
      "MAIL FROM:<joe@here.example>\r\nRCPT TO:<ann@here.example>\r\nDATA\r\nFrom: joe@here.example\r\n\r\nthe very "
      "body\r\n.\r\nQUIT\r\n");
  ASSERT_EQ(world.delivered.size(), 1u);
  for (const auto& entry : world.log)
    for (const auto* word : {"AGpvZ", "c2VjcmV0", "secret", "the very body"})
      EXPECT_EQ(entry.text.find(word), std::string::npos) << entry.text;
}

// ---- the envelope ----

// RFC 3461 §4, RFC 6152 §2
TEST(Envelope, keeps_what_mail_and_rcpt_said) {
  Ready r;
  r.d.give(
      "MAIL FROM:<A@far.example> RET=HDRS ENVID=x+2By BODY=8BITMIME SMTPUTF8\r\n"
      "RCPT TO:<Joe@here.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;joe+2B@here.example\r\nRCPT "
      "TO:<ann@here.example>\r\nDATA\r\n");
  r.d.give("x\r\n.\r\n");
  ASSERT_EQ(r.world.delivered.size(), 1u);
  const auto& e = r.world.delivered[0].envelope;
  EXPECT_EQ(e.reverse_path->text(), "A@far.example");
  EXPECT_EQ(e.ret, Ret::headers);
  EXPECT_EQ(e.envid, "x+y");
  EXPECT_EQ(e.body, Body::eight_bit_mime);
  EXPECT_TRUE(e.smtputf8);
  ASSERT_EQ(e.recipients.size(), 2u);
  EXPECT_EQ(e.recipients[0].mailbox.text(), "Joe@here.example");
  EXPECT_EQ(e.recipients[0].notify, (Notify{.success = true, .delay = true}));
  EXPECT_EQ(e.recipients[0].orcpt, "joe+@here.example");
  EXPECT_EQ(e.origin.client_ip, "192.0.2.7");
  EXPECT_EQ(e.origin.client_name, "client.example");
  EXPECT_EQ(r.world.delivered[0].bytes.find(" for "), std::string::npos) << "one of several recipients must not be named";
}

}  // namespace
}  // namespace postern::smtp
