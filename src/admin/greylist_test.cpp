// Greylisting as administrators see it.
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class GreylistTest : public OperationsTest {
 protected:
  bool comes(std::string who, std::string sender = "bob@away.test") {
    judge::Knock knock{std::move(who), std::move(sender), "ann@home.test"};
    return run_here(world.greylist.lets_in(std::move(knock), *world.spam.current()));
  }
  Time now() { return world.time.now(); }
};

TEST_F(GreylistTest, who_waits_is_listed_let_in_and_forgotten) {
  EXPECT_FALSE(comes("192.0.2.0/24"));
  auto row = must("greylist.list").as_array().at(0);
  EXPECT_EQ(row.at("who"), "192.0.2.0/24");
  EXPECT_EQ(row.at("state"), "waiting");
  EXPECT_EQ(row.at("sender"), "bob@away.test");
  EXPECT_EQ(row.at("recipient"), "ann@home.test");
  EXPECT_EQ(row.at("seen").as_string(), rfc3339(now()));
  EXPECT_EQ(row.at("comes_in").as_string(), rfc3339(now() + std::chrono::minutes(5)));
  EXPECT_EQ(row.at("until").as_string(), rfc3339(now() + std::chrono::hours(24)));
  EXPECT_TRUE(must("greylist.list", {{"text", "carol"}}).as_array().empty());

  const auto done = must("greylist.let-in", {{"who", "192.0.2.99"}});
  EXPECT_EQ(done.at("who"), "192.0.2.0/24") << "the network that he is known by";
  EXPECT_EQ(done.at("waited"), 1u);
  EXPECT_TRUE(comes("192.0.2.0/24", "other@away.test"));
  row = must("greylist.list").as_array().at(0);
  EXPECT_EQ(row.at("state"), "known");
  EXPECT_TRUE(row.at("comes_in").is_null());
  EXPECT_EQ(row.at("until").as_string(), rfc3339(now() + std::chrono::hours(36 * 24)));

  must("greylist.forget", {{"who", "192.0.2.0/24"}});
  EXPECT_FALSE(comes("192.0.2.0/24"));
  must("greylist.forget", {{"who", "192.0.2.0/24"}});
  EXPECT_TRUE(must("greylist.list").as_array().empty()) << "who waits is forgotten as well";
  EXPECT_EQ(refusal("greylist.forget", {{"who", "192.0.2.0/24"}}), Failure::not_found);
}

TEST_F(GreylistTest, whom_one_expects_is_known_before_he_comes) {
  must("greylist.let-in", {{"who", "Far.Example"}});
  must("greylist.let-in", {{"who", "2001:db8:1:2::3"}});
  EXPECT_TRUE(comes("far.example"));
  EXPECT_TRUE(comes("2001:db8:1:2::/64"));
  EXPECT_EQ(must("greylist.list", {{"limit", 1}}).as_array().size(), 1u);
}

TEST_F(GreylistTest, what_nobody_is_known_by_is_refused) {
  for (const std::string who : {"192.0.2.0/25", "192.0.0.0/16", "2001:db8::/48", "ann@home.test", "a b", ""})
    EXPECT_EQ(refusal("greylist.let-in", {{"who", who}}), Failure::invalid) << who;
}

}  // namespace
}  // namespace postern::admin
