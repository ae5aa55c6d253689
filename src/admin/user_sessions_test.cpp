// Sessions of users, and administrators who act in their name: for a reason, within bounds, and not unseen.   H09
#include "admin/user_sessions.h"

#include <gtest/gtest.h>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using events::Event;
using events::Key;

const std::string kAdministrator = "gravel-Lantern-pickle-sonnet-42", kUser = "quartz-Tumble-ledger-17";

class UserSessionsTest : public OperationsTest {
 protected:
  UserSessionsTest() {
    for (const auto* domain : {"home.test", "other.test"}) must("domain.create", {{"name", domain}});
    for (const auto* address : {"ann@home.test", "bob@other.test"})
      must("account.create", {{"address", address}, {"password", kUser}});
    must("admin.add",
         {{"name", "keeper"}, {"roles", {"domains"}}, {"networks", {"192.0.2.0/24"}}, {"password", kAdministrator}});
  }
  static auth::Peer peer(const std::string& ip = "192.0.2.7") {
    return {SessionId(1), events::Service::admin, IpAddress::parse(ip).value().bytes, ip, true};
  }
  static admin::Caller keeper() {
    return {.name = "keeper", .roles = {Role::domains}, .from = IpAddress::parse("192.0.2.7").value()};
  }
  Result<json::value> act_as(const std::string& address, const std::string& reason = "she cannot find a message",
                             const admin::Caller& who = keeper()) {
    return world.call("account.impersonate", {{"address", address}, {"reason", reason}}, who);
  }
  std::string token_for(const std::string& address) { return std::string(act_as(address).value().at("token").as_string()); }
  Result<Visitor> who(const std::string& value, const std::string& ip = "192.0.2.7") {
    return world.users.who(value, peer(ip));
  }
  Result<Entry> login(const std::string& name, const std::string& password = kUser, const std::string& code = "") {
    return run_here(world.users.login(peer(), name, Secret(password), code));
  }
  // That it ends is told, with the reason, and nothing opens by it any more.
  void ended(const std::string& token, std::string_view how) {
    EXPECT_EQ(world.events.last(Event::impersonation_ended, Key::text), how);
    EXPECT_EQ(world.events.last(Event::impersonation_ended, Key::who), "keeper");
    EXPECT_EQ(world.events.last(Event::impersonation_ended, Key::account), "ann@home.test");
    EXPECT_EQ(world.events.last(Event::impersonation_ended, Key::reason), "she cannot find a message");
    EXPECT_EQ(world.events.count(Event::impersonation_ended), world.events.count(Event::impersonation_began));
    EXPECT_FALSE(who(token));
  }
};

TEST_F(UserSessionsTest, H09_acts_in_a_users_name_for_a_reason_that_is_logged_and_that_he_is_told) {
  const auto made = act_as("ann@home.test", "  she cannot find a message ").value();
  EXPECT_EQ(made.at("told"), true);
  EXPECT_EQ(made.at("expires").as_string(), rfc3339(world.time.now() + std::chrono::minutes(30)));
  EXPECT_EQ(world.events.last(Event::impersonation_began, Key::who), "keeper");
  EXPECT_EQ(world.events.last(Event::impersonation_began, Key::account), "ann@home.test");
  EXPECT_EQ(world.events.last(Event::impersonation_began, Key::reason), "she cannot find a message");
  EXPECT_EQ(events::row(Event::impersonation_began).log, events::Log::administration) << "the one that is chained";
  ASSERT_EQ(world.written.size(), 1u);
  EXPECT_EQ(world.written[0].to, "ann@home.test");
  EXPECT_NE(world.written[0].text.find("keeper"), std::string::npos);
  EXPECT_NE(world.written[0].text.find("she cannot find a message"), std::string::npos);
  const auto visitor = who(std::string(made.at("token").as_string())).value();
  EXPECT_EQ(visitor.caller.name, "keeper as ann@home.test");
  EXPECT_EQ(visitor.caller.by, "keeper");
  EXPECT_TRUE(visitor.caller.roles.empty()) << "he leaves his own rights behind";
  EXPECT_FALSE(visitor.caller.proven);
}

