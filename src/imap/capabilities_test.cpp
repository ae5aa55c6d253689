// Each advertised word names a test that exists.
#include "imap/capabilities.h"

#include <gtest/gtest.h>
#include <algorithm>

#include <set>

#include "imap/command_table.h"

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

TEST(Capabilities, each_names_a_test_and_an_rfc) {
  const auto names = tests_there_are();
  for (const auto& row : capabilities()) {
    EXPECT_TRUE(names.contains(std::string(row.test))) << row.word << " names " << row.test;
    EXPECT_TRUE(row.rfc.starts_with("RFC ")) << row.word;
  }
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
