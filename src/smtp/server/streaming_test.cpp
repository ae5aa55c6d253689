// Large messages: written while they come in, little held in memory, and nothing left of those that are not accepted.
#include <gtest/gtest.h>

#include "smtp/server/smtp.h"
#include "support/fake_stream.h"
#include "support/smtp_bare_session.h"

namespace postern::smtp {
namespace {

constexpr std::string_view kGreeted = "EHLO c.example\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\n";
constexpr std::string_view kHeader = "Return-Path: <forged@far.example>\r\nFrom: a@far.example\r\nSubject: x\r\n\r\n";
constexpr std::size_t kLimit = 64 << 10;  // of the world: larger ones are blobs
// What a session may hold of a message: a piece, what one read brings on top, and our own fields.
constexpr std::size_t kMostHeld = store::Spool::kPiece + (16 << 10) + 1024;

std::string lines(std::size_t octets) {
  std::string text;
  for (std::size_t i = 0; text.size() < octets; ++i) text += "line " + std::to_string(i) + " of a long message\r\n";
  return text;
}

std::string last_line(std::string_view said) {
  said.remove_suffix(2);
  const auto end = said.rfind('\n');
  return std::string(end == said.npos ? said : said.substr(end + 1));
}

// One message by DATA or by BDAT in chunks, without the bytes that end it.
struct Way {
  std::string name;
  bool chunks = false;
};

class Large : public testing::TestWithParam<Way> {
 protected:
  void begin(Dialogue& d) const {
    d.give(kGreeted);
    if (!GetParam().chunks) {
      EXPECT_EQ(last_line(d.give("DATA\r\n")).substr(0, 3), "354");
    }
  }
  std::string give(Dialogue& d, std::string_view text) const {
    std::string said;
    for (std::size_t i = 0; i < text.size(); i += 16 << 10) {
      const auto piece = text.substr(i, 16 << 10);
      if (GetParam().chunks) said += d.give("BDAT " + std::to_string(piece.size()) + "\r\n");
      said += d.give(piece);
    }
    return said;
  }
  std::string end(Dialogue& d) const { return last_line(d.give(GetParam().chunks ? "BDAT 0 LAST\r\n" : ".\r\n")); }
};

INSTANTIATE_TEST_SUITE_P(By, Large, testing::Values(Way{"DATA", false}, Way{"BDAT", true}),
                         [](const auto& info) { return info.param.name; });

// RFC 5321 §4.4
TEST_P(Large, message_is_a_blob_with_one_return_path_and_the_octets_that_came) {
  World world;
  Dialogue d(world, {}, exchange_listener());
  begin(d);
  const auto body = lines(300'000);
  give(d, std::string(kHeader) + body);
  EXPECT_EQ(end(d).substr(0, 4), "250 ");
  ASSERT_EQ(world.delivered.size(), 1u);
  const auto& got = world.delivered[0];
  EXPECT_TRUE(got.blob);
  EXPECT_EQ(got.return_path, "Return-Path: <a@far.example>\r\n");
  EXPECT_TRUE(got.bytes.starts_with("Received: from "));
  EXPECT_TRUE(got.bytes.ends_with("+0000\r\nFrom: a@far.example\r\nSubject: x\r\n\r\n" + body));
  EXPECT_EQ(world.blobs.writers, 0u);
}

TEST_P(Large, sessions_hold_no_more_than_a_piece_each_however_much_comes) {
  constexpr std::size_t kSessions = 20, kOctets = 4 << 20;
  World world;
  world.blobs.keep_bytes = false;
  std::vector<std::unique_ptr<Dialogue>> all;
  for (std::size_t i = 0; i < kSessions; ++i) {
    all.push_back(std::make_unique<Dialogue>(world, Settings{}, exchange_listener()));
    begin(*all.back());
  }
  const auto text = lines(256 << 10);
  std::size_t given = 0;
  for (std::size_t sent = 0; sent < kOctets; sent += text.size()) {
    for (auto& d : all) {
      give(*d, text);
      given += text.size();
    }
    EXPECT_LE(given, world.blobs.written + kSessions * kMostHeld);
  }
  EXPECT_LE(world.blobs.largest_write, kMostHeld);
  EXPECT_EQ(world.blobs.writers, kSessions);
}

TEST_P(Large, message_that_is_not_accepted_leaves_no_blob) {
  const auto text = lines(200'000);
  for (const std::string how : {"dropped", "reset", "refused", "timeout"}) {
    World world;
    auto d = std::make_unique<Dialogue>(world, Settings{}, exchange_listener());
    begin(*d);
    give(*d, (how == "refused" ? "From: joe@here.example\r\n\r\n" : "From: a@far.example\r\n\r\n") + text);
    EXPECT_EQ(world.blobs.writers, 1u);
    if (how == "dropped") d.reset();
    if (how == "reset" && GetParam().chunks) d->give("RSET\r\n");
    if (how == "reset" && !GetParam().chunks) d->give("x\n\r\n.\r\n");  // a bare line end
    if (how == "refused") EXPECT_EQ(end(*d).substr(0, 4), "550 ");
    if (how == "timeout") d->session().on_timeout();
    EXPECT_EQ(world.blobs.writers, 0u) << how;
    EXPECT_TRUE(world.blobs.finished.empty()) << how;
    EXPECT_TRUE(world.delivered.empty()) << how;
  }
}

// RFC 5321 §4.2.5, RFC 3030 §2: the client is told after its message, and what it says next is understood.
TEST_P(Large, message_that_the_disk_did_not_take_is_put_off_and_the_session_goes_on) {
  World world;
  const net::Allowance patient({}, false);  // with a client that sends chunk after chunk without looking
  Dialogue d(world, {}, exchange_listener(), false, patient);
  begin(d);
  world.blobs.fail_write_at = 2;
  const auto said = give(d, std::string(kHeader) + lines(300'000));
  if (GetParam().chunks) {
    EXPECT_NE(said.find("452 4.3.1 Insufficient system storage\r\n503 "), said.npos) << "the first chunk that failed ends it";
    EXPECT_EQ(last_line(said).substr(0, 4), "503 ");
  } else {
    EXPECT_EQ(said, "");
    EXPECT_EQ(end(d), "452 4.3.1 Insufficient system storage");
  }
  EXPECT_EQ(world.blobs.writers, 0u);
  world.blobs.fail_write_at = 0;
  begin(d);
  give(d, std::string(kHeader) + lines(300'000));
  EXPECT_EQ(end(d).substr(0, 4), "250 ");
  EXPECT_EQ(world.delivered.size(), 1u);
}

TEST(Small, message_is_never_written_to_a_blob) {
  World world;
  Dialogue d(world, {}, exchange_listener());
  d.give(std::string(kGreeted) + "DATA\r\n" + std::string(kHeader) + lines(kLimit - 2000) + ".\r\n");
  ASSERT_EQ(world.delivered.size(), 1u);
  EXPECT_FALSE(world.delivered[0].blob);
  EXPECT_EQ(world.blobs.writes, 0u);
}

// RFC 5321 §4.4
TEST(ReturnPath, names_the_null_path_too) {
  World world;
  Dialogue d(world, {}, exchange_listener());
  d.give("EHLO c.example\r\nMAIL FROM:<>\r\nRCPT TO:<joe@here.example>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.\r\n");
  ASSERT_EQ(world.delivered.size(), 1u);
  EXPECT_EQ(world.delivered[0].return_path, "Return-Path: <>\r\n");
}

TEST(Served, large_messages_are_written_between_reads) {
  World world;
  ManualExecutor executor;
  FakeStream stream(executor);
  stream.split_reads(16 << 10);
  spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
  const auto body = lines(400'000);
  stream.push(std::string(kGreeted) + "DATA\r\n");
  executor.run_until_idle();
  stream.take_output();
  stream.push(std::string(kHeader) + body + ".\r\nQUIT\r\n");
  executor.run_until_idle();
  EXPECT_EQ(stream.output().substr(0, 4), "250 ");
  EXPECT_TRUE(stream.closed());
  ASSERT_EQ(world.delivered.size(), 1u);
  EXPECT_TRUE(world.delivered[0].bytes.ends_with(body));
  EXPECT_GT(world.blobs.writes, 4u);
}

}  // namespace
}  // namespace postern::smtp
