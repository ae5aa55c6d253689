// Our policies, as others read them.
#include "mtasts/own_policies.h"

#include <gtest/gtest.h>

#include <set>

namespace postern::mtasts {
namespace {

using Mode = smtp::client::StsPolicy::Mode;

TEST(OwnPolicies, are_written_as_the_rfc_has_them) {
  Settings settings;
  EXPECT_EQ(policy_text(own_policy(settings, "home.test", "mail.home.test")),
            "version: STSv1\r\nmode: testing\r\nmx: mail.home.test\r\nmax_age: 604800\r\n");
}

TEST(OwnPolicies, are_what_our_own_client_understands) {
  Settings settings{.mode = Mode::enforce, .domains = {}};
  const auto policy = own_policy(settings, "home.test", "mail.home.test");
  EXPECT_EQ(smtp::client::parse_sts_policy(policy_text(policy)).value(), policy);
  EXPECT_TRUE(policy.matches(dns::parse_name("mail.home.test").value()));
  EXPECT_EQ(smtp::client::parse_sts_record(policy_record(policy)), policy_id(policy));
}

TEST(OwnPolicies, of_one_domain_may_differ) {
  const Settings settings{.mode = Mode::testing, .domains = {{"strict.test", Mode::enforce}}};
  EXPECT_EQ(own_policy(settings, "strict.test", "mail").mode, Mode::enforce);
  EXPECT_EQ(own_policy(settings, "home.test", "mail").mode, Mode::testing);
}

TEST(OwnPolicies, have_an_id_that_changes_with_them_alone) {
  Settings settings;
  std::set<std::string> ids;
  const auto id = [&] { return policy_id(own_policy(settings, "home.test", "mail.home.test")); };
  EXPECT_EQ(id(), id());
  for (const auto mode : {Mode::none, Mode::testing, Mode::enforce})
    for (const auto hours : {1, 2, 3}) {
      settings.mode = mode;
      settings.max_age = std::chrono::hours(hours);
      ids.insert(id());
    }
  EXPECT_EQ(ids.size(), 9u);
  EXPECT_EQ(ids.begin()->size(), 16u);
}

}  // namespace
}  // namespace postern::mtasts
