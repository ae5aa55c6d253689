// Policies and records of MTA-STS: good, odd and broken ones.   RFC 8461
#include "smtp/client/mta_sts.h"

#include <gtest/gtest.h>

namespace postern::smtp::client {
namespace {

using Mode = StsPolicy::Mode;

dns::Name sts_host(std::string_view text) { return dns::parse_name(text).value(); }

// RFC 8461 §3.2: its example.
TEST(StsPolicy, is_read) {
  const auto policy = parse_sts_policy(
      "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.Example.net\r\nmx: backupmx.example.com\r\nmax_age: "
      "604800\r\n");
  ASSERT_TRUE(policy) << policy.error();
  EXPECT_EQ(policy->mode, Mode::enforce);
  EXPECT_EQ(policy->max_age.count(), 604'800);
  EXPECT_EQ(policy->mx, (std::vector<std::string>{"mail.example.com", "*.example.net", "backupmx.example.com"}));
}

TEST(StsPolicy, bare_line_feeds_spaces_and_unknown_fields_do_no_harm) {
  const auto policy = parse_sts_policy("version:STSv1\nmode:   testing \n\nfuture: x:y\nmx:a.example\nmax_age:1");
  ASSERT_TRUE(policy) << policy.error();
  EXPECT_EQ(policy->mode, Mode::testing);
}

TEST(StsPolicy, of_a_field_that_comes_twice_the_first_counts) {
  const auto policy = parse_sts_policy("version: STSv1\nmode: none\nmode: enforce\nmax_age: 1\nmax_age: 2\n");
  ASSERT_TRUE(policy) << policy.error();
  EXPECT_EQ(policy->mode, Mode::none);
  EXPECT_EQ(policy->max_age.count(), 1);
}

TEST(StsPolicy, an_age_of_more_than_a_year_is_a_year) {
  EXPECT_EQ(parse_sts_policy("version: STSv1\nmode: none\nmax_age: 9999999999\n")->max_age, kLongestPolicyAge);
}

TEST(StsPolicy, what_is_broken_is_none) {
  for (const auto* text :
       {"", "mode: none\nmax_age: 1\n", "version: STSv2\nmode: none\nmax_age: 1\n", "version: STSv1\nmax_age: 1\n",
        "version: STSv1\nmode: Enforce\nmx: a.example\nmax_age: 1\n", "version: STSv1\nmode: none\n",
        "version: STSv1\nmode: none\nmax_age: -1\n", "version: STSv1\nmode: enforce\nmax_age: 1\n",
        "version: STSv1\nmode: enforce\nmx: a.*.example\nmax_age: 1\n", "version: STSv1\nmode: enforce\nmx: *\nmax_age: 1\n",
        "version: STSv1\nnonsense\nmode: none\nmax_age: 1\n"})
    EXPECT_FALSE(parse_sts_policy(text)) << text;
  EXPECT_FALSE(parse_sts_policy("version: STSv1\nmode: none\nmax_age: 1\nx: " + std::string(kLongestPolicy, 'x')));
  std::string many = "version: STSv1\nmode: enforce\nmax_age: 1\n";
  for (int i = 0; i < 101; ++i) many += "mx: a.example\n";
  EXPECT_FALSE(parse_sts_policy(many));
}

// RFC 8461 §4.1
TEST(StsPolicy, a_wildcard_is_one_label) {
  const StsPolicy policy{Mode::enforce, {"mx.example.com", "*.example.net"}, {}};
  EXPECT_TRUE(policy.matches(sts_host("mx.example.com")));
  EXPECT_TRUE(policy.matches(sts_host("a.example.net")));
  EXPECT_FALSE(policy.matches(sts_host("a.b.example.net")));
  EXPECT_FALSE(policy.matches(sts_host("example.net")));
  EXPECT_FALSE(policy.matches(sts_host("other.example.com")));
}

TEST(StsPolicy, a_dot_at_the_end_is_no_part_of_a_name) {
  EXPECT_TRUE(parse_sts_policy("version: STSv1\nmode: enforce\nmx: mx.example.com.\nmax_age: 1\n")
                  ->matches(sts_host("mx.example.com")));
}

// RFC 8461 §3.1
TEST(StsRecord, has_an_id) {
  EXPECT_EQ(parse_sts_record("v=STSv1; id=20160831085700Z;"), "20160831085700Z");
  EXPECT_EQ(parse_sts_record("v=STSv1;id=a"), "a");
  for (const auto* bad : {"", "v=STSv1;", "v=STSv1; id=;", "v=STSv1; id=a-b", "v=STSv2; id=a", "id=a; v=STSv1",
                          "v=STSv1; id=123456789012345678901234567890123"})
    EXPECT_FALSE(parse_sts_record(bad)) << bad;
}

TEST(StsRecord, several_are_none) {
  using dns::Status;
  EXPECT_EQ(sts_id_in({.status = Status::found, .records = {std::string("v=spf1 -all"), std::string("v=STSv1; id=a")}}), "a");
  EXPECT_FALSE(sts_id_in({.status = Status::found, .records = {std::string("v=STSv1; id=a"), std::string("v=STSv1; id=b")}}));
  EXPECT_FALSE(sts_id_in({.status = Status::no_data}));
}

}  // namespace
}  // namespace postern::smtp::client
