// Handing one message over: envelope, text, and what each recipient is answered, wherever it fails.
#include <gtest/gtest.h>

#include <algorithm>

#include "smtp/client/dialogue.h"
#include "support/smtp_client_play.h"

namespace postern::smtp::client {
namespace {

using test::mail_of;
using test::Play;

const std::string kMail = "Subject: a\r\n\r\nb\r\n";
constexpr std::string_view kEnvelope = "MAIL FROM:<joe@here.example>\r\nRCPT TO:<ann@far.example>\r\n";

std::vector<std::string> three() { return {"a@far.example", "b@far.example", "c@far.example"}; }

// ---- the way it should go ----

TEST(Mail, goes_step_by_step_without_pipelining) {
  Play play;
  play.ready();
  EXPECT_EQ(play.send(mail_of(kMail)), "MAIL FROM:<joe@here.example>\r\n");
  EXPECT_EQ(play.hear("250 ok\r\n"), "RCPT TO:<ann@far.example>\r\n");
  EXPECT_EQ(play.hear("250 ok\r\n"), "DATA\r\n");
  EXPECT_EQ(play.hear("354 go\r\n"), kMail + ".\r\n");
  EXPECT_FALSE(play.idle());
  EXPECT_EQ(play.hear("250 2.6.0 queued as 7\r\n"), "");
  ASSERT_TRUE(play.idle());
  const auto outcome = play.outcome();
  EXPECT_EQ(outcome.recipients[0].fate, Fate::delivered);
  EXPECT_EQ(outcome.recipients[0].diagnostic(), "smtp; 250 2.6.0 queued as 7");
  EXPECT_FALSE(outcome.trouble);
  EXPECT_FALSE(outcome.maybe_taken);
}

// RFC 2920 §3.1
TEST(Mail, goes_in_one_pipeline) {
  Play play;
  play.ready("PIPELINING");
  EXPECT_EQ(play.send(mail_of(kMail)), std::string(kEnvelope) + "DATA\r\n");
  EXPECT_EQ(play.hear("250 ok\r\n250 ok\r\n354 go\r\n"), kMail + ".\r\n");
  play.hear("250 taken\r\n");
  EXPECT_EQ(play.outcome().recipients[0].fate, Fate::delivered);
}

TEST(Mail, any_split_of_the_replies_gives_the_same) {
  for (const std::size_t split : {1u, 2u, 3u, 7u}) {
    Play play;
    play.split = split;
    play.ready("PIPELINING");
    auto said = play.send(mail_of(kMail));
    said += play.hear("250-ok\r\n250 ok\r\n250 ok\r\n354 go\r\n");
    EXPECT_EQ(said, std::string(kEnvelope) + "DATA\r\n" + kMail + ".\r\n");
    play.hear("250 2.0.0 taken\r\n");
    EXPECT_EQ(play.outcome().recipients[0].status, "2.0.0");
  }
}

// RFC 3030 §2
TEST(Mail, goes_in_chunks_where_they_are_offered) {
  Play play;
  play.ready("PIPELINING|CHUNKING");
  EXPECT_EQ(play.send(mail_of("a\n.b")), kEnvelope);
  EXPECT_EQ(play.hear("250 ok\r\n250 ok\r\n"), "BDAT 7 LAST\r\na\r\n.b\r\n");
  play.hear("250 taken\r\n");
  EXPECT_EQ(play.outcome().recipients[0].fate, Fate::delivered);
}

TEST(Mail, large_ones_go_in_pieces) {
  std::string large;
  while (large.size() < Dialogue::kPiece * 2) large += "a line of the message\r\n";
  Play chunks;
  chunks.ready("CHUNKING");
  chunks.send(mail_of(large));
  chunks.hear("250 ok\r\n");
  EXPECT_TRUE(chunks.hear("250 ok\r\n").starts_with("BDAT 65536\r\na line"));
  EXPECT_EQ(chunks.hear("250 ok\r\n").substr(0, 5), "BDAT ");
  EXPECT_NE(chunks.hear("250 ok\r\n").find(" LAST\r\n"), std::string::npos);
  chunks.hear("250 taken\r\n");
  EXPECT_EQ(chunks.outcome().recipients[0].fate, Fate::delivered);

  Play data;
  data.ready("PIPELINING");
  data.send(mail_of(large));
  EXPECT_EQ(data.hear("250 ok\r\n250 ok\r\n354 go\r\n"), large + ".\r\n");
}

TEST(Mail, an_empty_message_has_an_end_too) {
  Play data;
  data.ready("PIPELINING");
  data.send(mail_of(""));
  EXPECT_EQ(data.hear("250 ok\r\n250 ok\r\n354 go\r\n"), ".\r\n");
  Play chunks;
  chunks.ready("PIPELINING|CHUNKING");
  chunks.send(mail_of(""));
  EXPECT_EQ(chunks.hear("250 ok\r\n250 ok\r\n"), "BDAT 0 LAST\r\n");
}

TEST(Mail, what_stands_before_it_is_not_sent) {
  Play play;
  play.ready("PIPELINING|SIZE");
  auto mail = mail_of("Return-Path: <>\r\n" + kMail);
  mail.skip = 17;
  EXPECT_EQ(play.send(std::move(mail)).substr(0, 38), "MAIL FROM:<joe@here.example> SIZE=17\r\n");
  EXPECT_EQ(play.hear("250 ok\r\n250 ok\r\n354 go\r\n"), kMail + ".\r\n");
}

TEST(Mail, many_recipients_go_in_several_pipelines) {
  Play play;
  play.ready("PIPELINING");
  std::vector<std::string> all;
  for (int i = 0; i < 120; ++i) all.push_back("u" + std::to_string(i) + "@far.example");
  const auto lines = [](const std::string& said) { return static_cast<int>(std::ranges::count(said, '\n')); };
  int said = lines(play.send(mail_of(kMail, all)));
  EXPECT_EQ(said, 50);
  for (int i = 0; i < 120; ++i) said += lines(play.hear("250 ok\r\n"));
  EXPECT_EQ(said, 122);
  EXPECT_EQ(play.hear("250 ok\r\n"), "");
  EXPECT_EQ(play.hear("354 go\r\n"), kMail + ".\r\n");
  play.hear("250 ok\r\n");
  EXPECT_TRUE(std::ranges::all_of(play.outcome().recipients, [](const auto& one) { return one.fate == Fate::delivered; }));
}

// RFC 2033 §4.2
TEST(Mail, lmtp_answers_each_recipient) {
  Play play;
  play.manner.protocol = Protocol::lmtp;
  play.ready("PIPELINING|CHUNKING");
  play.send(mail_of(kMail, three()));
  EXPECT_EQ(play.hear("250 ok\r\n250 ok\r\n550 5.1.1 none\r\n250 ok\r\n354 go\r\n"), kMail + ".\r\n");
  play.hear("250 taken\r\n");
  EXPECT_FALSE(play.idle());
  play.hear("452 4.2.2 full\r\n");
  ASSERT_TRUE(play.idle());
  const auto all = play.outcome().recipients;
  EXPECT_EQ(all[0].fate, Fate::delivered);
  EXPECT_EQ(all[1].fate, Fate::permanent);
  EXPECT_EQ(all[2].fate, Fate::temporary);
  EXPECT_EQ(all[2].status, "4.2.2");
}

TEST(Mail, a_second_one_goes_over_the_same_connection) {
  Play play;
  play.ready("PIPELINING");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(play.send(mail_of(kMail)), std::string(kEnvelope) + "DATA\r\n");
    play.hear("250 ok\r\n250 ok\r\n354 go\r\n");
    play.hear("250 taken\r\n");
    EXPECT_EQ(play.outcome().recipients[0].fate, Fate::delivered);
  }
}

TEST(Mail, what_was_left_in_the_middle_is_reset_before_the_next) {
  Play play;
  play.ready("PIPELINING");
  play.send(mail_of(kMail));
  play.hear("250 ok\r\n550 5.1.1 none\r\n503 no recipients\r\n");
  ASSERT_TRUE(play.idle());
  EXPECT_EQ(play.outcome().recipients[0].fate, Fate::permanent);
  EXPECT_EQ(play.send(mail_of(kMail)), "RSET\r\n" + std::string(kEnvelope) + "DATA\r\n");
  play.hear("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n");
  play.hear("250 taken\r\n");
  EXPECT_EQ(play.outcome().recipients[0].fate, Fate::delivered);
}

// ---- no octet of ours ends a line early ----

TEST(Mail, bare_line_ends_are_mended) {
  for (const auto& [text, sent] :
       std::vector<std::pair<std::string, std::string>>{{"a\nb", "a\r\nb\r\n.\r\n"},
                                                        {"a\rb\r", "a\r\nb\r\n.\r\n"},
                                                        {"a\r\r\nb\n\r", "a\r\n\r\nb\r\n\r\n.\r\n"},
                                                        {"a\n.\nMAIL FROM:<x@y>\n", "a\r\n..\r\nMAIL FROM:<x@y>\r\n.\r\n"},
                                                        {"a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"},
                                                        {".", "..\r\n.\r\n"},
                                                        {"a\r\n.\r\n", "a\r\n..\r\n.\r\n"}}) {
    Play play;
    play.ready("PIPELINING");
    play.send(mail_of(text));
    EXPECT_EQ(play.hear("250 ok\r\n250 ok\r\n354 go\r\n"), sent);
  }
}

TEST(TextWriter, any_split_gives_the_same_and_no_bare_line_end) {
  const std::string text = "a\r\n.b\n.\r.\r\n\r\n\n\r..\rc";
  std::string whole;
  TextWriter once(Stuffing::dots);
  once.add(text, whole);
  once.finish(whole);
  for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
    EXPECT_TRUE(whole[i] != '\r' || whole[i + 1] == '\n');
    EXPECT_TRUE(whole[i + 1] != '\n' || whole[i] == '\r');
  }
  EXPECT_EQ(whole.find("\r\n.\r\n"), whole.size() - 5);
  for (std::size_t first = 0; first <= text.size(); ++first)
    for (std::size_t second = first; second <= text.size(); ++second) {
      std::string out;
      TextWriter writer(Stuffing::dots);
      writer.add(std::string_view(text).substr(0, first), out);
      writer.add(std::string_view(text).substr(first, second - first), out);
      writer.add(std::string_view(text).substr(second), out);
      writer.finish(out);
      ASSERT_EQ(out, whole) << first << ' ' << second;
    }
}

