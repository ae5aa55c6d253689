// SMTP blocks as administrators see them.
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class SmtpBlockTest : public OperationsTest {};

TEST_F(SmtpBlockTest, a_domain_is_refused_listed_with_its_hits_and_taken_again) {
  must("smtp-block.add", {{"kind", "domain"},
                          {"name", "Spam.test"},
                          {"way", "inbound"},
                          {"soft", true},
                          {"for", "2h"},
                          {"description", "a flood"}});
  const auto made = world.time.now();
  world.time.pass(std::chrono::minutes(1));
  const auto hit = [&](guard::Way way) { return world.guard.smtp_blocks().sender("x@mail.spam.test", way, world.time.now()); };
  ASSERT_TRUE(hit(guard::Way::inbound));
  EXPECT_TRUE(hit(guard::Way::inbound)->soft);
  EXPECT_FALSE(hit(guard::Way::outbound));
  const auto row = must("smtp-block.list").as_array().at(0);
  EXPECT_EQ(row.at("name"), "spam.test");
  EXPECT_EQ(row.at("hits"), 2u);
  EXPECT_EQ(row.at("since").as_string(), rfc3339(made));
  EXPECT_EQ(row.at("way"), "inbound");
  EXPECT_EQ(row.at("description"), "a flood");
  EXPECT_TRUE(must("smtp-block.list", {{"text", "ham"}}).as_array().empty());
  must("smtp-block.remove", {{"kind", "domain"}, {"name", "spam.test"}});
  EXPECT_FALSE(hit(guard::Way::inbound));
  EXPECT_EQ(refusal("smtp-block.remove", {{"kind", "domain"}, {"name", "spam.test"}}), Failure::not_found);
}

TEST_F(SmtpBlockTest, what_is_no_kind_name_or_way_is_refused) {
  for (const json::object& arguments : {json::object{{"kind", "user"}, {"name", "a@b.test"}},
                                        {{"kind", "sender"}, {"name", "b.test"}},
                                        {{"kind", "client"}, {"name", "a b"}},
                                        {{"kind", "domain"}, {"name", ""}},
                                        {{"kind", "domain"}, {"name", "b.test"}, {"way", "up"}},
                                        {{"kind", "domain"}, {"name", "b.test"}, {"description", "a\tb"}}})
    EXPECT_EQ(refusal("smtp-block.add", arguments), Failure::invalid);
  EXPECT_TRUE(must("smtp-block.list").as_array().empty());
  must("smtp-block.add", {{"kind", "sender"}, {"name", "Ann@B.test"}});
  EXPECT_TRUE(world.guard.smtp_blocks().sender("ann@b.test", guard::Way::outbound, world.time.now()));
}

}  // namespace
}  // namespace postern::admin
