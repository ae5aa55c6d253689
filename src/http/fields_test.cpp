// Lists in fields, as browsers and strangers write them.
#include "http/fields.h"

#include <gtest/gtest.h>

namespace postern::http {
namespace {

TEST(Fields, a_tag_is_named_among_others_by_a_star_and_never_as_a_weak_one) {
  EXPECT_TRUE(names_tag(R"("x", "a")", R"("a")"));
  EXPECT_TRUE(names_tag("*", R"("a")"));
  EXPECT_FALSE(names_tag(R"(W/"a")", R"("a")"));
  EXPECT_FALSE(names_tag("", R"("a")"));
}

struct CodingCase {
  std::string_view field, coding;
  bool accepts;
};
class Codings : public testing::TestWithParam<CodingCase> {};

TEST_P(Codings, are_accepted_as_the_field_says) {
  EXPECT_EQ(accepts_coding(GetParam().field, GetParam().coding), GetParam().accepts);
}
INSTANTIATE_TEST_SUITE_P(Fields, Codings,
                         testing::Values(CodingCase{"gzip, deflate, br, zstd", "br", true}, CodingCase{"GZIP", "gzip", true},
                                         CodingCase{"", "gzip", false}, CodingCase{"identity", "gzip", false},
                                         CodingCase{"br;q=0, gzip;q=0.5", "br", false},
                                         CodingCase{"br;q=0, gzip;q=0.5", "gzip", true},
                                         CodingCase{"br ; Q=0.000", "br", false}, CodingCase{"br;q=0.001", "br", true},
                                         CodingCase{"*", "zstd", true}, CodingCase{"*;q=0, br", "br", true},
                                         CodingCase{"*;q=0, br", "gzip", false}, CodingCase{"brotli", "br", false},
                                         CodingCase{",,;q=1,", "br", false}));

}  // namespace
}  // namespace postern::http
