// Logs as a whole, in a folder of their own: levels, files, search, crashes, compression, retention, the audit chain.
#include "logs/logs.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "base/locked.h"
#include "config/registry.h"
#include "events/table.h"
#include "logs/chain.h"
#include "logs/index.h"
#include "logs/segment.h"
#include "support/logs_in_folder.h"

namespace postern::logs {
namespace {

TEST_F(LogsTest, the_settings_are_sound) {
  config::Registry registry;
  registry.add<Settings>("logs");
  EXPECT_EQ(registry.find("logs.keep")->text, "30d");
  EXPECT_EQ(registry.find("logs.smtp_in")->text, "detailed");
}

// It may be that of nobody, or of no form that an account has.
TEST_F(LogsTest, a_refused_login_is_found_by_the_name_that_was_tried) {
  write(Event::login_failed, 0x1f4, {{Key::ip, "192.0.2.1"}, {Key::service, "imap"}, {Key::name, "Carl"}});
  write(Event::login_failed, 0x1f5, {{Key::ip, "192.0.2.1"}, {Key::service, "pop3"}, {Key::name, "ann@example.org"}});
  EXPECT_EQ(count({.account = "carl"}), 1u);
  EXPECT_EQ(count({.account = "ann@example.org"}), 1u);
}

TEST_F(LogsTest, a_line_is_found_by_each_of_its_terms) {
  write(Event::smtp_recipient_refused, 0x1f4,
        {{Key::ip, "192.0.2.1"}, {Key::to, "Ann@example.org"}, {Key::message, "m1"}, {Key::text, "No such user"}});
  write(Event::smtp_recipient_refused, 0x1f5, {{Key::ip, "192.0.2.2"}, {Key::to, "bob@example.org"}, {Key::message, "m2"}});
  EXPECT_EQ(count({}), 2u);
  EXPECT_EQ(count({.ip = "192.0.2.1"}), 1u);
  EXPECT_EQ(count({.account = "ann@EXAMPLE.org"}), 1u);
  EXPECT_EQ(count({.message = "m2"}), 1u);
  EXPECT_EQ(count({.session = SessionId(0x1f5)}), 1u);
  EXPECT_EQ(count({.text = "no SUCH"}), 1u);
  EXPECT_EQ(count({.text = "such", .ip = "192.0.2.2"}), 0u);
  EXPECT_EQ(count({.logs = {Log::imap}}), 0u);
  EXPECT_EQ(count({.until = time.now()}), 0u);
  EXPECT_EQ(count({.from = time.now(), .until = time.now() + std::chrono::milliseconds(1)}), 2u);
}

TEST_F(LogsTest, levels_change_live) {
  EXPECT_FALSE(logs->wants(Event::imap_command));
  write(Event::imap_command, 1, {{Key::command, "NOOP"}});
  change([](Settings& s) { s.imap = Level::detailed; });
  EXPECT_TRUE(logs->wants(Event::imap_command));
  write(Event::imap_command, 1, {{Key::command, "SELECT"}});
  change([](Settings& s) { s.imap = Level::exceptions; });
  write(Event::imap_append, 1, {});
  const auto lines = find({});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("SELECT"), std::string::npos);
}

TEST_F(LogsTest, whole_sessions_of_matches_come_from_all_logs) {
  write(Event::connection_opened, 7, {{Key::service, "smtp"}});
  write(Event::connection_opened, 8, {{Key::service, "smtp"}});
  write(Event::smtp_command, 7, {{Key::command, "MAIL"}});
  write(Event::delivered, 7, {{Key::to, "ann@example.org"}});
  write(Event::delivered, 8, {{Key::to, "bob@example.org"}});
  const auto lines = find({.logs = {Log::delivery}, .account = "ann@example.org", .whole_sessions = true});
  ASSERT_EQ(lines.size(), 3u);
  for (const auto& line : lines) EXPECT_NE(line.find("\"s\":\"7\""), std::string::npos);
}

TEST_F(LogsTest, of_many_sessions_the_first_or_the_newest_are_shown_whole) {
  for (unsigned session = 1; session <= 1002; ++session) {
    write(Event::connection_opened, session, {{Key::service, "smtp"}});
    write(Event::delivered, session, {{Key::to, "ann@example.org"}});
    time.pass(1ms);
  }
  logs->settle();
  for (const bool newest : {false, true}) {
    const auto found = logs->search({.logs = {Log::delivery},
                                     .account = "ann@example.org",
                                     .whole_sessions = true,
                                     .newest = newest,
                                     .limit = 5000})
                           .value();
    EXPECT_TRUE(found.more);
    ASSERT_EQ(found.lines.size(), 2000u);
    EXPECT_NE((newest ? found.lines.back() : found.lines.front()).find(newest ? "\"s\":\"3ea\"" : "\"s\":\"1\""),
              std::string::npos);
  }
}

TEST_F(LogsTest, of_many_lines_the_first_or_the_newest_are_kept) {
  for (int i = 0; i < 20; ++i) {
    write(i % 2 ? Event::smtp_command : Event::delivered, 1, {{Key::count, i}});
    time.pass(1ms);
  }
  logs->settle();
  const auto first = logs->search({.limit = 3}).value();
  EXPECT_TRUE(first.more);
  ASSERT_EQ(first.lines.size(), 3u);
  EXPECT_NE(first.lines[2].find("\"count\":2}"), std::string::npos);
  const auto newest = logs->search({.newest = true, .limit = 3}).value();
  ASSERT_EQ(newest.lines.size(), 3u);
  EXPECT_NE(newest.lines[0].find("\"count\":17}"), std::string::npos);
  EXPECT_FALSE(logs->search({.limit = 20}).value().more);
}

TEST_F(LogsTest, a_new_file_begins_by_size_and_by_day_and_all_are_searched) {
  change([](Settings& s) { s.segment_size = config::Octets(64_KiB); });
  for (int i = 0; i < 2000; ++i) {
    write(Event::smtp_command, 1, {{Key::account, fmt::format("u{}", i)}, {Key::text, std::string(100, 'x')}});
    if (i % 100 == 0) logs->settle();
  }
  EXPECT_EQ(count({.limit = 5000}), 2000u);
  EXPECT_GT(files(".jsonl").size(), 3u);
  const auto before = files(".jsonl").size();
  time.pass(24h);
  write(Event::smtp_command, 1, {});
  logs->settle();
  EXPECT_EQ(files(".jsonl").size(), before + 1);
  EXPECT_EQ(count({.account = "u0"}), 1u);
  EXPECT_EQ(count({.account = "u1999"}), 1u);
}

TEST_F(LogsTest, compressed_files_give_the_same_answers) {
  for (int i = 0; i < 3000; ++i)
    write(Event::smtp_command, static_cast<std::uint64_t>(i),
          {{Key::account, fmt::format("u{}", i % 1000)}, {Key::text, std::string(100, 'x')}});
  const auto before = find({.account = "u7"});
  const auto all = find({.limit = 9999});
  ASSERT_EQ(before.size(), 3u);
  reopen();
  time.pass(48h);
  logs->tend();
  EXPECT_EQ(files(".jsonl").size(), 0u);
  ASSERT_EQ(files(".jsonl.zst").size(), 1u);
  EXPECT_LT(fs::file_size(files(".jsonl.zst")[0]), 100'000u);
  EXPECT_EQ(find({.account = "u7"}), before);
  EXPECT_EQ(find({.limit = 9999}), all);
  fs::remove(files(".idx")[0]);
  EXPECT_EQ(find({.account = "u7"}), before);
}

TEST_F(LogsTest, a_lost_index_is_made_again_as_it_was) {
  for (int i = 0; i < 3000; ++i)
    write(Event::smtp_command, static_cast<std::uint64_t>(i / 10 + 1),
          {{Key::account, "J\"r"}, {Key::ip, fmt::format("10.0.0.{}", i % 256)}});
  logs.reset();
  const auto index = files(".idx").at(0);
  const auto before = decode_index(read_whole(index, 1 << 20).value()).value();
  fs::remove(index);
  reopen();
  logs->tend();
  EXPECT_TRUE(decode_index(read_whole(index, 1 << 20).value()).value() == before);
}

TEST_F(LogsTest, a_torn_last_line_costs_only_itself) {
  write(Event::smtp_command, 1, {{Key::account, "ann"}});
  logs.reset();
  fs::remove(files(".idx").at(0));
  std::ofstream(files(".jsonl").at(0), std::ios::app) << "{\"t\":\"2026-11-22T01:38:10.250Z\",\"log\":\"smtp_in\",\"acc";
  reopen();
  write(Event::smtp_command, 2, {{Key::account, "ann"}});
  EXPECT_EQ(count({.account = "ann"}), 2u);
  EXPECT_EQ(count({}), 2u);
}

TEST_F(LogsTest, old_files_go_by_age_and_by_size_and_administration_last) {
  write(Event::smtp_command, 1, {});
  write(Event::administrator_acted, 1, {});
  reopen();
  time.pass(std::chrono::days(40));
  logs->tend();
  EXPECT_EQ(count({.logs = {Log::smtp_in}}), 0u);
  EXPECT_EQ(count({.logs = {Log::administration}}), 1u);
  time.pass(std::chrono::days(400));
  logs->tend();
  EXPECT_EQ(count({}), 0u);
  write(Event::smtp_command, 1, {});
  write(Event::administrator_acted, 1, {});
  reopen();
  change([](Settings& s) { s.keep_at_most = config::Octets(400); });
  logs->tend();
  EXPECT_EQ(count({.logs = {Log::smtp_in}}), 0u);
  EXPECT_EQ(count({.logs = {Log::administration}}), 1u);
}

TEST_F(LogsTest, what_does_not_fit_into_the_queue_is_counted_and_said) {
  change([](Settings& s) { s.queue_size = config::Octets(100); });
  for (int i = 0; i < 50; ++i) write(Event::smtp_command, 1, {{Key::text, std::string(200, 'x')}});
  change([](Settings& s) { s.queue_size = config::Octets(1_MiB); });
  write(Event::smtp_command, 1, {});
  const auto lines = find({.text = "server.log-lines-dropped"});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("\"count\":50"), std::string::npos);
}

TEST_F(LogsTest, followers_hear_of_matches_until_they_go) {
  std::vector<std::string> heard;
  auto following = logs->follow({.account = "ann"}, [&](std::string_view line) { heard.emplace_back(line); });
  write(Event::delivered, 1, {{Key::account, "ann"}});
  write(Event::delivered, 1, {{Key::account, "bob"}});
  logs->settle();
  following.reset();
  write(Event::delivered, 1, {{Key::account, "ann"}});
  logs->settle();
  EXPECT_EQ(heard.size(), 1u);
}

TEST_F(LogsTest, many_threads_lose_nothing) {
  constexpr int kThreads = 4;
  constexpr int kEach = 2000;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < kEach; ++i) write(Event::smtp_command, static_cast<std::uint64_t>(t + 1), {{Key::count, i}});
      });
  }
  EXPECT_EQ(count({.limit = 50'000}), static_cast<std::size_t>(kThreads * kEach));
  for (int t = 0; t < kThreads; ++t)
    EXPECT_EQ(count({.session = SessionId(static_cast<std::uint64_t>(t + 1)), .limit = 50'000}),
              static_cast<std::size_t>(kEach));
}

struct AuditTest : LogsTest {
  AuditTest() {
    change([](Settings& s) { s.compress_after = std::chrono::days(365); });
  }
  // One line in a file of its own.
  void act(std::string_view who) {
    write(Event::setting_changed, 1, {{Key::who, who}});
    reopen();
    time.pass(24h);
  }
  AuditReport verify() {
    logs->settle();
    return logs->verify_audit().value();
  }
  // The file of the n-th line.
  fs::path file(std::size_t n) { return files(".jsonl").at(n); }
  static void rewrite(const fs::path& path, const std::function<std::string(std::string)>& edit) {
    const auto text = read_whole(path, 1 << 20).value();
    std::ofstream(path) << edit(text);
    fs::remove(fs::path(path).replace_extension(".idx"));  // a forger has time to make one that fits
  }
};

TEST_F(AuditTest, the_chain_holds_over_restarts_and_compression) {
  change([](Settings& s) { s.compress_after = 24h; });
  write(Event::setting_changed, 1, {{Key::who, "root"}, {Key::name, "smtp.max_recipients"}});
  reopen();
  time.pass(24h);
  write(Event::setting_changed, 1, {{Key::who, "ann"}});
  write(Event::setting_changed, 1, {{Key::who, "bob"}});
  reopen();
  time.pass(48h);
  logs->tend();
  write(Event::setting_changed, 1, {{Key::who, "eve"}});
  const auto report = verify();
  EXPECT_TRUE(report.intact) << report.problem;
  EXPECT_EQ(report.lines, 4u);
  EXPECT_EQ(report.head, anchor.load()->head);
}

TEST_F(AuditTest, a_log_without_lines_is_intact) { EXPECT_TRUE(verify().intact); }

TEST_F(AuditTest, a_changed_line_is_found) {
  for (const auto who : {"root", "ann", "bob"}) act(who);
  EXPECT_TRUE(verify().intact);
  rewrite(file(1), [](std::string text) { return text.replace(text.find("ann"), 3, "eve"); });
  EXPECT_FALSE(verify().intact);
  rewrite(file(1), [](std::string text) { return text.replace(text.find("eve"), 3, "ann"); });
  EXPECT_TRUE(verify().intact);
}

TEST_F(AuditTest, a_removed_line_is_found) {
  for (const auto who : {"root", "ann", "bob"}) write(Event::setting_changed, 1, {{Key::who, who}});
  EXPECT_EQ(verify().lines, 3u);
  reopen();
  rewrite(file(0), [](std::string text) {
    const auto second = text.find('\n') + 1;
    return text.erase(second, text.find('\n', second) + 1 - second);
  });
  EXPECT_FALSE(verify().intact);
}

TEST_F(AuditTest, lines_cut_off_the_end_are_found_and_a_restart_does_not_hide_it) {
  for (const auto who : {"root", "ann", "bob"}) write(Event::setting_changed, 1, {{Key::who, who}});
  reopen();
  rewrite(file(0), [](const std::string& text) { return text.substr(0, text.rfind('\n', text.find("bob")) + 1); });
  const auto report = verify();
  EXPECT_FALSE(report.intact);
  EXPECT_EQ(report.lines, 2u);
  EXPECT_NE(report.problem.find("last lines are missing"), std::string::npos) << report.problem;
  reopen();
  act("eve");
  EXPECT_FALSE(verify().intact);
}

TEST_F(AuditTest, a_removed_file_is_found_wherever_it_was) {
  for (const auto who : {"root", "ann", "bob"}) act(who);
  for (std::size_t n = 0; n < 3; ++n) {
    const auto path = file(n);
    const auto text = read_whole(path, 1 << 20).value();
    fs::remove(path);
    EXPECT_FALSE(verify().intact) << n;
    std::ofstream(path) << text;
    EXPECT_TRUE(verify().intact) << n;
  }
  for (const auto& path : files(".jsonl")) fs::remove(path);
  EXPECT_FALSE(verify().intact);
}

TEST_F(AuditTest, without_the_key_no_chain_can_be_made_anew) {
  for (const auto who : {"root", "ann"}) write(Event::setting_changed, 1, {{Key::who, who}});
  logs.reset();
  rewrite(file(0), [](const std::string& text) {
    Chain forged(Secret("another key"));
    std::string out;
    for (std::string_view rest(text); !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n') + 1);
      rest.remove_prefix(line.size());
      std::string bare(line.substr(0, line.find(R"(,"chain":)")));
      if (const auto prev = bare.find(R"(,"prev":)"); prev != bare.npos) bare.resize(prev);
      out += forged.seal(bare + "}\n", out.empty());
    }
    return out;
  });
  reopen();
  EXPECT_FALSE(verify().intact);
}

TEST_F(AuditTest, lines_that_are_gone_by_age_are_not_missed_and_those_after_them_are) {
  act("root");
  time.pass(std::chrono::days(300));
  act("ann");
  act("bob");
  time.pass(std::chrono::days(110));
  logs->tend();
  EXPECT_EQ(count({}), 2u);
  EXPECT_TRUE(verify().intact) << verify().problem;
  fs::remove(file(0));
  EXPECT_FALSE(verify().intact);
}

TEST_F(AuditTest, the_chain_goes_on_after_all_lines_are_gone_by_age) {
  act("root");
  const auto head = verify().head;
  time.pass(std::chrono::days(500));
  logs->tend();
  EXPECT_EQ(verify().lines, 0u);
  EXPECT_TRUE(verify().intact) << verify().problem;
  act("ann");
  EXPECT_TRUE(verify().intact) << verify().problem;
  EXPECT_EQ(anchor.load()->first, head);
}

TEST_F(AuditTest, a_crash_before_the_anchor_heard_of_the_last_lines_is_no_damage) {
  act("root");
  anchor.works = false;
  act("ann");
  EXPECT_TRUE(verify().intact) << verify().problem;
  anchor.works = true;
  reopen();
  act("bob");
  const auto report = verify();
  EXPECT_TRUE(report.intact) << report.problem;
  EXPECT_EQ(report.lines, 3u);
}

TEST_F(AuditTest, an_anchor_that_does_not_answer_keeps_old_files) {
  act("root");
  act("ann");
  anchor.works = false;
  time.pass(std::chrono::days(500));
  logs->tend();
  EXPECT_EQ(count({}), 2u);
  EXPECT_TRUE(verify().intact) << verify().problem;
}

TEST_F(LogsTest, no_file_has_a_name_from_outside) {
  write(Event::connection_opened, 1, {{Key::service, "../../evil"}, {Key::account, "../x"}, {Key::path, "/etc/passwd"}});
  logs->settle();
  reopen();
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto name = entry.path().filename().native();
    EXPECT_TRUE(parse_stem(name.substr(0, name.rfind('.')))) << name;
  }
}

// No field is named for a secret, and those that carry commands hold the command's name or its arguments without credentials:
// a room that wanted to log a password would have to add a key for it here first.
TEST(Masks, no_key_is_made_for_secrets) {
  for (int i = 0; i <= static_cast<int>(Key::after); ++i) {
    const auto name = events::name(static_cast<Key>(i));
    for (const auto secret : {"pass", "secret", "token", "body", "credential", "auth", "key"})
      EXPECT_EQ(name.find(secret), name.npos) << name;
  }
}

TEST(Index, comes_back_as_it_was_and_refuses_damage) {
  IndexBuilder builder;
  for (std::uint32_t i = 0; i < 5000; ++i) builder.add(Time{1000 + i}, 100, std::array{i % 50, i});
  const auto index = builder.finish();
  EXPECT_EQ(index.blocks.size(), 4u);
  EXPECT_EQ(index.blocks_with(std::array{4999u}, true), (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(index.blocks_with(std::array{7u}, true).size(), 4u);
  const auto bytes = encode(index);
  EXPECT_TRUE(decode_index(bytes).value() == index);
  for (std::size_t n = 0; n < bytes.size(); n += 97) {
    EXPECT_FALSE(decode_index(bytes.substr(0, n)));
    auto wrong = bytes;
    wrong[n] ^= 1;
    EXPECT_FALSE(decode_index(wrong));
  }
}

}  // namespace
}  // namespace postern::logs
