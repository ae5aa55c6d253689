// What strangers write, as it may be kept.
#include "reports/word.h"

#include <gtest/gtest.h>

namespace postern::reports {
namespace {

TEST(Word, is_one_line_of_utf8_that_is_not_too_long) {
  EXPECT_EQ(word("a\r\nb"), "a??b");
  EXPECT_EQ(word(" a "), "a");
  EXPECT_EQ(word("gr\xC3\xBC\xC3\x9F"), "gr\xC3\xBC\xC3\x9F");
  EXPECT_EQ(word("gr\xFC\xDF"), "gr??");
  EXPECT_EQ(word(std::string(255, 'a') + "\xC3\xBC"), std::string(255, 'a'));
  EXPECT_EQ(word(std::string(254, 'a') + "\xC3\xBC\xC3\xBC"), std::string(254, 'a') + "\xC3\xBC");
  EXPECT_LE(word(std::string(1000, '\x80')).size(), kLongestWord);
}

}  // namespace
}  // namespace postern::reports
