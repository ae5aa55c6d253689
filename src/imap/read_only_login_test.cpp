// A login that may only read: everything can be looked at, and nothing is other than before.   H13
#include <gtest/gtest.h>

#include <set>

#include "imap/command_table.h"
#include "support/imap_server.h"

namespace postern::imap {
namespace {

using test::ImapServer;

const std::string kPlain = "Subject: x\r\n\r\nBody.\r\n";

struct ReadOnlyLogin : testing::Test {
  ImapServer server;
  FakeStream* c = nullptr;

  ReadOnlyLogin() {
    auto& owner = server.session("INBOX");
    server.append(owner, "INBOX", kPlain);
    server.login.read_only = true;
    c = &server.session();
  }
  bool is_refused(const std::string& command) {
    return server.ask(*c, "a " + command + "\r\n").find("a NO [NOPERM]") != std::string::npos;
  }
};

TEST_F(ReadOnlyLogin, reads_without_leaving_a_trace) {
  EXPECT_NE(server.ask(*c, "a SELECT INBOX\r\n").find("a OK [READ-ONLY]"), std::string::npos);
  EXPECT_NE(server.ask(*c, "b FETCH 1 BODY[]\r\n").find(kPlain), std::string::npos);
  EXPECT_NE(server.ask(*c, "c FETCH 1 FLAGS\r\n").find("FLAGS ()"), std::string::npos) << "not even seen";
  EXPECT_NE(server.ask(*c, "d STATUS INBOX (MESSAGES)\r\n").find("d OK"), std::string::npos);
  EXPECT_NE(server.ask(*c, "e CLOSE\r\n").find("e OK"), std::string::npos);
}

TEST_F(ReadOnlyLogin, changes_nothing) {
  for (const char* command : {"CREATE x", "DELETE x", "RENAME x y", "SUBSCRIBE INBOX", "UNSUBSCRIBE INBOX"})
    EXPECT_TRUE(is_refused(command)) << command;
  server.ask(*c, "s SELECT INBOX\r\n");
  for (const char* command : {"STORE 1 +FLAGS (\\Deleted)", "UID STORE 1 +FLAGS (\\Deleted)", "EXPUNGE", "UID EXPUNGE 1",
                              "COPY 1 INBOX", "UID COPY 1 INBOX", "MOVE 1 INBOX", "UID MOVE 1 INBOX"})
    EXPECT_TRUE(is_refused(command)) << command;
  EXPECT_TRUE(is_refused("APPEND INBOX {" + std::to_string(kPlain.size()) + "+}\r\n" + kPlain));
  EXPECT_NE(server.ask(*c, "b APPEND INBOX {21}\r\n").find("b NO [NOPERM]"), std::string::npos) << "before the message is sent";
  EXPECT_NE(server.ask(*c, "c STATUS INBOX (MESSAGES)\r\n").find("MESSAGES 1"), std::string::npos);
}

// A command that is added must be said to change something, or stand here.
TEST_F(ReadOnlyLogin, every_other_command_is_known_to_change_nothing) {
  const std::set<std::string_view> harmless = {
      "FETCH",  "NOOP",       "SEARCH", "IDLE",         "SELECT",   "EXAMINE",      "STATUS", "LIST",    "SORT",
      "THREAD", "CAPABILITY", "LOGIN",  "AUTHENTICATE", "STARTTLS", "LOGOUT",       "ID",     "ENABLE",  "NAMESPACE",
      "LSUB",   "CHECK",      "CLOSE",  "UNSELECT",     "GETQUOTA", "GETQUOTAROOT", "NOTIFY", "COMPRESS"};
  for (const auto& row : command_rows()) EXPECT_EQ(row.changes == Changes::nothing, harmless.contains(row.name)) << row.name;
}

}  // namespace
}  // namespace postern::imap
