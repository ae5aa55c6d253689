// APPEND of messages that are too large for memory: written while they come in, all or none.   RFC 9051 §6.3.12, RFC 3502
#include <gtest/gtest.h>

#include "store/spool.h"
#include "support/counting_blobs.h"
#include "support/imap_server.h"

namespace postern::imap {
namespace {

using test::ImapServer;

std::string large_message(std::size_t octets = 200'000) {
  std::string text = "Subject: x\r\n\r\n";
  for (std::size_t i = 0; text.size() < octets; ++i) text += "line " + std::to_string(i) + "\r\n";
  return text;
}

std::string literal(const std::string& octets) { return "{" + std::to_string(octets.size()) + "+}\r\n" + octets; }

struct LargeAppend : testing::Test {
  store::CountingBlobs* blobs = new store::CountingBlobs;  // the server's
  ImapServer server{{}, std::unique_ptr<store::BlobStore>(blobs)};
  FakeStream& c = server.session();

  std::string exists() { return server.ask(c, "s STATUS INBOX (MESSAGES)\r\n").substr(0, 31); }
};

TEST_F(LargeAppend, is_one_blob_and_is_read_as_it_was_sent) {
  const auto message = large_message();
  c.split_reads(16 << 10);
  EXPECT_NE(server.ask(c, "a APPEND INBOX " + literal(message) + "\r\n").find("a OK [APPENDUID"), std::string::npos);
  EXPECT_EQ(blobs->finished.size(), 1u);
  EXPECT_EQ(blobs->writers, 0u);
  EXPECT_LE(blobs->largest_write, store::Spool::kPiece + (16 << 10));
  server.ask(c, "b SELECT INBOX\r\n");
  const auto said = server.ask(c, "c FETCH 1 (RFC822.SIZE BODY.PEEK[])\r\n");
  EXPECT_NE(said.find("RFC822.SIZE " + std::to_string(message.size())), said.npos);
  EXPECT_NE(said.find("BODY[] {" + std::to_string(message.size()) + "}\r\n" + message + ")"), said.npos);
}

TEST_F(LargeAppend, that_is_cut_off_leaves_nothing) {
  const auto message = large_message();
  c.split_reads(16 << 10);
  server.send(c, "a APPEND INBOX {" + std::to_string(message.size()) + "+}\r\n" + message.substr(0, 150'000));
  EXPECT_EQ(blobs->writers, 1u);
  c.push_end();
  server.executor.run_until([&] { return server.open == 0; });
  EXPECT_EQ(blobs->writers, 0u);
  EXPECT_TRUE(blobs->finished.empty());
}

TEST_F(LargeAppend, of_several_keeps_all_or_none) {
  const auto message = large_message();
  const auto two = "INBOX " + literal(message) + " " + literal(message);
  EXPECT_NE(server.ask(c, "a APPEND " + two + "\r\n").find("a OK"), std::string::npos);
  EXPECT_EQ(blobs->finished.size(), 2u);
  // The third announcement is over the quota: the first two of this command go.
  const auto said = server.ask(c, "b APPEND " + two + " {900000+}\r\n" + std::string(900'000, 'x') + "\r\n");
  EXPECT_NE(said.find("b NO [OVERQUOTA]"), said.npos) << said.substr(0, 200);
  EXPECT_EQ(blobs->finished.size(), 2u);
  EXPECT_EQ(blobs->writers, 0u);
  EXPECT_EQ(exists(), "* STATUS INBOX (MESSAGES 2)\r\ns ");
}

TEST_F(LargeAppend, that_the_disk_does_not_take_is_refused_and_the_session_goes_on) {
  c.split_reads(16 << 10);
  blobs->fail_write_at = 2;
  const auto said = server.ask(c, "a APPEND INBOX " + literal(large_message()) + "\r\n");
  EXPECT_EQ(said.substr(0, 5), "a NO ");
  EXPECT_EQ(blobs->writers, 0u);
  blobs->fail_write_at = 0;
  EXPECT_NE(server.ask(c, "b APPEND INBOX " + literal(large_message()) + "\r\n").find("b OK"), std::string::npos);
  EXPECT_EQ(exists(), "* STATUS INBOX (MESSAGES 1)\r\ns ");
}

// Many small messages of one command do not add up in memory either.
TEST_F(LargeAppend, small_messages_of_one_command_are_written_out_when_they_are_many) {
  ASSERT_TRUE(server.executor.run(server.mail.set_quota(AccountId(1), 50'000'000)));
  std::string command = "a APPEND INBOX";
  for (int i = 0; i < 100; ++i) command += " " + literal(large_message(60'000));
  EXPECT_NE(server.ask(c, command + "\r\n").find("a OK"), std::string::npos);
  EXPECT_GT(blobs->finished.size(), 20u);
  EXPECT_LT(blobs->finished.size(), 40u);
}

}  // namespace
}  // namespace postern::imap
