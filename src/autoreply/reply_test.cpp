// What an answer looks like, whatever it answers.
#include "autoreply/reply.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "autoreply/guard.h"
#include "mime/encoded_word.h"
#include "mime/transfer.h"
#include "support/seeded_random.h"

namespace postern::autoreply {
namespace {

address::Mailbox party(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class ReplyTest : public testing::Test {
 protected:
  mime::Message answer(const std::string& fields) {
    const auto original = mime::parse("From: bob@far.example\r\n" + fields + "\r\nsecret words\r\n");
    text = compose(reply, {party("ann@home.test"), name, party("bob@far.example")}, original, random, Time{1'795'000'000'000})
               .message;
    return mime::parse(text);
  }
  std::string body(const mime::Message& m) {
    return mime::decode_transfer(m.parts.front().encoding, text.substr(m.parts.front().body.start));
  }

  directory::AutoReply reply{.on = true, .text = "I am away.\nAnn"};
  std::string name = "Ann", text;
  test::SeededRandom random{7};
};

// RFC 3834 §3.1
TEST_F(ReplyTest, it_says_from_whom_it_is_what_it_answers_and_that_a_program_wrote_it) {
  const auto m =
      answer("Subject: Lunch?\r\nMessage-ID: <3@far.example>\r\nReferences: <1@far.example>\r\n <2@far.example>\r\n");
  EXPECT_EQ(m.unfolded(0, "From"), "\"Ann\" <ann@home.test>");
  EXPECT_EQ(m.unfolded(0, "To"), "bob@far.example");
  EXPECT_EQ(m.unfolded(0, "Subject"), "Auto: Lunch?");
  EXPECT_EQ(m.unfolded(0, "Auto-Submitted"), "auto-replied");
  EXPECT_EQ(m.unfolded(0, "In-Reply-To"), "<3@far.example>");
  EXPECT_EQ(m.unfolded(0, "References"), "<1@far.example> <2@far.example> <3@far.example>");
  EXPECT_EQ(body(m), "I am away.\r\nAnn\r\n");
  EXPECT_EQ(text.find("secret"), text.npos) << "nothing of the message goes back";
}

TEST_F(ReplyTest, words_of_people_are_encoded_and_come_back) {
  reply.subject =
      "Abwesend \xe2\x80\x93 bis Montag, und zwar wegen einer Reise \xc3\xbc"
      "ber die Alpen";
  reply.text =
      "Gr\xc3\xbc\xc3\x9f"
      "e\n";
  name = "\xc3\x84nn \"x\"";
  const auto m = answer("");
  EXPECT_EQ(mime::decode_words(m.unfolded(0, "Subject")), reply.subject);
  EXPECT_EQ(mime::decode_words(m.unfolded(0, "From")), name + " <ann@home.test>");
  EXPECT_EQ(body(m),
            "Gr\xc3\xbc\xc3\x9f"
            "e\r\n");
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 128; }));
  EXPECT_EQ(m.count(0, "In-Reply-To"), 0u);
}

TEST_F(ReplyTest, what_a_stranger_wrote_stays_in_its_field) {
  const auto m = answer(
      "Subject: =?utf-8?Q?x=0D=0ABcc:_all@home.test=0D=0A=0D=0Ahello?=\r\nMessage-ID: <a\x7f"
      "b> <c d@e> <ok@e>\r\n");
  EXPECT_EQ(m.count(0, "Bcc"), 0u);
  EXPECT_EQ(m.fields.size(), 11u);
  EXPECT_EQ(m.unfolded(0, "In-Reply-To"), "<cd@e>") << "white space is no part of it";
  std::string many = "Message-ID: <last@e>\r\nReferences:";
  for (int i = 0; i < 500; ++i) many += " <" + std::to_string(i) + "@e>\r\n";
  const auto ids = answer(many).unfolded(0, "References");
  EXPECT_EQ(std::ranges::count(ids, '<'), 20);
  EXPECT_TRUE(ids.starts_with("<0@e> <482@e>")) << ids;
  EXPECT_TRUE(ids.ends_with("<499@e> <last@e>")) << ids;
}

TEST_F(ReplyTest, lines_are_short_whatever_the_text_is) {
  reply.text = std::string(9000, 'x');
  const auto m = answer("Subject: " + std::string(5000, 'y') + "\r\n");
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    ASSERT_NE(end, text.npos);
    EXPECT_LE(end - at, 200u);
    at = end + 2;
  }
  EXPECT_EQ(body(m), reply.text + "\r\n");
}

TEST_F(ReplyTest, nobody_answers_it) {
  const auto m = answer("Subject: x\r\n");
  queue::Envelope envelope;
  envelope.reverse_path = party("ann@home.test");
  envelope.judged.path_is_proven = true;
  const std::function<bool(const address::Mailbox&)> is_bob = [](const auto& one) { return one == party("bob@far.example"); };
  EXPECT_EQ(may_answer({m, envelope, false, is_bob}), Withheld::automatic);
}

}  // namespace
}  // namespace postern::autoreply
