// What is stored comes back, and what is damaged does not.
#include "queue/record.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace postern::queue {
namespace {

std::vector<Recipient> recipients(const std::vector<std::string>& names) {
  std::vector<Recipient> out;
  for (const auto& name : names)
    out.push_back(
        {.mailbox = address::parse_mailbox(name, address::Charset::utf8).value(), .notify = {}, .orcpt_type = {}, .orcpt = {}});
  return out;
}

// peers row 7: no field of the envelope can forge another.
TEST(QueueRecord, every_field_may_hold_any_byte_and_comes_back_equal) {
  Message m;
  m.envelope.envid = std::string("x\r\nMAIL FROM:<y>\0z", 18);
  m.envelope.origin.client_name = "a\r\nb";
  m.envelope.origin.session = SessionId(77);
  m.size = 12;
  m.blob = store::BlobRef{.name = {}, .size = 12};
  m.queued = Time{5};
  m.legs = 3;
  m.envelope.tls = Secrecy::waived;
  m.envelope.by = By{.at = Time{77}, .or_return = true, .trace = true};
  m.envelope.hold_until = Time{78};
  m.envelope.priority = -9;
  m.envelope.judged = {.level = Level::high, .score = -250, .quarantine = "a\nb"};
  m.envelope.judged.author = address::parse_mailbox("ann@far.example", address::Charset::ascii).value();
  m.envelope.judged.proof = Proof::dkim;
  m.envelope.judged.path_is_proven = true;
  m.envelope.judged.held_for = HeldFor::scanner;
  const auto message = decode_message(encode(m));
  ASSERT_TRUE(message) << message.error().text;
  EXPECT_EQ(encode(*message), encode(m));
  EXPECT_FALSE(message->envelope.reverse_path);
  EXPECT_EQ(message->envelope.envid, m.envelope.envid);
  EXPECT_EQ(message->envelope.judged.quarantine, "a\nb");
  EXPECT_EQ(message->envelope.judged.author, m.envelope.judged.author);
  EXPECT_EQ(message->envelope.judged.proof, Proof::dkim);
  EXPECT_TRUE(message->envelope.judged.path_is_proven);
  EXPECT_EQ(message->envelope.judged.held_for, HeldFor::scanner);

  Leg l{.hop = "example.net", .recipients = {}, .progress = {}, .due = Time{6}};
  auto to = recipients({"bob@example.net", "\"a b\"@example.net"});
  to[0].orcpt_type = "rfc822";
  to[0].orcpt = "\n\n\xFF";
  to[0].notify = {.never = false, .success = true, .failure = true, .delay = false};
  l.add(to[0]);
  l.add(to[1], {.attempts = 3, .last_answer = "550 no\r\n"});
  const auto leg = decode_leg(l.hop, encode(l));
  ASSERT_TRUE(leg) << leg.error().text;
  EXPECT_EQ(encode(*leg), encode(l));
  EXPECT_EQ(leg->recipients[0].orcpt, to[0].orcpt);
  EXPECT_EQ(leg->progress[1].last_answer, "550 no\r\n");
}

// As version 3 has it: the same without the kind, which stands between whether the path is proven and the origin.
TEST(QueueRecord, what_was_held_before_kinds_were_kept_is_read_and_is_of_no_known_kind) {
  Message m;
  m.legs = 1;
  m.envelope.judged.quarantine = "a.zip: too many files";
  m.envelope.judged.path_is_proven = true;
  const auto unknown = encode(m);
  m.envelope.judged.held_for = HeldFor::spam;
  const auto spam = encode(m);
  const auto kind = static_cast<std::size_t>(std::ranges::mismatch(unknown, spam).in1 - unknown.begin());
  auto old = std::string(spam).erase(kind, 1);
  old[0] = 3;
  const auto message = decode_message(old);
  ASSERT_TRUE(message) << message.error().text;
  EXPECT_EQ(message->envelope.judged.quarantine, "a.zip: too many files");
  EXPECT_TRUE(message->envelope.judged.path_is_proven);
  EXPECT_EQ(message->envelope.judged.held_for, HeldFor::unknown);
  auto strange = spam;
  strange[kind] = 4;
  EXPECT_FALSE(decode_message(strange));
}

TEST(QueueRecord, of_two_reasons_to_hold_it_the_first_stays_unless_that_was_spam) {
  Judged judged;
  judged.hold(HeldFor::spam, "spam of 12 points");
  EXPECT_EQ(judged.held_for, HeldFor::spam);
  judged.hold(HeldFor::scanner, "clamav: Eicar");
  judged.hold(HeldFor::attachment, "a.exe: a program");
  judged.hold(HeldFor::spam, "spam of 12 points");
  EXPECT_EQ(judged.held_for, HeldFor::scanner);
  EXPECT_EQ(judged.quarantine, "clamav: Eicar");
}

TEST(QueueRecord, a_record_that_is_cut_or_longer_is_refused) {
  Message m;
  m.legs = 1;
  const auto leg = legs_of(recipients({"bob@example.net"}), Time{6}).at(0);
  const auto bytes = encode(m), of_leg = encode(leg);
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_message(std::string_view(bytes).substr(0, n))) << n;
  for (std::size_t n = 0; n < of_leg.size(); ++n) EXPECT_FALSE(decode_leg("x", std::string_view(of_leg).substr(0, n))) << n;
  EXPECT_FALSE(decode_message(bytes + "x"));
  EXPECT_FALSE(decode_leg("x", of_leg + "x"));
}

}  // namespace
}  // namespace postern::queue
