// FETCH of a message that is too large to stand in memory: the answers are those of a small one, and no octets are read but in
// pieces.
#include <gtest/gtest.h>

#include "base/text.h"
#include "imap/fetch_items.h"
#include "imap/output.h"
#include "support/counting_blobs.h"
#include "support/imap_server.h"

namespace postern::imap {
namespace {

using test::ImapServer;

// A text, an attachment with NULs in base64, an attached message, and a part in an encoding that nobody knows.
std::string mixed_message() {
  std::string text, encoded;
  for (int i = 0; text.size() < 700'000; ++i) text += "line " + std::to_string(i) + " =\r\n";
  const std::string zeros(300'000, '\0');
  for (std::string_view rest = std::string_view(zeros); !rest.empty();
       rest.remove_prefix(std::min<std::size_t>(57, rest.size())))
    encoded += to_base64(rest.substr(0, 57)) + "\r\n";
  return "From: a@far.example\r\nSubject: large\r\nX-Other: field\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
         "--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
         text + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded +
         "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner text\r\n"
         "\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: x-mystery\r\n\r\nwho knows\r\n\r\n--b--\r\n";
}

class LargeFetch : public testing::Test {
 protected:
  LargeFetch() {
    const auto made = server.executor.run(server.mail.create_account(AccountId(3), std::uint64_t{10'000'000}));
    if (!made) throw std::runtime_error(made.error().text);
    c = &server.session("INBOX", "u3");
    server.append(*c, "INBOX", message);
    server.ask(*c, "n NOOP\r\n");
    blobs->largest_read = 0;
  }
  std::string fetched(const std::string& items) { return server.ask(*c, "f FETCH 1 (" + items + ")\r\n"); }
  // What the answer is when the whole message stands in memory.
  std::string from_memory(const std::string& items) {
    const std::string text = "(" + items + ")";
    grammar::Cursor in(text);
    const auto attributes = grammar::fetch_attributes(in);
    EXPECT_TRUE(in.finish()) << items;
    const std::vector<std::string> no_keywords;
    store::Row row;
    row.uid = Uid(1);
    FetchSource source{.seq = 1, .row = row, .bytes = message};
    std::string out;
    EXPECT_TRUE(append_fetch(out, FetchForm(attributes, no_keywords), source)) << items;
    return out;
  }

  const std::string message = mixed_message();
  store::CountingBlobs* blobs = new store::CountingBlobs;  // the server's
  ImapServer server{{}, std::unique_ptr<store::BlobStore>(blobs)};
  FakeStream* c = nullptr;
};

TEST_F(LargeFetch, answers_as_for_a_message_in_memory_and_reads_in_pieces) {
  for (const std::string items : {"BODY.PEEK[]",
                                  "BODY.PEEK[]<0.10>",
                                  "BODY.PEEK[]<999999.500000>",
                                  "BODY.PEEK[]<99999999.5>",
                                  "UID BODY.PEEK[1] BODY.PEEK[2]",
                                  "BODY.PEEK[TEXT]",
                                  "BODY.PEEK[TEXT]<600000.300000>",
                                  "BODY.PEEK[HEADER]",
                                  "BODY.PEEK[1.MIME]",
                                  "BODY.PEEK[HEADER.FIELDS (X-Other Subject)]",
                                  "BODY.PEEK[HEADER.FIELDS.NOT (X-Other)]<3.20>",
                                  "BODY.PEEK[3.HEADER]",
                                  "BODY.PEEK[3.TEXT]",
                                  "BODY.PEEK[3.1]",
                                  "BODY.PEEK[9]",
                                  "BODY.PEEK[4]",
                                  "BODY",
                                  "BINARY.PEEK[1]",
                                  "BINARY.PEEK[2]",
                                  "BINARY.PEEK[2]<100.200>",
                                  "BINARY.PEEK[2]<299999.200>",
                                  "BINARY.PEEK[2]<300000.200>",
                                  "BINARY.PEEK[1]<400000.5>",
                                  "BINARY.SIZE[1] BINARY.SIZE[2] BINARY.SIZE[9]",
                                  "BINARY.PEEK[]<0.2000>",
                                  "BINARY.PEEK[3]",
                                  "BINARY.PEEK[9]"}) {
    const auto answer = fetched(items);
    const auto end = answer.rfind("f OK");
    ASSERT_NE(end, answer.npos) << items << answer.substr(0, 200);
    EXPECT_TRUE(answer.substr(0, end) == from_memory(items)) << items;
  }
  EXPECT_GT(blobs->largest_read, 0u);
  EXPECT_LE(blobs->largest_read, std::size_t{1} << 20) << "a header at most";
}

// RFC 3516 §4.3
TEST_F(LargeFetch, an_unknown_encoding_is_refused_and_nothing_of_it_is_written) {
  for (const std::string items : {"BODY.PEEK[1] BINARY.PEEK[4]", "BINARY.SIZE[4]"}) {
    const auto answer = fetched(items);
    EXPECT_TRUE(answer.starts_with("f NO [UNKNOWN-CTE]")) << answer.substr(0, 200);
  }
  EXPECT_FALSE(c->closed());
}

// Together they would be 256 times the message.
TEST_F(LargeFetch, many_items_of_a_small_message_are_written_as_they_are_read) {
  server.append(*c, "INBOX", "Subject: x\r\n\r\n" + std::string(60'000, 'x'));
  std::string items;
  for (int i = 0; i < 200; ++i) items += std::string(i ? " " : "") + "BODY.PEEK[]";
  server.ask(*c, "n NOOP\r\n");
  const auto before = c->writes();
  const auto answer = server.ask(*c, "f FETCH 2 (" + items + ")\r\n");
  EXPECT_GT(answer.size(), 200u * 60'000);
  EXPECT_GT(c->writes() - before, answer.size() / (2 * Output::kPiece + 60'000));
}

TEST_F(LargeFetch, a_blob_that_cannot_be_read_ends_the_connection_in_the_middle_of_a_literal) {
  blobs->finished.clear();
  const auto answer = fetched("BODY.PEEK[]");
  EXPECT_TRUE(c->closed());
  EXPECT_EQ(answer.find("f OK"), answer.npos);
}

}  // namespace
}  // namespace postern::imap
