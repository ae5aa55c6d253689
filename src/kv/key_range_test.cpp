// Where a range of keys ends.
#include "kv/key_range.h"

#include <gtest/gtest.h>

namespace postern::kv {
namespace {

TEST(KeyRange, ends_behind_all_keys_that_begin_so_whatever_octet_is_the_last) {
  EXPECT_EQ(after("ab"), "ac");
  EXPECT_EQ(after("a\x7F"), "a\x80");
  EXPECT_EQ(after("a\xFF\xFF"), "b");
  EXPECT_EQ(after("\xFF"), "");
  EXPECT_EQ(after(""), "");
}

}  // namespace
}  // namespace postern::kv