// ---- what a server refuses ----

TEST(Mail, a_refused_sender_is_every_recipients_outcome) {
  for (const auto* offers : {"", "PIPELINING"}) {
    Play play;
    play.ready(offers);
    play.send(mail_of(kMail, three()));
    play.hear("550 5.7.1 not you\r\n");
    if (!play.idle()) play.hear("503 no\r\n503 no\r\n503 no\r\n503 no\r\n");
    ASSERT_TRUE(play.idle());
    for (const auto& one : play.outcome().recipients) EXPECT_EQ(one.diagnostic(), "smtp; 550 5.7.1 not you");
    EXPECT_EQ(play.send(mail_of(kMail)).substr(0, 4), "MAIL") << "there is nothing to reset";
  }
}

TEST(Mail, recipients_are_answered_one_by_one) {
  Play play;
  play.ready("PIPELINING");
  play.send(mail_of(kMail, three()));
  play.hear("250 ok\r\n550 5.1.1 none\r\n250 ok\r\n451 4.7.1 later\r\n354 go\r\n");
  play.hear("250 taken\r\n");
  const auto all = play.outcome().recipients;
  EXPECT_EQ(all[0].fate, Fate::permanent);
  EXPECT_EQ(all[0].code, 550);
  EXPECT_EQ(all[1].fate, Fate::delivered);
  EXPECT_EQ(all[2].fate, Fate::temporary);
  EXPECT_EQ(all[2].status, "4.7.1");
}

