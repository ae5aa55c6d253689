// Bearer tokens by the operations of administrators.
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class OauthTokenOperations : public OperationsTest {
 protected:
  OauthTokenOperations() {
    must("domain.create", {{"name", "home.test"}});
    for (const char* address : {"ann@home.test", "bob@home.test"}) must("account.create", {{"address", address}});
  }
  const json::object good_{{"address", "ann@home.test"}, {"label", "phone"}, {"protocols", json::array{"imap", "smtp"}}};
  const json::object ann_{{"address", "ann@home.test"}};
};

TEST_F(OauthTokenOperations, a_pair_is_shown_once_renewed_and_taken_away) {
  const auto made = must("oauth-token.add", good_);
  const std::string access(made.at("access_token").as_string()), refresh(made.at("refresh_token").as_string());
  const auto rows = must("oauth-token.list", ann_).as_array();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("protocols"), json::value(json::array{"smtp", "imap"}));
  EXPECT_EQ(rows[0].at("access_expires"), json::value(rfc3339(world.time.now() + std::chrono::hours(1))));
  EXPECT_EQ(json::serialize(rows).find(access), std::string::npos);
  EXPECT_EQ(made.at("refresh_expires"), rows[0].at("refresh_expires")) << "who is shown the pair is told how long it lives";
  EXPECT_TRUE(must("app-password.list", ann_).as_array().empty()) << "it is no password";

  const auto again = must("oauth-token.refresh", {{"address", "ann@home.test"}, {"refresh_token", refresh}});
  EXPECT_NE(std::string(again.at("access_token").as_string()), access);
  EXPECT_EQ(refusal("oauth-token.refresh", {{"address", "ann@home.test"}, {"refresh_token", refresh}}), Failure::denied);
  EXPECT_TRUE(must("oauth-token.list", ann_).as_array().empty()) << "what was used twice is taken away";

  const auto second = must("oauth-token.add", good_);
  const std::string of_ann(second.at("refresh_token").as_string());
  EXPECT_EQ(refusal("oauth-token.refresh", {{"address", "bob@home.test"}, {"refresh_token", of_ann}}), Failure::denied);
  must("oauth-token.remove", {{"address", "ann@home.test"}, {"number", second.at("number")}});
  EXPECT_EQ(refusal("oauth-token.refresh", {{"address", "ann@home.test"}, {"refresh_token", of_ann}}), Failure::denied);
}

TEST_F(OauthTokenOperations, what_cannot_be_is_refused) {
  const auto with = [&](std::string_view name, json::value value) {
    auto out = good_;
    out[name] = std::move(value);
    return out;
  };
  EXPECT_EQ(refusal("oauth-token.add", with("address", "nobody@home.test")), Failure::not_found);
  EXPECT_EQ(refusal("oauth-token.add", with("label", "")), Failure::invalid);
  EXPECT_EQ(refusal("oauth-token.add", with("protocols", json::array{})), Failure::invalid);
  EXPECT_EQ(refusal("oauth-token.add", with("networks", json::array{"192.0.2.1/24"})), Failure::invalid);
  EXPECT_EQ(refusal("oauth-token.add", with("read_only", true)), Failure::invalid) << "smtp is among the protocols";
  must("app-password.add", {{"address", "ann@home.test"}, {"label", "old"}});
  EXPECT_EQ(refusal("oauth-token.remove", {{"address", "ann@home.test"}, {"number", 1}}), Failure::not_found)
      << "that is an application password";
  const auto token = must("oauth-token.add", good_).at("number");
  EXPECT_EQ(refusal("app-password.remove", {{"address", "ann@home.test"}, {"number", token}}), Failure::not_found)
      << "and that a token";
}

TEST_F(OauthTokenOperations, it_opens_what_is_open_to_the_account) {
  must("account.update", {{"address", "ann@home.test"}, {"services", json::array{"imap", "web"}}});
  EXPECT_EQ(must("oauth-token.add", good_).at("protocols"), json::value(json::array{"imap"}));
  must("account.update", {{"address", "ann@home.test"}, {"services", json::array{"web"}}});
  EXPECT_EQ(refusal("oauth-token.add", good_), Failure::invalid);
}

TEST_F(OauthTokenOperations, who_sets_a_program_up_is_told_whether_tokens_are_taken) {
  EXPECT_EQ(must("account.set-up", ann_).at("takes_tokens"), json::value(false));
  must("settings.set", {{"key", "auth.offer_oauth"}, {"value", "on"}});
  EXPECT_EQ(must("account.set-up", ann_).at("takes_tokens"), json::value(true));
}

}  // namespace
}  // namespace postern::admin
