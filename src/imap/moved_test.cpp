// Who is told of messages that a user puts elsewhere.
#include <gtest/gtest.h>

#include "support/imap_server.h"

namespace postern::imap {
namespace {

TEST(MovedMessages, are_told_of_once_they_are_there_and_before_the_client_hears_of_it) {
  test::ImapServer server;
  std::vector<Moved> told;
  server.services.moved = [&](Moved m) -> Task<void> {
    told.push_back(std::move(m));
    co_return;
  };
  auto& c = server.session("INBOX");
  server.send(
      c, "a APPEND INBOX {3+}\r\nabc\r\na APPEND INBOX {3+}\r\ndef\r\na COPY 1 Trash\r\na MOVE 1:2 Junk\r\na COPY 1 Junk\r\n");
  ASSERT_EQ(told.size(), 2u) << "of nothing that was moved nothing is told";
  EXPECT_EQ(told[0].account, AccountId(1));
  EXPECT_EQ(told[0].from, store::kInbox);
  EXPECT_EQ(told[0].uids, (store::UidRanges{{Uid(1), Uid(1)}}));
  EXPECT_NE(told[1].to, told[0].to);
  EXPECT_EQ(told[1].uids, (store::UidRanges{{Uid(1), Uid(2)}}));
}

}  // namespace
}  // namespace postern::imap
