// Who is answered and who is not, a rule at a time.
#include "autoreply/guard.h"

#include <gtest/gtest.h>

namespace postern::autoreply {
namespace {

address::Mailbox mailbox(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class GuardTest : public testing::Test {
 protected:
  GuardTest() {
    envelope.reverse_path = mailbox("bob@far.example");
    envelope.judged.path_is_proven = true;
  }
  // A message that would be answered, with these fields more.
  Withheld asked(const std::string& fields = "", const std::string& to = "To: Ann <ann@home.test>\r\n") {
    const auto message = mime::parse("From: bob@far.example\r\n" + to + fields + "\r\nhello\r\n");
    const std::function<bool(const address::Mailbox&)> is_own = [](const address::Mailbox& m) {
      return m == mailbox("ann@home.test") || m == mailbox("sales@home.test");
    };
    return may_answer({message, envelope, junk, is_own});
  }

  queue::Envelope envelope;
  bool junk = false;
};

TEST_F(GuardTest, a_person_who_writes_to_the_account_is_answered) {
  EXPECT_EQ(asked(), Withheld::no);
  EXPECT_EQ(asked("Auto-Submitted: no\r\nPrecedence: first-class\r\nX-Auto-Response-Suppress: None\r\n"), Withheld::no);
}

// RFC 3834 §2, §5
TEST_F(GuardTest, what_a_program_has_sent_is_not) {
  for (const auto* value : {"auto-replied", "auto-generated", "auto-notified; owner-email=\"a@b.example\"", "x", "", "nobody"})
    EXPECT_EQ(asked(std::string("Auto-Submitted: ") + value + "\r\n"), Withheld::automatic) << value;
  EXPECT_EQ(asked("Auto-Submitted: NO (really)\r\n"), Withheld::no);
  EXPECT_EQ(asked("Auto-Submitted: no\r\nAuto-Submitted: auto-replied\r\n"), Withheld::automatic) << "each of several counts";
  EXPECT_EQ(asked("X-Auto-Response-Suppress: OOF, AutoReply\r\n"), Withheld::unwanted);
  EXPECT_EQ(asked("MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=b\r\n"), Withheld::report);
}

// RFC 2369, RFC 2919
TEST_F(GuardTest, what_speaks_for_many_is_not) {
  for (const auto* field : {"List-Id: <a.far.example>", "list-unsubscribe: <mailto:x@far.example>", "List-Post: NO"})
    EXPECT_EQ(asked(std::string(field) + "\r\n"), Withheld::list) << field;
  for (const auto* value : {"bulk", "LIST", "junk (x)"})
    EXPECT_EQ(asked(std::string("Precedence: ") + value + "\r\n"), Withheld::bulk) << value;
}

TEST_F(GuardTest, programs_are_known_by_their_names) {
  for (const auto* local :
       {"MAILER-DAEMON", "postmaster", "owner-talk", "talk-request", "No-Reply", "noreply", "bounces+ann=home.test"}) {
    envelope.reverse_path = mailbox(std::string(local) + "@far.example");
    EXPECT_EQ(asked(), Withheld::daemon) << local;
  }
  envelope.reverse_path = mailbox("requests@far.example");
  EXPECT_EQ(asked(), Withheld::no);
}

TEST_F(GuardTest, nobody_is_answered_who_is_not_there_or_may_be_another) {
  envelope.judged.path_is_proven = false;
  EXPECT_EQ(asked(), Withheld::unproven);
  envelope.reverse_path = {};
  EXPECT_EQ(asked(), Withheld::null_path);
  envelope.reverse_path = mailbox("sales@home.test");
  envelope.judged.path_is_proven = true;
  EXPECT_EQ(asked(), Withheld::own);
}

TEST_F(GuardTest, what_may_be_junk_is_not_answered_wherever_it_lies) {
  envelope.judged.level = queue::Level::low;
  EXPECT_EQ(asked(), Withheld::junk);
  envelope.judged.level = queue::Level::none;
  junk = true;
  EXPECT_EQ(asked(), Withheld::junk);
}

TEST_F(GuardTest, an_address_of_the_account_is_named_somewhere) {
  for (const auto* field : {"Cc: x@far.example, g: sales@home.test;", "Bcc: ann@home.test", "Resent-To: ANN@home.test"})
    EXPECT_EQ(asked("", std::string(field) + "\r\n"), Withheld::no) << field;
  for (const auto* field :
       {"To: all@home.test", "To: undisclosed-recipients:;", "X-To: ann@home.test", "Subject: ann@home.test"})
    EXPECT_EQ(asked("", std::string(field) + "\r\n"), Withheld::not_named) << field;
  std::string many = "To: x@far.example";
  for (int i = 0; i < 2000; ++i) many += ", x@far.example";
  EXPECT_EQ(asked("", many + ", ann@home.test\r\n"), Withheld::not_named) << "so many are not looked at";
}

TEST_F(GuardTest, every_reason_has_words) {
  for (int why = 1; why <= static_cast<int>(Withheld::not_named); ++why)
    EXPECT_FALSE(words(static_cast<Withheld>(why)).empty()) << why;
  EXPECT_TRUE(words(Withheld::no).empty());
}

}  // namespace
}  // namespace postern::autoreply