TEST_F(UserSessionsTest, H09_needs_a_reason_that_can_be_shown) {
  for (const std::string& none :
       {std::string(), std::string(" \t"), std::string("two\r\nlines"), std::string("\xff"), std::string("a\0b", 3)})
    EXPECT_EQ(act_as("ann@home.test", none).error().kind, Failure::invalid) << none;
  EXPECT_EQ(act_as("ann@home.test", std::string(kLongestReason + 1, 'x')).error().kind, Failure::too_large);
  EXPECT_TRUE(act_as("ann@home.test", std::string(kLongestReason, 'x')));
  EXPECT_EQ(world.events.count(Event::impersonation_began), 1u);
}

TEST_F(UserSessionsTest, H09_is_for_people_who_are_no_administrators) {
  EXPECT_FALSE(act_as("keeper"));
  must("service-account.create",
       {{"address", "form@home.test"}, {"networks", {"192.0.2.0/24"}}, {"senders", {"form@home.test"}}, {"hourly", 9}});
  EXPECT_EQ(act_as("form@home.test").error().kind, Failure::invalid);
  must("account.update", {{"address", "ann@home.test"}, {"disable", true}});
  EXPECT_EQ(act_as("ann@home.test").error().kind, Failure::conflict);
  EXPECT_EQ(act_as("bob@other.test", "why not", admin::Caller{.name = "stranger", .roles = {Role::owner}}).error().kind,
            Failure::denied)
      << "who is in no roster has nothing that could end";
  EXPECT_TRUE(world.users.list().empty());
}

TEST_F(UserSessionsTest, H09_a_reader_never_does_nor_does_a_user_or_who_acts_in_his_name) {
  const auto visitor = who(token_for("ann@home.test")).value();
  EXPECT_EQ(act_as("ann@home.test", "again", visitor.caller).error().kind, Failure::denied);
  EXPECT_EQ(act_as("ann@home.test", "curious", admin::Caller{.name = "keeper", .roles = {Role::reader}}).error().kind,
            Failure::denied);
  EXPECT_EQ(act_as("ann@home.test", "curious", login("ann@home.test").value().visitor.caller).error().kind, Failure::denied);
}

TEST_F(UserSessionsTest, who_acts_in_a_users_name_looks_and_changes_nothing) {
  const auto caller = who(token_for("ann@home.test")).value().caller;
  EXPECT_TRUE(world.call("account.show", {{"address", "ann@home.test"}}, caller));
  EXPECT_TRUE(world.call("app-password.list", {{"address", "ann@home.test"}}, caller));
  EXPECT_FALSE(world.call("account.show", {{"address", "bob@other.test"}}, caller));
  for (const auto& op : operations()) {
    if (!op.access.changes) continue;
    EXPECT_EQ(world.call(op.name, {{"address", "ann@home.test"}}, caller).error().kind, Failure::denied) << op.name;
    EXPECT_EQ(world.events.last(Event::administrator_acted, Key::who), "keeper as ann@home.test") << "the log names both";
  }
}

TEST_F(UserSessionsTest, only_a_system_administrator_makes_it_silent_and_the_log_knows_in_any_case) {
  const auto home = world.directory->snapshot()->domain(address::parse_domain("home.test").value())->id;
  const json::object silent{{"name", "home.test"}, {"tell_impersonation", "off"}};
  EXPECT_FALSE(world.call("domain.update", silent,
                          admin::Caller{.name = "keeper", .roles = {Role::domains}, .domains = std::vector{home}}));
  must("domain.update", silent);
  EXPECT_EQ(act_as("ann@home.test").value().at("told"), false);
  EXPECT_TRUE(world.written.empty());
  EXPECT_EQ(world.events.count(Event::impersonation_began), 1u);
  EXPECT_EQ(act_as("bob@other.test").value().at("told"), true) << "it is on elsewhere";
  world.mail_fails = true;
  EXPECT_EQ(act_as("bob@other.test").value().at("told"), false);
}

