// Intrusion detection as administrators see it: blocks, why, by hand, and away.
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class IdsTest : public OperationsTest {
 protected:
  IdsTest() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}});
    ann = world.directory->snapshot()->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value())->id;
  }
  void login(std::string_view ip, events::Cause cause, std::uint64_t credential = 0) {
    events::SecurityEvent e;
    e.at = world.time.now();
    e.signal = events::Signal::login;
    e.service = events::Service::imap;
    e.cause = cause;
    e.account = ann;
    e.credential = credential;
    e.ip = IpAddress::parse(ip).value().bytes;
    world.guard.record(std::move(e));
    world.time.pass(std::chrono::seconds(1));
  }
  bool gets_in(std::string_view ip) const { return world.guard.admit(IpAddress::parse(ip).value(), events::Service::imap); }
  void queue(Time due, Time hold_until = {}, std::string quarantine = {}) {
    queue::Envelope e;
    e.origin.account = ann;
    e.hold_until = hold_until;
    e.judged.quarantine = std::move(quarantine);
    const std::vector<queue::Recipient> to{
        {address::parse_mailbox("bob@away.test", address::Charset::ascii).value(), {}, {}, {}}};
    store::Content content(std::make_shared<const std::string>("x\r\n"));
    ASSERT_TRUE(run_here(world.queue.add(e, std::move(content), queue::legs_of(to, due))));
  }
  // Of all that waits, the next first.
  std::vector<Time> due() {
    std::vector<Time> out;
    for (const auto& entry : run_here(world.queue.list()).value()) out.push_back(entry.leg.due);
    std::ranges::sort(out);
    return out;
  }
  void write() { ASSERT_TRUE(run_here(world.guard.write())); }
  AccountId ann;
};

TEST_F(IdsTest, a_block_is_listed_explained_by_its_events_and_lifted) {
  for (std::uint64_t i = 1; i <= 5; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  login("192.0.2.8", events::Cause::wrong_password, 1);
  write();
  const auto rows = must("ids.blocks").as_array();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("subject"), "192.0.2.7/32");
  EXPECT_EQ(rows[0].at("rule"), "brute-force-by-address");
  EXPECT_EQ(rows[0].at("blocks_in_30_days"), 1u);
  EXPECT_TRUE(must("ids.blocks", {{"text", "no such"}}).as_array().empty());
  const auto why = must("ids.explain", {{"subject", "192.0.2.7"}});
  ASSERT_EQ(why.at("evidence").as_array().size(), 5u);
  EXPECT_EQ(why.at("evidence").as_array()[0].at("account"), "ann@home.test");
  EXPECT_EQ(why.at("evidence").as_array()[0].at("cause"), "wrong-password");
  EXPECT_EQ(why.at("accounts_that_logged_in_from_there"), 0u);
  EXPECT_EQ(must("ids.unblock", {{"subject", "192.0.2.7"}}).at("lifted"), 1u);
  EXPECT_TRUE(gets_in("192.0.2.7"));
  EXPECT_EQ(world.call("ids.explain", {{"subject", "192.0.2.7"}}).error().kind, Failure::not_found);
}

TEST_F(IdsTest, an_address_has_the_name_that_leads_back_to_it_and_a_claim_is_told_as_one) {
  auto& zone = world.zone.zone;
  const auto points = [&](std::string_view from, std::string_view to) {
    zone.add(dns::reverse_name(IpAddress::parse(from).value()).text(), dns::Type::ptr, dns::parse_name(to).value());
  };
  points("192.0.2.7", "mail.honest.test");
  zone.address("mail.honest.test", "192.0.2.7");
  points("192.0.2.8", "<b>liar.bank.test");
  points("2001:db8::7", "six.honest.test");
  zone.address("six.honest.test", "2001:db8::7");
  const auto host = [&](std::string_view of) { return must("ids.host", {{"address", of}}); };
  EXPECT_EQ(host("192.0.2.7"), (json::object{{"address", "192.0.2.7"}, {"name", "mail.honest.test"}, {"found", "confirmed"}}));
  EXPECT_EQ(host("192.0.2.8").at("name"), "<b>liar.bank.test") << "as text: who shows it sees to that";
  EXPECT_EQ(host("192.0.2.8").at("found"), "unproven");
  EXPECT_EQ(host("192.0.2.9"), (json::object{{"address", "192.0.2.9"}, {"name", ""}, {"found", "none"}}));
  EXPECT_EQ(host("2001:db8::7").at("found"), "confirmed");
  EXPECT_EQ(refusal("ids.host", {{"address", "192.0.2.0/24"}}), Failure::invalid);
}

