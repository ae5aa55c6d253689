// Each advertised word names a test that exists.
#include "imap/capabilities.h"

#include <gtest/gtest.h>
#include <algorithm>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <vector>

#include "imap/command_table.h"
#include "support/imap_server.h"

namespace postern::imap {
namespace {

std::set<std::string> tests_there_are() {
  std::set<std::string> names;
  const auto& all = *testing::UnitTest::GetInstance();
  for (int s = 0; s < all.total_test_suite_count(); ++s) {
    const auto& suite = *all.GetTestSuite(s);
    for (int t = 0; t < suite.total_test_count(); ++t)
      names.insert(std::string(suite.name()) + "." + suite.GetTestInfo(t)->name());
  }
  return names;
}

// The words whose test is not there.
std::vector<std::string_view> without_test(std::span<const Capability> rows) {
  const auto names = tests_there_are();
  std::vector<std::string_view> words;
  for (const auto& row : rows)
    if (!names.contains(std::string(row.test))) words.push_back(row.word);
  return words;
}

TEST(Capabilities, each_names_a_test_and_an_rfc) {
  EXPECT_EQ(without_test(capabilities()), std::vector<std::string_view>{});
  for (const auto& row : capabilities()) EXPECT_TRUE(row.rfc.starts_with("RFC ")) << row.word;
}

TEST(Capabilities, a_word_whose_test_is_missing_is_found) {
  constexpr std::array<Capability, 2> kRows = {{{"X-GOOD", "RFC 1", "Dialogues.first_session", Capability::When::always},
                                                {"X-BAD", "RFC 1", "Dialogues.no_such_dialogue", Capability::When::always}}};
  EXPECT_EQ(without_test(kRows), std::vector<std::string_view>{"X-BAD"});
}

// RFC 9051 §6.1.1: what is told on the wire is the table and the mechanisms, and nothing else.
TEST(Capabilities, a_session_tells_the_words_of_the_table_and_no_others) {
  test::ImapServer server;
  server.settings.offer_compression = true;
  auto& c = server.session();
  const auto answer = server.ask(c, "a CAPABILITY\r\n");
  std::istringstream words(answer.substr(std::string_view("* CAPABILITY").size(), answer.find('\r') - 12));
  std::size_t told = 0;
  for (std::string word; words >> word; ++told) {
    const auto name = word.substr(0, word.starts_with("APPENDLIMIT=") ? 11 : word.npos);
    EXPECT_TRUE(std::ranges::find(capabilities(), name, &Capability::word) != capabilities().end()) << word;
  }
  using When = Capability::When;
  EXPECT_EQ(static_cast<std::ptrdiff_t>(told), std::ranges::count_if(capabilities(), [](const Capability& row) {
              return row.when == When::always || row.when == When::after_login || row.when == When::with_compression;
            }));
}

TEST(CommandTable, each_row_cites_where_it_is_specified_and_announces_a_known_word) {
  for (const auto& row : command_rows()) {
    EXPECT_TRUE(row.rfc.starts_with("RFC ")) << row.name;
    const auto known = [&](const Capability& c) { return c.word == row.capability; };
    if (!row.capability.empty()) {
      EXPECT_TRUE(std::ranges::any_of(capabilities(), known)) << row.capability;
    }
  }
}

}  // namespace
}  // namespace postern::imap
