// Which answers of lists count.
#include "judge/answer_set.h"

#include <gtest/gtest.h>

namespace postern::judge {
namespace {

bool counts(std::string_view set, std::string_view answer) {
  return AnswerSet::parse(set).value().counts(IpAddress::parse(answer).value());
}

TEST(AnswerSet, holds_addresses_ranges_and_bits) {
  EXPECT_TRUE(counts("", "127.0.0.2"));
  EXPECT_TRUE(counts("127.0.0.2, 127.0.0.4-127.0.0.7", "127.0.0.5"));
  EXPECT_FALSE(counts("127.0.0.2, 127.0.0.4-127.0.0.7", "127.0.0.3"));
  EXPECT_TRUE(counts("&12", "127.0.0.6"));
  EXPECT_FALSE(counts("&12", "127.0.0.3"));
}

// RFC 5782 §2.1: and what an operator says who refuses
TEST(AnswerSet, what_is_no_answer_of_a_list_never_counts) {
  for (const std::string_view answer : {"192.0.2.1", "126.0.0.2", "128.0.0.2", "127.255.255.254", "2001:db8::1"}) {
    EXPECT_FALSE(counts("", answer)) << answer;
    EXPECT_FALSE(counts("&255", answer)) << answer;
    EXPECT_FALSE(is_list_answer(IpAddress::parse(answer).value())) << answer;
  }
}

TEST(AnswerSet, says_what_it_does_not_understand) {
  for (const std::string_view bad :
       {"x", "127.0.0.2;127.0.0.3", "10.0.0.1", "127.0.0.7-127.0.0.2", "&0", "&256", "&", "127.0.0.2-", ","})
    EXPECT_FALSE(AnswerSet::parse(bad)) << bad;
}

}  // namespace
}  // namespace postern::judge