TEST_F(IdsTest, a_network_is_blocked_by_hand_and_whom_that_shuts_out_is_said_first) {
  login("198.51.100.9", events::Cause::none);
  const json::object network{{"network", "198.51.100.0/24"}, {"for", "2h"}, {"description", "a flood"}};
  auto preview = network;
  preview["preview"] = true;
  EXPECT_EQ(must("ids.block", preview).at("accounts_that_logged_in_from_there"), 1u);
  EXPECT_TRUE(gets_in("198.51.100.7"));
  must("ids.block", network);
  EXPECT_FALSE(gets_in("198.51.100.7"));
  EXPECT_EQ(must("ids.explain", {{"subject", "198.51.100.0/24"}}).at("accounts_that_logged_in_from_there"), 1u);
  EXPECT_TRUE(gets_in("198.51.101.7"));
  world.time.pass(std::chrono::hours(2));
  EXPECT_TRUE(gets_in("198.51.100.7"));
  EXPECT_EQ(must("ids.block", {{"network", "203.0.113.0/24"}, {"preview", true}}).at("accounts_that_logged_in_from_there"), 0u);
  EXPECT_TRUE(must("ids.block", {{"network", "203.0.113.7"}, {"services", json::array{"pop3"}}}).at("until").is_null());
  EXPECT_TRUE(gets_in("203.0.113.7"));
  EXPECT_FALSE(world.guard.admit(IpAddress::parse("203.0.113.7").value(), events::Service::pop3));
  EXPECT_EQ(world.call("ids.block", {{"network", "203.0.113.7/24"}}).error().kind, Failure::invalid);
  EXPECT_EQ(world.call("ids.block", {{"network", "203.0.113.9"}, {"description", "a\x1b[31m"}}).error().kind, Failure::invalid);
  EXPECT_EQ(world.call("ids.block", {{"network", "203.0.113.7"}, {"services", json::array{"ftp"}}}).error().kind,
            Failure::invalid);
}

TEST_F(IdsTest, an_account_under_attack_is_listed_by_its_address_and_unblocking_releases_its_mail) {
  for (std::uint64_t i = 1; i <= 20; ++i) login("192.0.2." + std::to_string(i), events::Cause::wrong_password, i);
  write();
  EXPECT_EQ(must("ids.blocks").as_array()[0].at("subject"), "ann@home.test");
  EXPECT_EQ(must("ids.explain", {{"subject", "ann@home.test"}}).at("evidence").as_array().size(), 20u);
  queue(world.time.now() + std::chrono::hours(1));
  const auto lifted = must("ids.unblock", {{"subject", "ann@home.test"}});
  EXPECT_EQ(lifted.at("lifted"), 1u);
  EXPECT_EQ(lifted.at("released"), 1u);
  EXPECT_EQ(run_here(world.queue.due("away.test", world.time.now(), 10))->size(), 1u);
  EXPECT_TRUE(must("ids.blocks").as_array().empty());
}

TEST_F(IdsTest, unblocking_releases_nothing_that_is_held_for_another_reason) {
  const auto now = world.time.now();
  const auto wished = now + std::chrono::hours(2), blocked = now + std::chrono::hours(9);
  queue(blocked, wished);
  queue(queue::kNever, {}, "program.exe");
  queue(queue::kNever);
  EXPECT_EQ(must("ids.unblock", {{"subject", "ann@home.test"}}).at("released"), 1u);
  EXPECT_EQ(due(), (std::vector{wished, queue::kNever, queue::kNever}));
  EXPECT_EQ(must("ids.unblock", {{"subject", "ann@home.test"}}).at("released"), 0u);
}

TEST_F(IdsTest, unblocking_releases_nothing_of_a_contained_account) {
  queue(world.time.now() + std::chrono::hours(1));
  must("account.contain", {{"address", "ann@home.test"}, {"reason", "sends spam"}});
  queue(world.time.now() + std::chrono::hours(1));
  const auto held = due();
  EXPECT_EQ(must("ids.unblock", {{"subject", "ann@home.test"}}).at("released"), 0u);
  EXPECT_EQ(due(), held);
}

