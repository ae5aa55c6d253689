// Reading all that answers a query, piece by piece.
#include "logs/reading.h"

#include <fmt/format.h>

#include <fstream>

#include "support/logs_in_folder.h"

namespace postern::logs {
namespace {

class ReadingTest : public LogsTest {
 protected:
  // All pieces, of which none is larger than a block and what was gathered before it.
  std::string all(const Query& query) {
    logs->settle();
    const auto reader = logs->read(query);
    std::string out;
    while (auto piece = reader->next().value()) {
      EXPECT_LE(piece->size(), 64_KiB + kLargestBlock);
      EXPECT_TRUE(piece->empty() || piece->ends_with('\n'));
      out += *piece;
    }
    return out;
  }
  static std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }
  void fill(int lines) {
    change([](Settings& s) { s.segment_size = config::Octets(512_KiB); });
    for (int i = 0; i < lines; ++i) {
      write(Event::smtp_command, static_cast<std::uint64_t>(i + 1),
            {{Key::account, fmt::format("u{}", i)}, {Key::text, std::string(200, 'x')}});
      if (i % 1000 == 0) logs->settle();
      time.pass(1ms);
    }
    logs->settle();
  }
};

TEST_F(ReadingTest, a_day_comes_whole_and_in_order_from_closed_packed_and_open_files) {
  fill(6000);
  ASSERT_GT(files(".jsonl").size(), 2u);
  const auto day = all({.logs = {Log::smtp_in}});
  EXPECT_EQ(lines_in(day), 6000u);
  std::size_t at = 0;
  for (int i = 0; i < 6000; i += 100) {
    const auto here = day.find(fmt::format("\"account\":\"u{}\"", i), at);
    ASSERT_NE(here, day.npos) << i;
    at = here;
  }
  time.pass(25h);
  write(Event::smtp_command, 1, {});
  logs->settle();
  logs->tend();
  EXPECT_FALSE(files(".zst").empty());
  EXPECT_EQ(all({.logs = {Log::smtp_in}, .until = time.now() - 1h}), day);
  EXPECT_EQ(lines_in(all({.logs = {Log::smtp_in}})), 6001u);
}

TEST_F(ReadingTest, times_terms_and_text_choose_as_in_a_search) {
  const auto begin = time.now();
  fill(200);
  write(Event::delivered, 7, {{Key::to, "ann@example.org"}, {Key::text, "a needle"}});
  EXPECT_EQ(lines_in(all({.logs = {Log::smtp_in}, .from = begin + 10ms, .until = begin + 20ms})), 10u);
  EXPECT_EQ(lines_in(all({.account = "u77"})), 1u);
  EXPECT_EQ(lines_in(all({.text = "NEEDLE"})), 1u);
  EXPECT_EQ(lines_in(all({.session = SessionId(0x10)})), 1u);
  EXPECT_EQ(all({.logs = {Log::imap}}), "");
  EXPECT_EQ(lines_in(all({.text = "needle", .newest = true, .limit = 1})), 1u);
}

TEST_F(ReadingTest, whole_sessions_of_matches_and_no_others) {
  fill(300);
  write(Event::smtp_command, 5, {{Key::text, "a needle"}});
  write(Event::smtp_command, 6, {{Key::text, "hay"}});
  write(Event::smtp_command, 0, {{Key::text, "a needle of no session"}});
  write(Event::delivered, 5, {{Key::text, "of another log"}});
  const auto found = all({.logs = {Log::smtp_in}, .text = "needle", .whole_sessions = true});
  EXPECT_EQ(lines_in(found), 3u) << found;
  EXPECT_NE(found.find("\"account\":\"u4\""), found.npos) << "what the session said before";
  EXPECT_EQ(found.find("hay"), found.npos);
}

TEST_F(ReadingTest, what_is_packed_or_removed_meanwhile_ends_nothing) {
  fill(6000);
  const auto reader = logs->read({.logs = {Log::smtp_in}});
  auto read = lines_in(reader->next().value().value());
  time.pass(25h);
  write(Event::smtp_command, 1, {});
  logs->settle();
  logs->tend();  // packs what is read
  ASSERT_FALSE(files(".zst").empty());
  while (auto piece = reader->next().value()) read += lines_in(*piece);
  EXPECT_EQ(read, 6000u) << "not the line that came after the reading began";
  const auto late = logs->read({.logs = {Log::smtp_in}});
  for (const auto& file : files(".zst")) fs::remove(file);
  while (auto piece = late->next().value()) EXPECT_LE(lines_in(*piece), 6000u);
}

TEST_F(ReadingTest, a_broken_block_hides_its_own_lines) {
  fill(3000);
  const auto whole = lines_in(all({.logs = {Log::smtp_in}}));
  time.pass(25h);
  write(Event::smtp_command, 1, {});
  logs->settle();
  logs->tend();
  const auto packed = files(".zst");
  ASSERT_FALSE(packed.empty());
  std::fstream file(packed.front(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100);
  file.write("broken", 6);
  file.close();
  const auto left = lines_in(all({.logs = {Log::smtp_in}}));
  EXPECT_LT(left, whole);
  EXPECT_GT(left, 1u);
}

}  // namespace
}  // namespace postern::logs
