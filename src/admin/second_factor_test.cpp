// Second factors of users by the operations of administrators.   H13
#include <gtest/gtest.h>

#include "auth/totp.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

const json::object kAnn{{"address", "ann@home.test"}};

class SecondFactorOperations : public OperationsTest {
 protected:
  SecondFactorOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", kAnn);
  }
  // What an app shows that was given the secret as a person types it.
  std::string code_of(std::string_view base32) const {
    std::string seed;
    std::uint32_t bits = 0, held = 0;
    for (const char c : base32) {
      bits = bits << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
      held += 5;
      if (held < 8) continue;
      held -= 8;
      seed += static_cast<char>(bits >> held & 0xFF);
    }
    return auth::totp_code(Secret(std::move(seed)), auth::totp_step(world.time.now()));
  }
  json::object with_code(std::string code) const {
    auto out = kAnn;
    out["code"] = std::move(code);
    return out;
  }
};

TEST_F(SecondFactorOperations, is_begun_confirmed_shown_and_removed) {
  EXPECT_EQ(refusal("second-factor.confirm", with_code("123456")), Failure::not_found);
  const auto begun = must("second-factor.begin", kAnn);
  const auto secret = std::string(begun.at("secret").as_string());
  EXPECT_EQ(begun.at("uri"), json::value("otpauth://totp/home.test:ann%40home.test?secret=" + secret + "&issuer=home.test"));
  EXPECT_EQ(must("second-factor.show", kAnn).at("begun"), true);
  EXPECT_EQ(must("account.show", kAnn).at("second_factor"), false);
  EXPECT_EQ(refusal("second-factor.confirm", with_code("no code")), Failure::denied);
  const auto on = must("second-factor.confirm", with_code(code_of(secret)));
  EXPECT_EQ(on.at("recovery_codes").as_array().size(), 10u);
  EXPECT_EQ(must("account.show", kAnn).at("second_factor"), true);
  const auto state = must("second-factor.show", kAnn);
  EXPECT_EQ(state.at("second_factor"), true);
  EXPECT_EQ(state.at("recovery_codes_left"), 10u);
  EXPECT_EQ(json::serialize(state).find(secret), std::string::npos) << "the secret is shown once";
  EXPECT_EQ(refusal("second-factor.begin", kAnn), Failure::exists);
  EXPECT_NE(must("second-factor.new-recovery-codes", kAnn).at("recovery_codes"), on.at("recovery_codes"));
  must("second-factor.remove", kAnn);
  EXPECT_EQ(must("account.show", kAnn).at("second_factor"), false);
  EXPECT_EQ(refusal("second-factor.remove", kAnn), Failure::not_found);
}

TEST_F(SecondFactorOperations, its_owner_takes_it_away_unless_everybody_has_to_have_one) {
  const auto ann =
      world.directory->snapshot()->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value());
  const Caller himself{.name = "ann@home.test", .account = ann->id};
  const auto begun = must("second-factor.begin", kAnn);
  must("second-factor.confirm", with_code(code_of(std::string(begun.at("secret").as_string()))));
  must("domain.update", {{"name", "home.test"}, {"second_factor", "forced"}});
  EXPECT_EQ(must("second-factor.show", kAnn).at("mode"), "forced");
  EXPECT_EQ(world.call("second-factor.remove", kAnn, himself).error().kind, Failure::conflict);
  must("domain.update", {{"name", "home.test"}, {"second_factor", "enabled"}});
  EXPECT_TRUE(world.call("second-factor.remove", kAnn, himself));
  EXPECT_EQ(must("second-factor.show", kAnn).at("second_factor"), false);
}

TEST_F(SecondFactorOperations, a_domain_may_only_be_stricter_than_the_server) {
  const auto set = [&](std::string_view mode) {
    return world.call("domain.update", {{"name", "home.test"}, {"second_factor", mode}});
  };
  EXPECT_EQ(must("domain.show", {{"name", "home.test"}}).at("second_factor"), "enabled");
  EXPECT_EQ(set("forced")->at("second_factor"), "forced");
  EXPECT_EQ(set("enabled")->at("second_factor"), "enabled");
  EXPECT_EQ(set("disabled").error().kind, Failure::invalid);
  EXPECT_EQ(set("sometimes").error().kind, Failure::invalid);
  must("settings.set", {{"key", "auth.second_factor"}, {"value", "disabled"}});
  EXPECT_EQ(set("disabled")->at("second_factor"), "disabled");
  EXPECT_EQ(refusal("second-factor.begin", kAnn), Failure::denied);
}

}  // namespace
}  // namespace postern::admin