TEST_F(IdsTest, H21_a_rule_is_simulated_as_it_is_and_as_it_might_be) {
  for (std::uint64_t i = 1; i <= 4; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  login("192.0.2.7", events::Cause::none);
  EXPECT_EQ(must("ids.simulate", {{"rule", "brute-force-by-address"}}).at("verdicts"), 0u);
  const auto stricter = must("ids.simulate", {{"rule", "brute-force-by-address"}, {"threshold", 3}, {"since", "1h"}});
  EXPECT_EQ(stricter.at("verdicts"), 1u);
  EXPECT_EQ(stricter.at("of_rightful_users"), 1u);
  EXPECT_EQ(stricter.at("found").as_array()[0].at("rightful").as_array()[0], "ann@home.test");
  const auto edited = [&](const std::string& more) {
    return world.call(
        "ids.simulate",
        {{"rule", "mine"},
         {"edited", R"({"id": "mine", "kind": "brute-force-by-address", "action": "block", "window": "1h")" + more + "}"}});
  };
  EXPECT_EQ(edited(R"(, "threshold": 3)")->at("verdicts"), 1u) << "one that is not there yet";
  EXPECT_EQ(edited(R"(, "threshold": 3, "services": ["pop3"])")->at("verdicts"), 0u) << "every member counts";
  EXPECT_EQ(edited(R"(, "threshold": 0)").error().kind, Failure::invalid);
  for (const auto* none : {"[]", R"({"id": "another", "kind": "harvesting"})"})
    EXPECT_EQ(world.call("ids.simulate", {{"rule", "mine"}, {"edited", none}}).error().kind, Failure::invalid) << none;
  EXPECT_EQ(world.call("ids.simulate", {{"rule", "nonesuch"}}).error().kind, Failure::not_found);
  EXPECT_EQ(world.call("ids.simulate", {{"rule", "harvesting"}, {"threshold", 0}}).error().kind, Failure::invalid);
}

TEST_F(IdsTest, a_blocked_address_is_trusted_in_one_step) {
  for (std::uint64_t i = 1; i <= 5; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  write();
  EXPECT_FALSE(gets_in("192.0.2.7"));
  EXPECT_EQ(world.call("ids.trust", {{"network", "192.0.2.7"}, {"owner", "ann\n"}}).error().kind, Failure::invalid);
  EXPECT_EQ(must("ids.trust", {{"network", "192.0.2.7"}, {"owner", "ann"}}).at("lifted"), 1u);
  EXPECT_TRUE(gets_in("192.0.2.7"));
  EXPECT_TRUE(must("ids.blocks").as_array().empty());
  const auto row = must("allow.list").as_array().at(0);
  EXPECT_EQ(row.at("network"), "192.0.2.7/32");
  EXPECT_EQ(row.at("spared"), json::value(json::array{"brute-force"}));
  EXPECT_EQ(row.at("owner"), "ann");
  for (std::uint64_t i = 10; i <= 20; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  EXPECT_TRUE(gets_in("192.0.2.7"));
}

TEST_F(IdsTest, a_blocked_address_is_trusted_for_as_long_as_is_said) {
  const auto guess = [&] {
    for (std::uint64_t i = 1; i <= 5; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
    write();
  };
  guess();
  EXPECT_EQ(argument_of(world.call("ids.trust", {{"network", "192.0.2.7"}, {"for", "long"}}).error()), "for");
  must("ids.trust", {{"network", "192.0.2.7"}, {"for", "30d"}});
  EXPECT_EQ(must("allow.list").as_array().at(0).at("until").as_string(), rfc3339(world.time.now() + 720h));
  guess();
  EXPECT_TRUE(gets_in("192.0.2.7"));
  world.time.pass(720h);
  guess();
  EXPECT_FALSE(gets_in("192.0.2.7"));
}

TEST_F(IdsTest, a_network_that_is_trusted_is_exempt_from_the_very_kind_of_rule_that_blocked_it_and_where_that_applies) {
  const auto harvest = [&](std::string_view ip) {
    for (int i = 0; i < 100; ++i) {
      events::SecurityEvent e;
      e.at = world.time.now();
      e.signal = events::Signal::recipient_refused;
      e.service = events::Service::smtp;
      e.cause = events::Cause::unknown_account;
      e.ip = IpAddress::parse(ip).value().bytes;
      world.guard.record(std::move(e));
    }
    write();
  };
  const auto delivers = [&] { return world.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::smtp); };
  harvest("192.0.2.7");
  EXPECT_FALSE(delivers());
  EXPECT_EQ(must("ids.trust", {{"network", "192.0.2.7"}}).at("spared"), json::value(json::array{"harvesting"}));
  EXPECT_TRUE(delivers());
  harvest("192.0.2.7");
  EXPECT_TRUE(delivers());
  const auto row = must("allow.list").as_array().at(0);
  EXPECT_EQ(row.at("spared"), json::value(json::array{"harvesting"}));
  EXPECT_EQ(row.at("services"), json::value(json::array{"smtp", "submission"}));
  for (std::uint64_t i = 1; i <= 5; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  EXPECT_FALSE(gets_in("192.0.2.7")) << "it may not guess passwords";
}

TEST_F(IdsTest, trusting_a_network_adds_to_what_it_is_spared_already_and_says_what_that_was) {
  must("allow.add",
       {{"network", "192.0.2.7"}, {"spare", json::array{"greylisting"}}, {"services", json::array{"smtp"}}, {"for", "2d"}});
  for (std::uint64_t i = 1; i <= 5; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  write();
  const auto until = must("allow.list").as_array().at(0).at("until");
  const auto trusted = must("ids.trust", {{"network", "192.0.2.7"}});
  EXPECT_EQ(trusted.at("before").at("spared"), json::value(json::array{"greylisting"}));
  const auto row = must("allow.list").as_array().at(0);
  EXPECT_EQ(row.at("spared"), json::value(json::array{"brute-force", "greylisting"}));
  EXPECT_EQ(row.at("until"), until);
}

TEST_F(IdsTest, who_sends_without_a_login_at_one_door_does_not_come_to_do_so_at_others_by_being_trusted) {
  must("allow.add", {{"network", "192.0.2.7"},
                     {"spare", json::array{"smtp-authentication"}},
                     {"services", json::array{"smtp"}},
                     {"senders", json::array{"@home.test"}},
                     {"hourly", 10},
                     {"for", "2d"}});
  for (std::uint64_t i = 1; i <= 5; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  write();
  EXPECT_EQ(world.call("ids.trust", {{"network", "192.0.2.7"}}).error().kind, Failure::conflict);
  EXPECT_EQ(must("allow.list").as_array().at(0).at("spared"), json::value(json::array{"smtp-authentication"}));
}

TEST_F(IdsTest, a_network_is_spared_a_kind_of_rules_before_one_blocks_it_and_only_of_kinds_that_are_about_networks) {
  const auto trusted =
      must("ids.trust", {{"network", "192.0.2.9"}, {"kind", "denial-of-service"}, {"services", json::array{"smtp"}}});
  EXPECT_EQ(trusted.at("spared"), json::value(json::array{"denial-of-service"}));
  EXPECT_TRUE(trusted.at("before").is_null());
  EXPECT_EQ(must("allow.list").as_array().at(0).at("services"), json::value(json::array{"smtp"}));
  for (const auto* kind : {"bounces", "internal-spammer", "nonesuch"})
    EXPECT_EQ(world.call("ids.trust", {{"network", "192.0.2.9"}, {"kind", kind}}).error().kind, Failure::invalid) << kind;
  EXPECT_EQ(world.call("ids.trust", {{"network", "192.0.2.10"}}).error().kind, Failure::not_found) << "nothing says of what";
  must("ids.block", {{"network", "192.0.2.10"}});
  EXPECT_EQ(world.call("ids.trust", {{"network", "192.0.2.10"}}).error().kind, Failure::invalid) << "no rule blocked it";
}

TEST_F(IdsTest, a_block_is_made_permanent_for_what_it_holds_for) {
  for (std::uint64_t i = 1; i <= 5; ++i) login("192.0.2.7", events::Cause::wrong_password, i);
  write();
  EXPECT_EQ(world.call("ids.permanent", {{"network", "192.0.2.8"}}).error().kind, Failure::not_found);
  EXPECT_EQ(must("ids.permanent", {{"network", "192.0.2.7"}}).at("blocks_replaced"), 1u);
  EXPECT_TRUE(must("ids.blocks").as_array().empty());
  world.time.pass(std::chrono::hours(24 * 365));
  EXPECT_FALSE(gets_in("192.0.2.7"));
  EXPECT_TRUE(world.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::smtp)) << "which the block left open";
  const auto row = must("deny.list").as_array().at(0);
  EXPECT_EQ(row.at("description"), "brute-force-by-address: Guesses passwords");
  EXPECT_TRUE(row.at("until").is_null());
  must("deny.remove", {{"network", "192.0.2.7"}});
  EXPECT_TRUE(gets_in("192.0.2.7"));
}

TEST_F(IdsTest, blocked_addresses_are_folded_into_their_network_when_that_is_confirmed) {
  login("192.0.2.200", events::Cause::none);
  for (const auto* ip : {"192.0.2.7", "192.0.2.8", "192.0.3.9"})
    for (std::uint64_t i = 1; i <= 5; ++i) login(ip, events::Cause::wrong_password, i);
  write();
  const auto offered = must("ids.fold").as_array();
  ASSERT_EQ(offered.size(), 1u);
  EXPECT_EQ(offered[0].at("network"), "192.0.2.0/24");
  EXPECT_EQ(offered[0].at("blocked"), 2u);
  const auto shown = must("ids.fold", {{"network", "192.0.2.0/24"}});
  EXPECT_EQ(shown.at("folds"), 2u);
  EXPECT_EQ(shown.at("accounts_that_logged_in_from_there"), 1u);
  EXPECT_EQ(shown.at("done"), false);
  EXPECT_TRUE(gets_in("192.0.2.9"));
  EXPECT_EQ(must("ids.fold", {{"network", "192.0.2.0/24"}, {"yes", true}}).at("done"), true);
  EXPECT_FALSE(gets_in("192.0.2.9"));
  EXPECT_FALSE(gets_in("192.0.2.7"));
  EXPECT_TRUE(gets_in("192.0.3.1"));
  EXPECT_EQ(must("ids.blocks").as_array().size(), 2u) << "the network, and the address elsewhere";
  EXPECT_EQ(must("ids.unblock", {{"subject", "192.0.2.0/24"}}).at("lifted"), 1u);
  EXPECT_TRUE(gets_in("192.0.2.7"));
  EXPECT_EQ(world.call("ids.fold", {{"network", "203.0.113.0/24"}}).error().kind, Failure::not_found);
}

TEST_F(IdsTest, H21_what_a_set_would_change_is_said_first_rule_by_rule_and_changes_nothing) {
  EXPECT_TRUE(must("ids.plan-preset", {{"set", "strict"}}).as_array().empty()) << "as shipped";
  const auto plan = must("ids.plan-preset", {{"set", "relaxed"}}).as_array();
  const auto by_address =
      std::ranges::find_if(plan, [](const json::value& one) { return one.at("rule") == "brute-force-by-address"; });
  ASSERT_NE(by_address, plan.end());
  EXPECT_EQ(by_address->at("change"), "changed");
  EXPECT_EQ(by_address->at("weaker"), true);
  const auto& members = by_address->at("members").as_array();
  const auto threshold = std::ranges::find_if(members, [](const json::value& one) { return one.at("member") == "threshold"; });
  ASSERT_NE(threshold, members.end());
  EXPECT_EQ(threshold->at("before"), "5");
  EXPECT_EQ(threshold->at("after"), "50");
  EXPECT_EQ(threshold->at("label"), "Threshold");
  EXPECT_EQ(threshold->at("weaker"), true);
  EXPECT_TRUE(must("ids.plan-preset", {{"set", "strict"}}).as_array().empty()) << "nothing is changed";
  EXPECT_EQ(world.call("ids.plan-preset", {{"set", "none"}}).error().kind, Failure::invalid);
}

TEST_F(IdsTest, H21_rules_are_listed_and_replaced_by_a_set) {
  const auto threshold = [](const json::value& rules) {
    for (const auto& r : rules.as_array())
      if (r.at("rule") == "brute-force-by-address") return r.at("threshold").to_number<int>();
    return 0;
  };
  EXPECT_EQ(threshold(must("ids.rules")), 5);
  EXPECT_EQ(threshold(must("ids.preset", {{"set", "relaxed"}})), 50);
  EXPECT_EQ(threshold(must("ids.rules")), 50);
  EXPECT_EQ(threshold(must("ids.preset", {{"set", "strict"}})), 5);
  EXPECT_EQ(world.call("ids.preset", {{"set", "none"}}).error().kind, Failure::invalid);
}

TEST_F(IdsTest, weaker_rules_take_a_second_factor_shown_lately) {
  const Caller found{.name = "ann", .roles = {Role::owner}};  // by an open browser
  EXPECT_TRUE(is_unproven(world.call("ids.preset", {{"set", "relaxed"}}, found).error()));
  guard::Settings fewer;
  std::erase_if(fewer.rules, [](const guard::Rule& r) { return r.id == "harvesting"; });
  const auto text = config::get(config::table<guard::Settings>(), &fewer, "rules").value();
  EXPECT_TRUE(is_unproven(world.call("settings.set", {{"key", "guard.rules"}, {"value", text}}, found).error()));
  must("ids.preset", {{"set", "relaxed"}});
  EXPECT_TRUE(world.call("ids.preset", {{"set", "strict"}}, found)) << "stricter";
}

}  // namespace
}  // namespace postern::admin
