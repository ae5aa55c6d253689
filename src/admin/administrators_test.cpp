// Administrators: letting them in, knowing them again, and keeping the last one.   H09 to H12
#include "admin/administrators.h"

#include <gtest/gtest.h>

#include <fstream>

#include "events/table.h"
#include "support/administrators_world.h"
#include "support/country_file.h"

namespace postern::admin {
namespace {

TEST_F(AdministratorsTest, H10_the_first_login_can_do_nothing_but_enrol_a_second_factor) {
  const auto first = login("ann", kPassword);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->visitor.to_enrol);
  EXPECT_TRUE(first->visitor.caller.roles.empty());
  EXPECT_FALSE(may(first->visitor.caller, *find("settings.list"), {}, *world.directory->snapshot()));
  const auto other = login("ann", kPassword).value();  // a thief of the password, say
  const auto ann = enrol("ann");
  EXPECT_FALSE(ann.to_enrol);
  EXPECT_EQ(ann.caller.roles, Roles{Role::owner});
  EXPECT_EQ(recovery.size(), 10u);
  EXPECT_FALSE(people().who_has_session(other.cookie.reveal(), peer())) << "what began before it ends";
}

TEST_F(AdministratorsTest, the_last_login_is_listed_until_the_administrator_is_gone) {
  const auto last = [&](const char* name) {
    return std::string(must("admin.show", {{"name", name}}).as_object().at("last_login").as_string());
  };
  add("bob", {Role::reader});
  EXPECT_EQ(last("bob"), "");
  EXPECT_FALSE(login("bob", "wrong"));
  EXPECT_EQ(last("bob"), "");
  const auto at = rfc3339(world.time.now());
  ASSERT_TRUE(login("bob", kPassword));
  EXPECT_EQ(last("bob"), at);
  EXPECT_EQ(last("ann"), "");
  must("admin.remove", {{"name", "bob"}});
  add("bob", {Role::reader});
  EXPECT_EQ(last("bob"), "") << "another of that name";
}

TEST_F(AdministratorsTest, the_last_login_and_the_last_that_failed_say_from_where) {
  std::ofstream(world.folder.path() / "countries.mmdb", std::ios::binary)
      << test::CountryFile({{"192.0.2.0/24", "DE"}}).bytes();
  must("settings.set", {{"key", "guard.country_database"}, {"value", (world.folder.path() / "countries.mmdb").string()}});
  add("bob", {Role::reader});
  const auto shown = [&](std::string_view member) {
    return std::string(must("admin.show", {{"name", "bob"}}).at(member).as_string());
  };
  for (const auto* nothing : {"last_login_ip", "last_login_country", "last_failed_login", "last_failed_login_ip"})
    EXPECT_EQ(shown(nothing), "") << nothing;
  ASSERT_TRUE(login("bob", kPassword));
  world.time.pass(std::chrono::minutes(1));
  EXPECT_FALSE(run_here(people().login(peer("198.51.100.9"), "bob", Secret(kPassword), ""))) << "from where he may not come";
  EXPECT_EQ(shown("last_login_ip"), "192.0.2.7");
  EXPECT_EQ(shown("last_login_country"), "DE");
  EXPECT_EQ(shown("last_failed_login"), rfc3339(world.time.now()));
  EXPECT_EQ(shown("last_failed_login_ip"), "198.51.100.9");
  EXPECT_EQ(shown("last_failed_login_country"), "");
  EXPECT_EQ(must("admin.list").as_array().back().at("last_failed_login_ip"), "198.51.100.9");
}

TEST_F(AdministratorsTest, H10_every_login_shows_a_code_and_each_counts_once) {
  enrol("ann");
  refused(login("ann", kPassword), events::Cause::second_factor);
  refused(login("ann", kPassword, "000000"), events::Cause::second_factor);
  const auto in = login("ann", kPassword, code());
  ASSERT_TRUE(in);
  EXPECT_FALSE(in->visitor.to_enrol);
  EXPECT_EQ(in->visitor.second_factor_at, world.time.now());
  refused(login("ann", kPassword, code()), events::Cause::second_factor);
  EXPECT_TRUE(login("ann", kPassword, std::string(recovery[0].reveal())));
  refused(login("ann", kPassword, std::string(recovery[0].reveal())), events::Cause::second_factor);
}

TEST_F(AdministratorsTest, every_refusal_is_one_text_and_a_security_event_that_the_guard_counts) {
  enrol("ann");
  refused(login("ann", "wrong one", code()), events::Cause::wrong_password);
  refused(login("nobody", kPassword), events::Cause::unknown_account);
  EXPECT_EQ(world.events.last(events::Event::login_failed, events::Key::name), "") << "it may be a password";
  for (const char* wrong : {"w1", "w2", "w3"}) refused(login("ann", wrong), events::Cause::wrong_password);
  refused(login("ann", kPassword, code()), events::Cause::blocked);
  EXPECT_FALSE(people().who_has_session(cookie, peer())) << "nothing is open to a blocked address";
  EXPECT_TRUE(people().who_has_session(cookie, peer("192.0.2.8")));
}

TEST_F(AdministratorsTest, guessed_at_from_many_addresses_only_known_ones_get_in_and_the_others_are_untouched) {
  change([&](Roster& all) { all.find("ann")->rules = {{IpNetwork::parse("0.0.0.0/0").value(), "anywhere"}}; });
  add("bob", {Role::owner});
  enrol("ann");
  for (int i = 0; i < 20; ++i)
    refused(login("ann", "guess " + std::to_string(i), code(), "198.51.100." + std::to_string(i)),
            events::Cause::wrong_password);
  EXPECT_EQ(world.events.last(events::Event::account_conspicuous, events::Key::name), "brute-force-by-account");
  refused(login("ann", kPassword, code(), "198.51.100.200"), events::Cause::blocked);
  EXPECT_TRUE(login("ann", kPassword, code())) << "she had logged in from there before";
  EXPECT_TRUE(login("bob", kPassword)) << "nobody guesses at him";
  ASSERT_EQ(must("ids.blocks").as_array().size(), 1u);
  EXPECT_EQ(must("ids.blocks").as_array()[0].at("subject"), "ann");
  EXPECT_EQ(must("ids.explain", {{"subject", "ann"}}).at("evidence").as_array().size(), 20u);
  EXPECT_EQ(must("ids.unblock", {{"subject", "ann"}}).at("lifted"), 1u);
  next_code();
  EXPECT_TRUE(login("ann", kPassword, code(), "198.51.100.200"));
}

TEST_F(AdministratorsTest, whoever_comes_from_where_nobody_may_is_blocked_and_shuts_no_administrator_out) {
  enrol("ann");
  for (int i = 0; i < 5; ++i) refused(login("ann", "the same", code(), "203.0.113.9"), events::Cause::not_permitted);
  EXPECT_TRUE(world.guard.admit(IpAddress::parse("203.0.113.9").value(), events::Service::admin)) << "one wrong secret is one";
  for (int i = 0; i < 4; ++i)
    refused(login("ann", "guess " + std::to_string(i), code(), "203.0.113.9"), events::Cause::not_permitted);
  EXPECT_FALSE(world.guard.admit(IpAddress::parse("203.0.113.9").value(), events::Service::admin));
  for (int i = 0; i < 30; ++i)
    refused(login("ann", "guess", code(), "198.51.100." + std::to_string(i)), events::Cause::not_permitted);
  EXPECT_EQ(world.events.count(events::Event::account_conspicuous), 0u);
}

TEST_F(AdministratorsTest, H12_networks_are_asked_before_the_password_on_every_path) {
  add("bob", {Role::reader}, "198.51.100.0/24");
  const auto ann = enrol("ann");
  refused(login("ann", kPassword, code(), "198.51.100.9"), events::Cause::not_permitted);
  refused(login("ann", "wrong one", code(), "198.51.100.9"), events::Cause::not_permitted);
  refused(login("ann", kPassword, code(), "203.0.113.9"), events::Cause::not_permitted);
  EXPECT_TRUE(login("ann", kPassword, code())) << "no code was taken meanwhile";
  ApiToken token{.number = 1, .administrator = "ann", .roles = {Role::owner}};
  const auto value = people().draw_token(token).value();
  change([&](Roster& all) { all.tokens.push_back(token); });
  EXPECT_TRUE(people().who_has_token(value.reveal(), peer()));
  EXPECT_FALSE(people().who_has_token(value.reveal(), peer("198.51.100.9")));
  EXPECT_FALSE(people().who_has_session(cookie, peer("198.51.100.9")));
  change([&](Roster& all) { all.find("ann")->rules = {{IpNetwork::parse("192.0.2.200").value(), ""}}; });
  EXPECT_FALSE(people().who_has_session(cookie, peer())) << "also when they change in a session";
}

TEST_F(AdministratorsTest, a_session_ends_by_idleness_by_age_by_log_out_and_with_what_it_was_made_from) {
  auto ann = enrol("ann");
  const auto holds = [&] { return people().who_has_session(cookie, peer()).has_value(); };
  world.time.pass(std::chrono::minutes(29));
  EXPECT_TRUE(holds());
  world.time.pass(std::chrono::minutes(30));
  EXPECT_FALSE(holds()) << "idle";

  const auto again = [&] {
    next_code();
    cookie = std::string(login("ann", kPassword, code()).value().cookie.reveal());
  };
  again();
  for (int i = 0; i < 36; ++i) {
    EXPECT_TRUE(holds()) << i;
    world.time.pass(std::chrono::minutes(20));
  }
  EXPECT_FALSE(holds()) << "twelve hours";
  again();
  people().log_out(people().who_has_session(cookie, peer())->caller.session);
  EXPECT_FALSE(holds());
  again();
  change([](Roster& all) { ++all.find("ann")->version; });
  EXPECT_FALSE(holds()) << "a new password, say";
  again();
  people().end_sessions("ann");
  EXPECT_FALSE(holds());
}

TEST_F(AdministratorsTest, a_cookie_is_bound_to_its_network_and_kept_as_a_hash) {
  change([&](Roster& all) { all.find("ann")->rules = {{IpNetwork::parse("0.0.0.0/0").value(), ""}}; });
  const auto ann = enrol("ann");
  EXPECT_EQ(cookie.size(), 64u);
  EXPECT_NE(ann.caller.session, cookie);
  EXPECT_FALSE(people().who_has_session(ann.caller.session, peer())) << "the name of a session opens nothing";
  EXPECT_FALSE(people().who_has_session(cookie, peer("198.51.100.9")));
  EXPECT_TRUE(people().who_has_session(cookie, peer("192.0.2.99")));
  EXPECT_FALSE(people().who_has_session("", peer()));
}

TEST_F(AdministratorsTest, H09_the_last_owner_who_can_act_is_not_removed_disabled_or_demoted) {
  const auto refused_change = [&](const std::function<void(Roster&)>& how) {
    const auto done = run_here(people().change([&](Roster& all) -> Result<void> {
      how(all);
      return {};
    }));
    return !done && done.error().kind == Failure::conflict;
  };
  add("bob", {Role::reader});
  EXPECT_TRUE(refused_change([](Roster& all) { all.administrators.erase(all.administrators.begin()); }));
  EXPECT_TRUE(refused_change([](Roster& all) { all.find("ann")->disabled = true; }));
  EXPECT_TRUE(refused_change([](Roster& all) { all.find("ann")->roles = {Role::reader}; }));
  EXPECT_TRUE(refused_change([](Roster& all) { all.find("ann")->domains.emplace(); }));
  change([](Roster& all) { all.find("bob")->roles = {Role::owner}; });
  EXPECT_FALSE(refused_change([](Roster& all) { all.find("ann")->disabled = true; }));
  EXPECT_TRUE(refused_change([](Roster& all) { all.find("bob")->disabled = true; }));
  enrol("bob");
  EXPECT_FALSE(login("ann", kPassword));
}

TEST_F(AdministratorsTest, nobody_is_confined_to_more_domains_than_can_be_read_again) {
  const auto confined = [&](std::size_t domains) {
    return run_here(people().change([&](Roster& all) -> Result<void> {
      all.administrators.push_back({.name = "cyd", .roles = {Role::domains}, .domains = std::vector(domains, DomainId(9))});
      return {};
    }));
  };
  EXPECT_EQ(confined(kMostDomains + 1).error().kind, Failure::too_large);
  EXPECT_TRUE(confined(kMostDomains));
  EXPECT_TRUE(decode_roster(encode(*people().roster())));
}

TEST_F(AdministratorsTest, H09_an_owner_who_never_came_is_none_who_could_take_the_last_ones_place) {
  enrol("ann");
  add("bob", {Role::owner});
  const admin::Caller ann{.name = "ann", .roles = {Role::owner}};
  const json::object himself{{"name", "ann"}};
  EXPECT_EQ(world.call("admin.remove", himself, ann).error().kind, Failure::conflict);
  EXPECT_EQ(world.call("admin.update", {{"name", "ann"}, {"disable", true}}, ann).error().kind, Failure::conflict);
  EXPECT_EQ(world.call("admin.update", {{"name", "ann"}, {"roles", {"reader"}}}, ann).error().kind, Failure::conflict);
  EXPECT_TRUE(world.call("admin.reset-2fa", himself)) << "on the server's own shell";
  enrol("bob");
  EXPECT_TRUE(world.call("admin.remove", himself, ann)) << "bob has come";
  add("cid", {Role::owner});
  EXPECT_EQ(world.call("admin.remove", {{"name", "bob"}}, ann).error().kind, Failure::conflict);
  EXPECT_TRUE(world.call("admin.remove", {{"name", "bob"}})) << "on the server's own shell";
  EXPECT_FALSE(world.call("admin.remove", {{"name", "cid"}})) << "the last one stays on it too";
}

TEST_F(AdministratorsTest, a_token_has_its_roles_among_his_and_ends) {
  add("bob", {Role::security, Role::queue});
  ApiToken token{.number = 1,
                 .administrator = "bob",
                 .label = "backup",
                 .roles = {Role::security, Role::domains},
                 .networks = {IpNetwork::parse("192.0.2.7").value()},
                 .expires = world.time.now() + std::chrono::hours(1)};
  const auto value = people().draw_token(token).value();
  change([&](Roster& all) { all.tokens.push_back(token); });
  const auto caller = people().who_has_token(value.reveal(), peer())->caller;
  EXPECT_EQ(caller.name, "bob");
  EXPECT_EQ(caller.roles, Roles{Role::security});
  EXPECT_FALSE(people().who_has_token(value.reveal(), peer("192.0.2.8")));
  EXPECT_EQ(encode(*people().roster()).find(std::string(value.reveal())), std::string::npos) << "only its hash is kept";
  change([](Roster& all) { all.find("bob")->disabled = true; });
  EXPECT_FALSE(people().who_has_token(value.reveal(), peer()));
  change([](Roster& all) { all.find("bob")->disabled = false; });
  EXPECT_TRUE(people().who_has_token(value.reveal(), peer()));
  world.time.pass(std::chrono::hours(1));
  EXPECT_FALSE(people().who_has_token(value.reveal(), peer()));
  EXPECT_EQ(world.events.last(events::Event::login_failed, events::Key::cause), events::name(events::Cause::password_expired));
}

TEST_F(AdministratorsTest, are_there_after_a_restart_and_their_sessions_are_not) {
  enrol("ann");
  Administrators after(
      {*world.kv, world.sealer, world.pool, world.hasher, system_random(), world.time, world.events, world.guard},
      world.administrator_settings, world.policy);
  ASSERT_TRUE(run_here(after.load()));
  EXPECT_FALSE(after.who_has_session(cookie, peer()));
  EXPECT_TRUE(run_here(after.login(peer(), "ann", Secret(kPassword), code())));
}

TEST_F(AdministratorsTest, H07_their_passwords_meet_a_stricter_policy_than_those_of_users) {
  const auto good = [&](const std::string& password) {
    return run_here(people().sealed_password("ann", Secret(password))).has_value();
  };
  EXPECT_FALSE(good("quartz-tumble")) << "good enough for a user";
  EXPECT_FALSE(good("annannannannannannann"));
  EXPECT_TRUE(good(kPassword));
  EXPECT_TRUE(good(std::string(people().generate_password("ann")->reveal())));
}

TEST_F(AdministratorsTest, a_second_factor_is_shown_afresh_within_a_session) {
  const auto ann = enrol("ann");
  const auto before = ann.second_factor_at;
  EXPECT_EQ(run_here(people().refresh_second_factor(peer(), ann, "000000")).error().kind, Failure::denied);
  ASSERT_TRUE(run_here(people().refresh_second_factor(peer(), ann, code())));
  EXPECT_GT(people().who_has_session(cookie, peer())->second_factor_at, before);
}

// Five steps, one code: by chance it is the right one in any of them.
TEST_F(AdministratorsTest, a_wrong_code_counts_once_in_a_step_and_anew_in_the_next_at_login_and_at_proof) {
  const auto ann = enrol("ann");
  const auto is_let_in = [&] { return world.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin); };
  const std::function<bool()> ways[] = {
      [&] { return login("ann", kPassword, "000000").has_value(); },
      [&] { return run_here(people().refresh_second_factor(peer(), ann, "000000")).has_value(); }};
  for (const auto& gets_in : ways) {
    for (int step = 1; step <= 4; ++step, next_code())
      for (int again = 0; again < 2; ++again) EXPECT_FALSE(gets_in());
    EXPECT_TRUE(is_let_in()) << "four";
    EXPECT_FALSE(gets_in());
    EXPECT_FALSE(is_let_in()) << "five";
    ASSERT_TRUE(run_here(world.guard.unblock(IpNetwork::parse("192.0.2.7").value())));
  }
}

}  // namespace
}  // namespace postern::admin