TEST_F(UserSessionsTest, it_ends_by_itself_and_that_is_told_though_nobody_asks) {
  const auto token = token_for("ann@home.test");
  for (int i = 0; i < 2; ++i) {
    world.time.pass(std::chrono::minutes(14));
    EXPECT_TRUE(who(token));
    world.users.sweep();
  }
  EXPECT_EQ(world.events.count(Event::impersonation_ended), 0u);
  world.time.pass(std::chrono::minutes(2));
  world.users.sweep();
  ended(token, "over");
}

TEST_F(UserSessionsTest, it_is_over_when_it_is_used_too_late) {
  const auto token = token_for("ann@home.test");
  world.time.pass(std::chrono::minutes(30));
  EXPECT_FALSE(who(token));
  ended(token, "over");
}

TEST_F(UserSessionsTest, its_life_is_a_setting) {
  must("settings.set", {{"key", "administrators.impersonation_life"}, {"value", "5min"}});
  const auto token = token_for("ann@home.test");
  world.time.pass(std::chrono::minutes(5));
  EXPECT_FALSE(who(token));
}

TEST_F(UserSessionsTest, it_ends_with_what_it_was_made_from) {
  const std::pair<const char*, json::object> reasons[] = {
      {"account.password", {{"address", "ann@home.test"}, {"password", kUser + "-new"}}},
      {"admin.update", {{"name", "keeper"}, {"roles", {"domains", "queue"}}}},
      {"admin.password", {{"name", "keeper"}, {"password", kAdministrator + "-new"}}},
      {"domain.update", {{"name", "home.test"}, {"active", "off"}}}};
  for (const auto& [operation, arguments] : reasons) {
    const auto token = token_for("ann@home.test");
    EXPECT_TRUE(who(token));
    must(operation, arguments);
    EXPECT_FALSE(who(token)) << operation;
    ended(token, "over");
  }
}

TEST_F(UserSessionsTest, it_is_listed_and_ended_by_the_operations_on_sessions) {
  auto token = token_for("ann@home.test");
  const auto rows = must("admin.sessions").as_array();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("administrator"), "keeper");
  EXPECT_EQ(rows[0].at("account"), "ann@home.test");
  EXPECT_EQ(rows[0].at("reason"), "she cannot find a message");
  EXPECT_EQ(rows[0].at("agent"), "") << "it was not used yet";
  EXPECT_EQ(rows[0].at("current"), false) << "it is asked for on the shell";
  EXPECT_EQ(rows[0].at("seen").as_string(), rfc3339(world.time.now()));
  must("admin.end-sessions", {{"name", "keeper"}});
  ended(token, "ended by an administrator");
  token = token_for("ann@home.test");
  must("admin.end-sessions", {{"name", "ann@home.test"}});
  ended(token, "ended by an administrator");
  token = token_for("ann@home.test");
  world.users.log_out(who(token).value().caller.session);
  ended(token, "logged out");
  token = token_for("ann@home.test");
  world.users.stop();
  ended(token, "the server stops");
}

TEST_F(UserSessionsTest, it_holds_from_where_the_administrator_is_and_may_be) {
  const auto token = token_for("ann@home.test");
  EXPECT_FALSE(who(token, "198.51.100.7"));
  EXPECT_TRUE(who(token, "192.0.2.99"));
  must("admin.ip-rules", {{"name", "keeper"}, {"networks", {"192.0.2.7/32"}}});
  const auto fresh = token_for("ann@home.test");
  EXPECT_FALSE(who(fresh, "192.0.2.99")) << "H12: his networks are asked on every path";
  EXPECT_TRUE(who(fresh));
}

