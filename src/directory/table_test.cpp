// The table under the snapshot: what it finds, and that copies do not disturb each other.
#include "directory/table.h"

#include <gtest/gtest.h>

#include <string>

namespace postern::directory {
namespace {

TEST(DirectoryTable, finds_what_was_put_last) {
  Table<std::uint64_t, int, 4> table;
  for (std::uint64_t i = 0; i < 100; ++i) table.put(i, static_cast<int>(i));
  table.put(7, 70);
  EXPECT_EQ(*table.find(std::uint64_t{7}), 70);
  EXPECT_EQ(*table.find(std::uint64_t{99}), 99);
  EXPECT_EQ(table.find(std::uint64_t{100}), nullptr);
  EXPECT_EQ(table.size(), 100U);
}

TEST(DirectoryTable, a_copy_changes_alone) {
  Table<std::string, int, 4> first;
  first.put("a", 1);
  auto second = first;
  second.put("a", 2);
  second.put("b", 3);
  second.erase(std::string("a"));
  EXPECT_EQ(*first.find(std::string("a")), 1);
  EXPECT_EQ(first.find(std::string("b")), nullptr);
  EXPECT_EQ(second.find(std::string("a")), nullptr);
  EXPECT_EQ(second.size(), 1U);
}

}  // namespace
}  // namespace postern::directory
