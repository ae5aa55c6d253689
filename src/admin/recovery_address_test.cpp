// Where a user is reached when he has forgotten his password: who sets it, and what it may be.   H20
#include "admin/recovery_address.h"

#include <gtest/gtest.h>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using events::Event;
using events::Key;

class RecoveryAddressTest : public OperationsTest {
 protected:
  RecoveryAddressTest() {
    must("domain.create", {{"name", "home.test"}});
    for (const auto* address : {"ann@home.test", "bob@home.test"}) must("account.create", {{"address", address}});
  }
  Result<json::value> set(const std::string& to) {
    return world.call("account.update", {{"address", "ann@home.test"}, {"recovery_address", to}});
  }
  std::string shown() {
    return std::string(must("account.show", {{"address", "ann@home.test"}}).at("recovery_address").as_string());
  }
  AccountPointer ann() {
    return world.directory->snapshot()->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value());
  }
  Result<void> propose(const std::string& to) {
    auto parts = world.world();
    return run_here(propose_recovery_address(parts, ann(), to));
  }
  Result<void> confirm(const std::string& token) {
    auto parts = world.world();
    return run_here(confirm_recovery_address(parts, ann(), "ann@home.test", token));
  }
  std::string token_in_last_mail() {
    const auto& text = world.written.back().text;
    const auto from = text.find("    ") + 4;
    return text.substr(from, text.find('\r', from) - from);
  }
};

TEST_F(RecoveryAddressTest, H20_an_administrator_sets_it_and_the_account_is_told) {
  EXPECT_EQ(shown(), "");
  ASSERT_TRUE(set("ann@remote.test"));
  EXPECT_EQ(shown(), "ann@remote.test");
  EXPECT_EQ(world.events.last(Event::recovery_address_changed, Key::who), "root");
  EXPECT_EQ(world.events.last(Event::recovery_address_changed, Key::account), "ann@home.test");
  EXPECT_EQ(world.events.last(Event::recovery_address_changed, Key::after), "ann@remote.test");
  ASSERT_EQ(world.written.size(), 1u);
  EXPECT_EQ(world.written[0].to, "ann@home.test");
  ASSERT_TRUE(set("ann@remote.test"));
  EXPECT_EQ(world.written.size(), 1u) << "nothing has changed";
  ASSERT_TRUE(set("bob@home.test")) << "another account here is elsewhere enough";
  must("account.update", {{"address", "ann@home.test"}, {"display_name", "Ann"}});
  EXPECT_EQ(shown(), "bob@home.test") << "what is not named stays";
  ASSERT_TRUE(set(""));
  EXPECT_EQ(shown(), "");
  EXPECT_EQ(world.events.last(Event::recovery_address_changed, Key::before), "bob@home.test");
}

TEST_F(RecoveryAddressTest, H20_no_address_that_leads_back_into_the_account) {
  must("alias.create", {{"alias", "all@home.test"}, {"targets", {"bob@home.test", "ann@home.test"}}});
  must("domain.add-name", {{"name", "home.test"}, {"other_name", "house.test"}});
  for (const auto* own : {"ann@home.test", "ANN@home.test", "ann+x@home.test", "ann@house.test", "all@home.test",
                          "nobody@home.test", "no address"})
    EXPECT_EQ(set(own).error().kind, Failure::invalid) << own;
  EXPECT_EQ(propose("all@home.test").error().kind, Failure::invalid);
  EXPECT_EQ(shown(), "");
  must("service-account.create",
       {{"address", "form@home.test"}, {"networks", {"192.0.2.0/24"}}, {"senders", {"form@home.test"}}, {"hourly", 9}});
  EXPECT_FALSE(world.call("account.update", {{"address", "form@home.test"}, {"recovery_address", "x@remote.test"}}));
}

TEST_F(RecoveryAddressTest, H20_a_users_own_counts_once_he_has_shown_that_he_reads_mail_there) {
  ASSERT_TRUE(set("old@remote.test"));
  ASSERT_TRUE(propose("new@remote.test"));
  EXPECT_EQ(world.written.back().to, "new@remote.test");
  const auto token = token_in_last_mail();
  EXPECT_EQ(shown(), "old@remote.test");
  for (const std::string& wrong : {std::string(), token + "0", token.substr(1)})
    EXPECT_EQ(confirm(wrong).error().kind, Failure::denied);
  ASSERT_TRUE(confirm(token));
  EXPECT_EQ(shown(), "new@remote.test");
  EXPECT_EQ(world.events.last(Event::recovery_address_changed, Key::who), "ann@home.test");
  EXPECT_EQ(world.events.last(Event::recovery_address_changed, Key::before), "old@remote.test");
  EXPECT_EQ(confirm(token).error().kind, Failure::denied) << "once";
}

TEST_F(RecoveryAddressTest, H20_what_is_proposed_ends_and_what_an_administrator_sets_ends_it) {
  ASSERT_TRUE(propose("new@remote.test"));
  auto token = token_in_last_mail();
  world.time.pass(std::chrono::minutes(60));
  EXPECT_EQ(confirm(token).error().kind, Failure::denied);
  ASSERT_TRUE(propose("new@remote.test"));
  token = token_in_last_mail();
  ASSERT_TRUE(set("by@remote.test"));
  EXPECT_EQ(confirm(token).error().kind, Failure::denied);
  EXPECT_EQ(shown(), "by@remote.test");
}

TEST_F(RecoveryAddressTest, H20_nobody_is_flooded_by_proposals) {
  for (std::uint32_t i = 0; i < auth::PasswordResets::kMostMailADay; ++i) EXPECT_TRUE(propose("victim@remote.test"));
  EXPECT_EQ(propose("victim@remote.test").error().kind, Failure::conflict);
  EXPECT_EQ(world.written.size(), auth::PasswordResets::kMostMailADay);
}

}  // namespace
}  // namespace postern::admin