TEST(Mail, a_server_that_wants_text_for_nobody_gets_none) {
  Play play;
  play.ready("PIPELINING");
  play.send(mail_of(kMail));
  EXPECT_EQ(play.hear("250 ok\r\n550 none\r\n354 go\r\n"), ".\r\n");
  play.hear("554 nobody\r\n");
  ASSERT_TRUE(play.idle());
  EXPECT_EQ(play.outcome().recipients[0].code, 550);
}

// RFC 5321 §4.5.3.1.10
TEST(Mail, too_many_recipients_are_not_refused_for_good) {
  for (const auto* reply : {"452 4.5.3 too many\r\n", "552 too many\r\n"}) {
    Play play;
    play.ready("PIPELINING");
    play.send(mail_of(kMail, three()));
    play.hear(std::string("250 ok\r\n250 ok\r\n250 ok\r\n") + reply + "354 go\r\n");
    play.hear("250 taken\r\n");
    const auto all = play.outcome().recipients;
    EXPECT_EQ(all[2].fate, Fate::temporary);
    EXPECT_FALSE(all[2].asked);
  }
  Play full;
  full.ready("PIPELINING");
  full.send(mail_of(kMail, three()));
  full.hear("250 ok\r\n250 ok\r\n552 5.2.2 mailbox full\r\n250 ok\r\n354 go\r\n");
  full.hear("250 taken\r\n");
  EXPECT_EQ(full.outcome().recipients[1].fate, Fate::permanent);
}