TEST_F(UserSessionsTest, from_the_servers_own_shell_it_holds_where_it_is_used_first) {
  const auto made = world.call("account.impersonate", {{"address", "ann@home.test"}, {"reason", "as she asked"}});
  const std::string token(made.value().at("token").as_string());
  EXPECT_EQ(world.events.last(Event::impersonation_began, Key::who), "root");
  EXPECT_TRUE(who(token, "203.0.113.5"));
  EXPECT_FALSE(who(token));
  EXPECT_TRUE(who(token, "203.0.113.5"));
}

TEST_F(UserSessionsTest, a_user_logs_in_by_his_password_and_sees_to_himself) {
  const auto in = login("ann@home.test").value();
  EXPECT_TRUE(in.visitor.caller.proven);
  const auto caller = who(std::string(in.cookie.reveal())).value().caller;
  EXPECT_EQ(caller.name, "ann@home.test");
  const auto added = world.call("app-password.add", {{"address", "ann@home.test"}, {"label", "phone"}}, caller);
  ASSERT_TRUE(added);
  EXPECT_EQ(world.events.last(Event::administrator_acted, Key::who), "ann@home.test");
  EXPECT_FALSE(world.call("app-password.add", {{"address", "bob@other.test"}, {"label", "phone"}}, caller));
  EXPECT_FALSE(login("ann@home.test", std::string(added->at("password").as_string())))
      << "an application password opens no page";
  EXPECT_FALSE(login("ann@home.test", "wrong one"));
  EXPECT_TRUE(world.written.empty());
}

// What renews a token is an administrator's, so that one that he made himself would be over in an hour.
TEST_F(UserSessionsTest, a_user_sees_the_tokens_of_his_programs_and_takes_them_away_and_makes_none) {
  const auto caller = who(std::string(login("ann@home.test").value().cookie.reveal())).value().caller;
  json::object phone{{"address", "ann@home.test"}, {"label", "phone"}, {"protocols", json::array{"imap"}}};
  EXPECT_FALSE(world.call("oauth-token.add", phone, caller));
  const auto number = must("oauth-token.add", phone).at("number");
  phone["address"] = "bob@other.test";
  const auto of_bob = must("oauth-token.add", phone).at("number");
  EXPECT_EQ(world.call("oauth-token.list", {{"address", "ann@home.test"}}, caller).value().as_array().size(), 1u);
  EXPECT_TRUE(world.call("oauth-token.remove", {{"address", "ann@home.test"}, {"number", number}}, caller));
  EXPECT_TRUE(world.call("oauth-token.list", {{"address", "ann@home.test"}}, caller).value().as_array().empty());
  EXPECT_FALSE(world.call("oauth-token.list", {{"address", "bob@other.test"}}, caller));
  EXPECT_FALSE(world.call("oauth-token.remove", {{"address", "bob@other.test"}, {"number", of_bob}}, caller));
}

TEST_F(UserSessionsTest, a_users_session_ages_and_is_bound_to_its_network) {
  const std::string value(login("ann@home.test").value().cookie.reveal());
  EXPECT_FALSE(who(value, "198.51.100.7"));
  world.time.pass(std::chrono::minutes(16));
  EXPECT_FALSE(who(value).value().caller.proven) << "he has shown it a while ago";
  world.time.pass(std::chrono::minutes(30));
  EXPECT_FALSE(who(value));
  EXPECT_TRUE(world.users.list().empty());
}

TEST_F(UserSessionsTest, a_user_has_so_many_sessions_and_who_acts_in_his_name_takes_none_of_them) {
  const std::string first(login("ann@home.test").value().cookie.reveal());
  for (int i = 0; i < 20; ++i) {
    world.time.pass(std::chrono::seconds(1));
    token_for("ann@home.test");
  }
  EXPECT_TRUE(who(first));
  for (int i = 0; i < 20; ++i) {
    world.time.pass(std::chrono::seconds(1));
    EXPECT_TRUE(login("ann@home.test"));
  }
  EXPECT_FALSE(who(first)) << "the one that was not used longest goes";
  EXPECT_EQ(world.users.list().size(), 40u);
}

}  // namespace
}  // namespace postern::admin
