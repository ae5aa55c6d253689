// Administrators by the operations: invited, made, changed, told of and removed.   H09 to H12
#include <gtest/gtest.h>

#include "events/table.h"
#include "support/administrators_world.h"

namespace postern::admin {
namespace {

using AdminOperations = AdministratorsTest;

class InvitationTest : public AdministratorsTest {
 protected:
  std::string invite(const std::string& name) {
    const auto made = must("admin.add", {{"name", name}, {"roles", {"reader"}}, {"networks", {"192.0.2.0/24"}}});
    return std::string(made.at("password").as_string());
  }
  json::array open() { return must("admin.invitations").as_array(); }
};

TEST_F(InvitationTest, an_invitation_is_open_until_the_second_factor_is_set_up) {
  EXPECT_TRUE(open().empty()) << "who was not invited is no guest";
  const auto password = invite("bob");
  const auto until = rfc3339(world.time.now() + std::chrono::hours(7 * 24));
  EXPECT_EQ(open(), (json::array{{{"name", "bob"},
                                  {"roles", {"reader"}},
                                  {"domains", nullptr},
                                  {"invited", rfc3339(world.time.now())},
                                  {"by", "root"},
                                  {"until", until},
                                  {"over", false}}}));
  const auto entry = login("bob", password).value();
  EXPECT_EQ(open().size(), 1u) << "the password alone is no proof that it is he";
  seed = run_here(people().begin_second_factor(entry.visitor)).value();
  ASSERT_TRUE(run_here(people().confirm_second_factor(peer(), entry.visitor, code())));
  EXPECT_TRUE(open().empty());
  EXPECT_EQ(world.call("admin.withdraw", {{"name", "bob"}}).error().kind, Failure::conflict);
  world.time.pass(std::chrono::hours(8 * 24));
  EXPECT_TRUE(login("bob", password, code()));
}

TEST_F(InvitationTest, one_that_ran_out_lets_nobody_in_until_there_is_a_new_password) {
  const auto password = invite("bob");
  world.time.pass(std::chrono::hours(7 * 24));
  refused(login("bob", password), events::Cause::password_expired);
  EXPECT_EQ(open().at(0).at("over"), true);
  const auto renewed = std::string(must("admin.password", {{"name", "bob"}}).at("password").as_string());
  EXPECT_EQ(open().at(0).at("over"), false);
  EXPECT_TRUE(login("bob", renewed));
}

TEST_F(InvitationTest, one_that_is_withdrawn_leaves_no_administrator) {
  const auto password = invite("bob");
  const auto entry = login("bob", password).value();
  must("admin.withdraw", {{"name", "bob"}});
  EXPECT_TRUE(open().empty());
  EXPECT_EQ(must("admin.list").as_array().size(), 1u);
  EXPECT_FALSE(people().who_has_session(entry.cookie.reveal(), peer()));
  refused(login("bob", password), events::Cause::unknown_account);
  EXPECT_EQ(world.call("admin.withdraw", {{"name", "bob"}}).error().kind, Failure::not_found);
}

TEST_F(AdminOperations, one_session_is_ended_and_the_others_go_on) {
  enrol("ann");
  const auto first = cookie;
  const auto second = login("ann", kPassword, code()).value();
  const auto id_of_newest = [&] {
    const auto all = must("admin.sessions").as_array();
    for (const auto& row : all)
      if (row.at("began") == json::value(rfc3339(world.time.now()))) return std::string(row.at("id").as_string());
    return std::string();
  };
  EXPECT_EQ(must("admin.sessions").as_array().size(), 2u);
  must("admin.end-session", {{"id", id_of_newest()}});
  EXPECT_FALSE(people().who_has_session(second.cookie.reveal(), peer()));
  EXPECT_TRUE(people().who_has_session(first, peer()));
  EXPECT_EQ(world.call("admin.end-session", {{"id", "0123456789abcdef"}}).error().kind, Failure::not_found);
  EXPECT_EQ(world.call("admin.end-session", {{"id", ""}}).error().kind, Failure::not_found);
}

TEST_F(AdminOperations, the_sessions_of_each_are_told_in_the_list_and_by_himself) {
  enrol("ann");
  login("ann", kPassword, code()).value();
  const auto made = must("admin.add", {{"name", "bob"}, {"roles", json::array{"queue"}}});
  EXPECT_EQ(made.at("sessions"), 0u);
  std::map<std::string, std::int64_t> sessions;
  const auto all = must("admin.list");
  for (const auto& row : all.as_array())
    sessions[std::string(row.at("name").as_string())] = row.at("sessions").to_number<std::int64_t>();
  EXPECT_EQ(sessions, (std::map<std::string, std::int64_t>{{"ann", 2}, {"bob", 0}}));
  EXPECT_EQ(must("admin.show", {{"name", "ann"}}).at("sessions"), 2u);
}

TEST_F(AdminOperations, one_is_added_shown_changed_and_removed) {
  const auto made = must("admin.add", {{"name", "bob"}, {"roles", json::array{"queue"}}});
  EXPECT_EQ(made.at("networks").as_array().size(), 2u) << "loopback, until others are named";
  EXPECT_EQ(made.at("networks").as_array()[0].at("network"), "127.0.0.0/8");
  const auto password = std::string(made.at("password").as_string());
  EXPECT_TRUE(login("bob", password, "", "127.0.0.1"));
  EXPECT_FALSE(login("bob", password));
  EXPECT_EQ(must("admin.sessions").as_array().size(), 1u);
  must("admin.end-sessions", {{"name", "bob"}});
  EXPECT_TRUE(must("admin.sessions").as_array().empty());
  EXPECT_EQ(must("admin.update", {{"name", "bob"}, {"roles", json::array{"reader", "queue"}}}).at("roles").as_array().size(),
            2u);
  const auto none = world.call("admin.update", {{"name", "bob"}, {"roles", json::array{}}});
  EXPECT_EQ(argument_of(none.error()), "roles") << "it is not said that he has others";
  EXPECT_EQ(must("admin.list").as_array().size(), 2u);
  EXPECT_EQ(json::serialize(must("admin.list")).find(password), std::string::npos);
  const auto second = must("admin.password", {{"name", "bob"}}).at("password");
  EXPECT_FALSE(login("bob", password, "", "127.0.0.1"));
  EXPECT_TRUE(login("bob", std::string(second.as_string()), "", "127.0.0.1"));
  must("admin.remove", {{"name", "bob"}});
  EXPECT_EQ(world.call("admin.show", {{"name", "bob"}}).error().kind, Failure::not_found);
  EXPECT_EQ(world.call("admin.remove", {{"name", "ann"}}).error().kind, Failure::conflict);
}

TEST_F(AdminOperations, what_cannot_be_is_refused) {
  const auto kind = [&](const json::object& arguments) { return world.call("admin.add", arguments).error().kind; };
  EXPECT_EQ(kind({{"name", "bob"}}), Failure::invalid) << "without a role";
  EXPECT_EQ(kind({{"name", "bob"}, {"roles", json::array{"king"}}}), Failure::invalid);
  EXPECT_EQ(kind({{"name", "root"}, {"roles", json::array{"owner"}}}), Failure::invalid) << "who calls over the socket";
  EXPECT_EQ(kind({{"name", "../x"}, {"roles", json::array{"owner"}}}), Failure::invalid);
  EXPECT_EQ(kind({{"name", "ann"}, {"roles", json::array{"owner"}}}), Failure::exists);
  EXPECT_EQ(kind({{"name", "bob"}, {"roles", json::array{"owner"}}, {"password", "short"}}), Failure::invalid);
  EXPECT_EQ(kind({{"name", "bob"}, {"roles", json::array{"owner"}}, {"networks", json::array{"192.0.2.1/24"}}}),
            Failure::invalid);
  EXPECT_EQ(kind({{"name", "bob"}, {"roles", json::array{"owner"}}, {"domains", json::array{"nowhere.test"}}}),
            Failure::not_found);
}

TEST_F(AdminOperations, H12_nobody_shuts_himself_out_by_networks) {
  const auto ann = enrol("ann");
  const auto set = [&](std::string_view network, const Caller& caller) {
    return world.call("admin.ip-rules", {{"name", "ann"}, {"networks", json::array{network}}}, caller);
  };
  ASSERT_EQ(ann.caller.from, IpAddress{peer().ip});
  EXPECT_EQ(set("198.51.100.0/24 home", ann.caller).error().kind, Failure::conflict);
  ApiToken token{.number = 1, .administrator = "ann", .roles = {Role::owner}};
  const auto value = people().draw_token(token).value();
  change([&](Roster& all) { all.tokens.push_back(token); });
  EXPECT_EQ(set("198.51.100.0/24 home", people().who_has_token(value.reveal(), peer())->caller).error().kind,
            Failure::conflict);
  EXPECT_TRUE(people().who_has_session(cookie, peer()));
  EXPECT_TRUE(set("192.0.2.7 desk", ann.caller));
  EXPECT_TRUE(people().who_has_session(cookie, peer()));
  EXPECT_TRUE(set("198.51.100.0/24 home", owner("root"))) << "who has the shell does as he likes";
  EXPECT_FALSE(people().who_has_session(cookie, peer()));
}

TEST_F(AdminOperations, H11_a_lost_device_is_reset_on_the_shell_alone_and_the_others_are_told) {
  add("bob", {Role::owner});
  const auto ann = enrol("ann");
  for (const char* name : {"bob", "root", "local"})
    EXPECT_EQ(world.call("admin.reset-2fa", {{"name", "ann"}}, Caller{.name = name, .roles = {Role::owner}}).error().kind,
              Failure::denied)
        << "a name is no proof of being on the server";
  EXPECT_TRUE(people().who_has_session(cookie, peer()));
  const auto fresh = world.call("admin.reset-2fa", {{"name", "ann"}}, owner("root")).value();
  EXPECT_FALSE(people().who_has_session(cookie, peer()));
  EXPECT_FALSE(login("ann", kPassword)) << "the password that was is void too";
  EXPECT_TRUE(login("ann", std::string(fresh.at("password").as_string()))->visitor.to_enrol);
  EXPECT_EQ(world.events.count(events::Event::administrator_told), 1u);
  EXPECT_EQ(world.events.last(events::Event::administrator_told, events::Key::to), "bob");
  EXPECT_EQ(world.events.last(events::Event::administrator_told, events::Key::name), "ann");
}

TEST_F(AdminOperations, a_token_is_made_shown_once_and_taken_away) {
  const auto made = must("token.add", {{"name", "ann"}, {"label", "backup"}, {"roles", json::array{"reader"}}});
  const auto value = std::string(made.at("token").as_string());
  EXPECT_TRUE(value.starts_with("postern_"));
  EXPECT_EQ(people().who_has_token(value, peer())->caller.roles, Roles{Role::reader});
  EXPECT_EQ(json::serialize(must("token.list")).find(value), std::string::npos);
  EXPECT_EQ(made.at("expires"), json::value(rfc3339(world.time.now() + std::chrono::days(90))));
  must("token.remove", {{"number", 1}});
  EXPECT_FALSE(people().who_has_token(value, peer()));
  EXPECT_EQ(world.call("token.remove", {{"number", 1}}).error().kind, Failure::not_found);
  EXPECT_EQ(world.call("token.add", {{"name", "eve"}, {"label", "x"}, {"roles", json::array{"reader"}}}).error().kind,
            Failure::not_found);
  EXPECT_EQ(
      world.call("token.add", {{"name", "ann"}, {"label", "x"}, {"roles", json::array{"reader"}}, {"expires_in", "9999d"}})
          .error()
          .kind,
      Failure::invalid);
}

TEST_F(AdminOperations, what_cannot_be_shown_is_in_no_name_of_a_token_network_or_passkey) {
  for (const std::string what : {"a\x1b[31m", "a\nb", "\tb", "a\xC2\x9b", "a\xFF"}) {
    const auto token = world.call("token.add", {{"name", "ann"}, {"label", what}, {"roles", json::array{"reader"}}});
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().kind, Failure::invalid);
    EXPECT_EQ(argument_of(token.error()), "label");
    const auto network = world.call("admin.ip-rules", {{"name", "ann"}, {"networks", json::array{"127.0.0.0/8 " + what}}});
    ASSERT_FALSE(network);
    EXPECT_EQ(network.error().kind, Failure::invalid);
    EXPECT_EQ(argument_of(network.error()), "networks");
    EXPECT_EQ(check_passkey_label(what).error().kind, Failure::invalid);
  }
  EXPECT_TRUE(must("token.list").as_array().empty());
  EXPECT_TRUE(check_passkey_label("Schl\u00fcssel"));
}

}  // namespace
}  // namespace postern::admin
