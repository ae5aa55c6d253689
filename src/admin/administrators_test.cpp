// Administrators: letting them in, knowing them again, and keeping the last one.   H09 to H12
#include "admin/administrators.h"

#include <gtest/gtest.h>

#include "auth/totp.h"
#include "base/text.h"
#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

const std::string kPassword = "gravel-Lantern-pickle-sonnet-42";

class AdministratorsTest : public OperationsTest {
 protected:
  AdministratorsTest() { add("ann", {Role::owner}); }
  void add(const std::string& name, Roles roles, const char* network = "192.0.2.0/24") {
    auto sealed = run_here(people().sealed_password(name, Secret(kPassword))).value();
    Administrator fresh{
        .name = name, .roles = roles, .password = std::move(sealed), .rules = {{IpNetwork::parse(network).value(), "office"}}};
    change([&](Roster& all) { all.administrators.push_back(fresh); });
  }
  void change(const std::function<void(Roster&)>& how) {
    const auto done = run_here(people().change([&](Roster& all) -> Result<void> {
      how(all);
      return {};
    }));
    if (!done) throw std::runtime_error(done.error().text);
  }
  Administrators& people() { return world.administrators; }
  static auth::Peer peer(const std::string& ip = "192.0.2.7") {
    return {SessionId(1), events::Service::admin, IpAddress::parse(ip).value().bytes, ip, true};
  }
  Result<Entry> login(const std::string& name, const std::string& password, const std::string& code = {},
                      const std::string& ip = "192.0.2.7") {
    return run_here(people().login(peer(ip), name, Secret(password), code));
  }
  // Gives a second factor to who has none, through a session of his.
  Visitor enrol(const std::string& name) {
    const auto entry = login(name, kPassword).value();
    seed = run_here(people().begin_second_factor(entry.visitor)).value();
    recovery = run_here(people().confirm_second_factor(peer(), entry.visitor, code())).value();
    cookie = std::string(entry.cookie.reveal());
    next_code();
    return people().who_has_session(cookie, peer()).value();
  }
  std::string code() const { return auth::totp_code(seed, auth::totp_step(world.time.now())); }
  void next_code() { world.time.pass(std::chrono::seconds(30)); }
  void refused(const Result<Entry>& entry, events::Cause cause) {
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().kind, Failure::denied);
    EXPECT_EQ(entry.error().text, "Authentication failed");
    EXPECT_EQ(world.events.last(events::Event::login_failed, events::Key::cause), events::name(cause));
    EXPECT_EQ(world.events.last(events::Event::login_failed, events::Key::service), "admin");
  }
  Secret seed;
  std::vector<Secret> recovery;
  std::string cookie;
};

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
  people().log_out(people().who_has_session(cookie, peer())->session);
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
  EXPECT_NE(ann.session, cookie);
  EXPECT_FALSE(people().who_has_session(ann.session, peer())) << "the name of a session opens nothing";
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

TEST(Roster, comes_back_as_it_was_written) {
  Roster roster{.version = 7, .next_token = 3};
  roster.administrators.push_back({.name = "ann",
                                   .roles = {Role::owner, Role::queue},
                                   .created = {1},
                                   .password = "sealed",
                                   .password_changed = {2},
                                   .second_factor = {.totp = "seed", .on = true, .last_step = 4, .recovery = {"a"}},
                                   .passkeys = {{{"id", {auth::CoseKey::Algorithm::ed25519, "x", ""}, 6}, "desk", {7}, {8}}},
                                   .rules = {{IpNetwork::parse("192.0.2.0/24").value(), "office"}},
                                   .version = 5,
                                   .invited_until = {9},
                                   .invited_by = "eve"});
  roster.administrators.push_back(
      {.name = "bob", .roles = {Role::domains}, .domains = std::vector{DomainId(9)}, .disabled = true});
  roster.tokens.push_back({.number = 2,
                           .administrator = "ann",
                           .label = "x",
                           .hash = "h",
                           .roles = {Role::reader},
                           .networks = {IpNetwork::parse("::1").value()},
                           .created = {3},
                           .expires = {4}});
  const auto stored = encode(roster);
  const auto again = decode_roster(stored);
  ASSERT_TRUE(again);
  EXPECT_EQ(encode(*again), stored);
  EXPECT_EQ(again->find("ann")->passkeys.at(0).key, roster.administrators[0].passkeys[0].key);
  EXPECT_EQ(again->find("ann")->passkeys[0].label, "desk");
  EXPECT_EQ(again->find("ann")->invited_by, "eve");
  EXPECT_EQ(again->find("bob")->domains->at(0), DomainId(9));
  EXPECT_EQ(again->tokens[0].networks[0].text(), "::1/128");
  for (std::size_t cut = 0; cut < stored.size(); ++cut) EXPECT_FALSE(decode_roster(stored.substr(0, cut))) << cut;
}

TEST(Roster, of_version_1_knew_no_passkeys_and_is_read) {
  Roster roster{.version = 7};
  roster.administrators.push_back({.name = "ann", .roles = {Role::owner}, .version = 5});
  auto stored = encode(roster);  // at its end: no passkeys, no tokens
  stored.front() = '\x01';
  stored.erase(stored.size() - 4, 3);  // nor whether he is invited
  const auto read = decode_roster(stored);
  ASSERT_TRUE(read);
  EXPECT_EQ(encode(*read), encode(roster));
}

TEST(Roster, of_version_2_knew_no_invitations_and_is_read) {
  Roster roster{.version = 7};
  roster.administrators.push_back({.name = "ann", .roles = {Role::owner}, .version = 5});
  auto stored = encode(roster);
  stored.front() = '\x02';
  stored.erase(stored.size() - 3, 2);
  const auto read = decode_roster(stored);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->find("ann")->is_invited()) << "who was there before is no guest";
  EXPECT_EQ(encode(*read), encode(roster));
}

// --- by the operations ---

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