TEST(Mail, more_recipients_than_the_server_takes_wait) {
  Play play;
  play.ready("PIPELINING|LIMITS RCPTMAX=2");
  EXPECT_EQ(play.send(mail_of(kMail, three())),
            "MAIL FROM:<joe@here.example>\r\nRCPT TO:<a@far.example>\r\nRCPT TO:<b@far.example>\r\nDATA\r\n");
  play.hear("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n");
  play.hear("250 taken\r\n");
  const auto all = play.outcome().recipients;
  EXPECT_EQ(all[1].fate, Fate::delivered);
  EXPECT_EQ(all[2].fate, Fate::temporary);
  EXPECT_FALSE(all[2].asked);
}

TEST(Mail, a_refused_data_or_text_is_for_those_that_were_taken) {
  for (const bool at_data : {true, false}) {
    Play play;
    play.ready("PIPELINING");
    play.send(mail_of(kMail, three()));
    play.hear("250 ok\r\n250 ok\r\n550 5.1.1 none\r\n250 ok\r\n");
    if (at_data) {
      play.hear("554 5.6.0 no\r\n");
    } else {
      play.hear("354 go\r\n");
      play.hear("554 5.6.0 no\r\n");
    }
    ASSERT_TRUE(play.idle());
    const auto all = play.outcome().recipients;
    EXPECT_EQ(all[0].status, "5.6.0");
    EXPECT_EQ(all[1].status, "5.1.1");
    EXPECT_EQ(play.send(mail_of(kMail)).starts_with("RSET"), at_data);
  }
}

TEST(Mail, a_refused_chunk_ends_the_text) {
  std::string large(Dialogue::kPiece * 3, 'x');
  Play play;
  play.ready("CHUNKING");
  play.send(mail_of(large));
  play.hear("250 ok\r\n");
  play.hear("250 ok\r\n");
  EXPECT_EQ(play.hear("552 5.3.4 too large\r\n"), "");
  ASSERT_TRUE(play.idle());
  EXPECT_EQ(play.outcome().recipients[0].status, "5.3.4");
  EXPECT_TRUE(play.send(mail_of(kMail)).starts_with("RSET\r\n"));
}

TEST(Mail, codes_that_fit_nowhere_break_the_connection) {
  for (const auto* replies :
       {"354 go\r\n", "250 ok\r\n354 go\r\n", "250 ok\r\n250 ok\r\n250 ok\r\n", "150 odd\r\n", "250 ok\r\n600 odd\r\n"}) {
    Play play;
    play.ready("PIPELINING");
    play.send(mail_of(kMail));
    play.hear(replies);
    ASSERT_TRUE(play.over) << replies;
    const auto outcome = play.outcome();
    EXPECT_EQ(outcome.trouble->cause, Cause::broken) << replies;
    EXPECT_EQ(outcome.recipients[0].fate, Fate::temporary);
  }
}

// ---- connections that end ----

TEST(Mail, a_connection_lost_at_any_step_is_temporary) {
  const std::vector<std::string> replies{"250 ok\r\n", "250 ok\r\n", "354 go\r\n"};
  for (std::size_t n = 0; n <= replies.size(); ++n)
    for (const auto how : {Failure::closed, Failure::timeout, Failure::io}) {
      Play play;
      play.ready();
      play.send(mail_of(kMail));
      for (std::size_t i = 0; i < n; ++i) play.hear(replies[i]);
      play.fail(how);
      ASSERT_TRUE(play.over);
      const auto outcome = play.outcome();
      EXPECT_EQ(outcome.recipients[0].fate, Fate::temporary);
      EXPECT_EQ(outcome.recipients[0].status, "4.4.2");
      EXPECT_EQ(outcome.trouble->cause, how == Failure::timeout ? Cause::timeout : Cause::closed);
      EXPECT_EQ(outcome.maybe_taken, n == replies.size()) << "only behind the end of the text can it have been taken";
      EXPECT_TRUE(outcome.recipients[0].asked);
    }
}

