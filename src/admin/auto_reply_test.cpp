// Automatic replies by the operations of accounts.
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class AutoReplyOperations : public OperationsTest {
 protected:
  AutoReplyOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}});
  }
  json::value set(json::object arguments) {
    arguments["address"] = "ann@home.test";
    return must("auto-reply.set", arguments);
  }
  Failure refused(json::object arguments) {
    arguments["address"] = "ann@home.test";
    return refusal("auto-reply.set", arguments);
  }
  bool answers() {
    const auto ann = address::parse_mailbox("ann@home.test", address::Charset::ascii).value();
    return world.directory->snapshot()->account(ann)->answers;
  }
};

TEST_F(AutoReplyOperations, one_is_set_shown_changed_and_turned_off) {
  EXPECT_FALSE(answers());
  EXPECT_EQ(
      json::serialize(set({{"text", "Away.\r\nAnn"}, {"from", "2026-12-24"}, {"until", "2026-12-26"}, {"to", "domain"}})),
      R"({"on":true,"subject":"","text":"Away.\nAnn","from":"2026-12-24T00:00:00.000Z","until":"2026-12-27T00:00:00.000Z","to":"domain"})");
  EXPECT_TRUE(answers());
  const auto changed = set({{"subject", "Out"}, {"until", ""}});
  EXPECT_EQ(changed.at("text"), "Away.\nAnn");
  EXPECT_EQ(changed.at("subject"), "Out");
  EXPECT_EQ(changed.at("until"), "");
  must("account.update", {{"address", "ann@home.test"}, {"display_name", "Ann"}});
  EXPECT_TRUE(answers()) << "a change of the account does not end it";
  EXPECT_EQ(must("auto-reply.off", {{"address", "ann@home.test"}}).at("on"), false);
  EXPECT_FALSE(answers());
  EXPECT_EQ(must("auto-reply.show", {{"address", "ann@home.test"}}).at("text"), "Away.\nAnn");
}

TEST_F(AutoReplyOperations, what_cannot_be_sent_is_refused_and_changes_nothing) {
  EXPECT_EQ(refused({{"text", ""}}), Failure::invalid);
  EXPECT_EQ(refused({{"text", "x"}, {"to", "nobody"}}), Failure::invalid);
  EXPECT_EQ(refused({{"text", "x"}, {"from", "tomorrow"}}), Failure::invalid);
  EXPECT_EQ(refused({{"text", "x"}, {"from", "2026-12-24"}, {"until", "2026-12-20"}}), Failure::invalid);
  EXPECT_EQ(refused({{"text", "x"}, {"subject", "a\r\nBcc: all@home.test"}}), Failure::invalid);
  EXPECT_EQ(refused({{"text", std::string(10'001, 'x')}}), Failure::too_large);
  EXPECT_EQ(refused({{"text", "a\x1b[31m"}}), Failure::invalid);
  EXPECT_FALSE(answers());
}

}  // namespace
}  // namespace postern::admin
