// What an account is known by, by the operations of administrators and of its owner.   H16
#include <gtest/gtest.h>

#include "admin/browsers.h"
#include "base/run_here.h"
#include "guard/guard.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class KnownDeviceOperations : public OperationsTest {
 protected:
  KnownDeviceOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}});
  }
  json::array known() { return must("known-device.list", {{"address", "ann@home.test"}}).as_array(); }
  Failure refusal(std::string_view id) {
    return world.call("known-device.forget", {{"address", "ann@home.test"}, {"id", id}}).error().kind;
  }
};

TEST(Browsers, what_one_says_it_is_is_kept_in_ascii_and_no_more_than_can_be_read) {
  EXPECT_EQ(agent_of("Firefox/153.0"), "Firefox/153.0");
  EXPECT_EQ(agent_of("\xff\u202E\x1b[31m"), "?????[31m");
  EXPECT_EQ(agent_of(std::string(10'000, 'x')), std::string(kLongestAgent, 'x'));
}

TEST_F(KnownDeviceOperations, H16_a_browser_is_listed_by_what_it_says_it_is_and_forgotten) {
  EXPECT_TRUE(known().empty());
  const auto kept =
      run_here(know_browser(world.guard, system_random(), AccountId(1), {Secret(), agent_of("Firefox\u00B0")}, 1));
  const auto rows = known();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("kind"), "browser");
  EXPECT_EQ(rows[0].at("agent"), "Firefox??");
  EXPECT_EQ(rows[0].at("from"), "");
  EXPECT_EQ(rows[0].at("last"), json::value(rfc3339(world.time.now())));
  EXPECT_EQ(json::serialize(rows).find(std::string(kept.reveal())), std::string::npos) << "no value that it is known by";

  EXPECT_EQ(refusal("nonsense"), Failure::invalid);
  const std::string id(rows[0].at("id").as_string());
  must("known-device.forget", {{"address", "ann@home.test"}, {"id", id}});
  EXPECT_TRUE(known().empty());
  EXPECT_EQ(refusal(id), Failure::not_found);
  EXPECT_FALSE(run_here(world.guard.knows_browser(AccountId(1), mark_of(kept, 1))));
}

}  // namespace
}  // namespace postern::admin