TEST(Mail, what_was_answered_before_the_loss_stays_answered) {
  Play play;
  play.manner.protocol = Protocol::lmtp;
  play.ready("PIPELINING");
  play.send(mail_of(kMail, three()));
  play.hear("250 ok\r\n250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n");
  play.hear("250 taken\r\n550 5.2.1 closed\r\n");
  play.fail(Failure::closed);
  const auto outcome = play.outcome();
  EXPECT_EQ(outcome.recipients[0].fate, Fate::delivered);
  EXPECT_EQ(outcome.recipients[1].fate, Fate::permanent);
  EXPECT_EQ(outcome.recipients[2].fate, Fate::temporary);
  EXPECT_TRUE(outcome.maybe_taken);
}

TEST(Mail, a_used_connection_that_is_gone_says_nothing_about_the_next) {
  for (const auto* goodbye : {"421 4.4.2 idle\r\n", ""}) {
    Play play;
    play.ready("PIPELINING");
    play.send(mail_of(kMail));
    play.hear("250 ok\r\n250 ok\r\n354 go\r\n");
    play.hear("250 taken\r\n");
    play.outcome();
    play.send(mail_of(kMail));
    if (*goodbye)
      play.hear(goodbye);
    else
      play.fail(Failure::closed);
    ASSERT_TRUE(play.over);
    const auto outcome = play.outcome();
    EXPECT_EQ(outcome.recipients[0].fate, Fate::temporary);
    EXPECT_FALSE(outcome.recipients[0].asked);
  }
}

TEST(Mail, a_disk_of_ours_that_fails_in_the_middle_never_ends_the_text) {
  Play play;
  play.ready("PIPELINING");
  play.send(mail_of(kMail));
  play.disk_fails = true;
  EXPECT_EQ(play.hear("250 ok\r\n250 ok\r\n354 go\r\n"), "");
  ASSERT_TRUE(play.over);
  const auto outcome = play.outcome();
  EXPECT_EQ(outcome.trouble->cause, Cause::ours);
  EXPECT_EQ(outcome.recipients[0].fate, Fate::temporary);
  EXPECT_FALSE(outcome.maybe_taken);
}

// A server that answers each command in time, and never comes to an end.
TEST(Mail, has_an_end_however_fast_each_step_is) {
  Play play;
  play.ready();
  const auto begun = play.time.steady();
  auto said = play.send(mail_of("Subject: a\r\n\r\nb\r\n", std::vector<std::string>(1000, "ann@far.example")));
  while (!said.empty() && play.dialogue->due() - play.time.steady() == play.settings.command_timeout) {
    play.time.pass(std::chrono::seconds(299));
    said = play.hear("250 ok\r\n");
  }
  EXPECT_TRUE(said.starts_with("RCPT TO:")) << said;
  EXPECT_EQ(play.dialogue->due() - begun, play.settings.message_timeout);
  EXPECT_EQ(play.dialogue->patience() - begun, play.settings.message_timeout);
  play.fail(Failure::timeout);
  const auto outcome = play.outcome();
  EXPECT_EQ(outcome.trouble->cause, Cause::timeout);
  EXPECT_FALSE(outcome.maybe_taken);
  for (const auto& one : outcome.recipients) EXPECT_EQ(one.fate, Fate::temporary);
}

TEST(Mail, is_waited_for_when_the_server_has_all_of_it) {
  Play play;
  play.ready("PIPELINING");
  play.send(mail_of("Subject: a\r\n\r\nb\r\n"));
  play.hear("250 ok\r\n250 ok\r\n");
  play.time.pass(play.settings.message_timeout - std::chrono::seconds(1));
  play.hear("354 go\r\n");
  EXPECT_EQ(play.dialogue->due() - play.time.steady(), play.settings.end_timeout);
  play.hear("250 ok\r\n");
  ASSERT_TRUE(play.idle());
  EXPECT_EQ(play.quit(), "QUIT\r\n");
  EXPECT_EQ(play.dialogue->due() - play.time.steady(), std::chrono::seconds(10)) << "its time is over with it";
}

}  // namespace
}  // namespace postern::smtp::client
