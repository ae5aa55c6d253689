// Application passwords by the operations of administrators.   H13
#include <gtest/gtest.h>

#include "auth/app_password.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class AppPasswordOperations : public OperationsTest {
 protected:
  AppPasswordOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}});
  }
  Failure refusal(const json::object& arguments) { return world.call("app-password.add", arguments).error().kind; }
};

TEST_F(AppPasswordOperations, one_is_made_shown_once_listed_and_removed) {
  const auto made = must("app-password.add", {{"address", "ann@home.test"}, {"label", "phone"}});
  EXPECT_TRUE(auth::has_form_of_app_password(std::string(made.at("password").as_string())));
  EXPECT_EQ(made.at("protocols"), json::value(json::array{"smtp", "imap", "pop3"}));
  const auto rows = must("app-password.list", {{"address", "ann@home.test"}}).as_array();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("label"), "phone");
  EXPECT_EQ(rows[0].at("number"), 1u);
  EXPECT_EQ(rows[0].at("expires"), "");
  EXPECT_EQ(rows[0].at("last_used"), "");
  EXPECT_EQ(json::serialize(rows).find(std::string(made.at("password").as_string())), std::string::npos);
  must("app-password.remove", {{"address", "ann@home.test"}, {"number", 1}});
  EXPECT_TRUE(must("app-password.list", {{"address", "ann@home.test"}}).as_array().empty());
  EXPECT_EQ(world.call("app-password.remove", {{"address", "ann@home.test"}, {"number", 1}}).error().kind, Failure::not_found);
}

TEST_F(AppPasswordOperations, its_scope_is_what_was_asked_for) {
  const auto made = must("app-password.add", {{"address", "ann@home.test"},
                                              {"label", "backup"},
                                              {"networks", json::array{"192.0.2.0/24"}},
                                              {"expires_in", "90d"},
                                              {"read_only", true}});
  EXPECT_EQ(made.at("protocols"), json::value(json::array{"imap", "pop3"})) << "what may only read does not send";
  EXPECT_EQ(made.at("networks"), json::value(json::array{"192.0.2.0/24"}));
  EXPECT_EQ(made.at("read_only"), true);
  EXPECT_EQ(made.at("expires"), json::value(rfc3339(world.time.now() + std::chrono::days(90))));
  const auto number = static_cast<std::uint32_t>(made.at("number").to_number<std::uint64_t>());
  ASSERT_TRUE(
      run_here(world.directory->note_use(AccountId(1), {number, world.time.now(), IpAddress::parse("192.0.2.9")->bytes})));
  EXPECT_EQ(must("app-password.list", {{"address", "ann@home.test"}}).as_array()[0].at("last_used_from"), "192.0.2.9");
}

TEST_F(AppPasswordOperations, what_cannot_be_is_refused) {
  const json::object good{{"address", "ann@home.test"}, {"label", "phone"}};
  const auto with = [&](std::string_view name, json::value value) {
    auto out = good;
    out[name] = std::move(value);
    return out;
  };
  EXPECT_EQ(refusal(with("address", "nobody@home.test")), Failure::not_found);
  EXPECT_EQ(refusal(with("label", "")), Failure::invalid);
  EXPECT_EQ(refusal(with("protocols", json::array{"ftp"})), Failure::invalid);
  EXPECT_EQ(refusal(with("networks", json::array{"192.0.2.1/24"})), Failure::invalid);
  EXPECT_EQ(refusal(with("expires_in", "soon")), Failure::invalid);
  auto sends = with("protocols", json::array{"smtp"});
  sends["read_only"] = true;
  EXPECT_EQ(refusal(sends), Failure::invalid);
}

}  // namespace
}  // namespace postern::admin
