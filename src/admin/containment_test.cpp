// An account in a stranger's hands: shut in one act, looked at, and given back.   H18
#include <gtest/gtest.h>

#include "base/run_here.h"
#include "events/table.h"
#include "queue/queue.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using events::Event;
using events::Key;

const std::string kAnn = "ann@home.test", kOld = "quartz-Tumble-ledger-17";

class ContainmentTest : public OperationsTest {
 protected:
  ContainmentTest() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", kAnn}, {"password", kOld}});
    ann_ = account().id;
  }
  directory::Account account() {
    return *world.directory->snapshot()->account(address::parse_mailbox(kAnn, address::Charset::utf8).value());
  }
  static auth::Peer peer(const std::string& ip) {
    return {SessionId(1), events::Service::imap, IpAddress::parse(ip).value().bytes, ip, true};
  }
  bool logs_in(const std::string& password, const std::string& ip = "192.0.2.7") {
    return run_here(world.authenticator.password(peer(ip), kAnn, Secret(password))).has_value();
  }
  void queue(const std::string& to, bool in_quarantine = false, Time hold_until = {}) {
    queue::Envelope e;
    e.origin.account = ann_;
    e.origin.id = to;
    e.origin.received = world.time.now();
    e.hold_until = hold_until;
    if (in_quarantine) e.judged.quarantine = "spam";
    std::vector<queue::Recipient> recipients{
        {.mailbox = address::parse_mailbox(to, address::Charset::utf8).value(), .notify = {}, .orcpt_type = {}, .orcpt = {}}};
    const auto due = in_quarantine ? queue::kNever : std::max(world.time.now(), hold_until);
    run_here(world.queue.add(e, std::make_shared<const std::string>("x\r\n"), queue::legs_of(recipients, due))).value();
  }
  std::map<std::string, bool> held() {
    std::map<std::string, bool> out;
    const auto rows = must("queue.list", {{"account", kAnn}});
    for (const auto& row : rows.as_array()) out[std::string(row.at("to").at(0).as_string())] = row.at("due").is_null();
    return out;
  }
  json::object contain() {
    return must("account.contain", {{"address", kAnn}, {"reason", " she does not know of it "}}).as_object();
  }

  AccountId ann_;
};

TEST_F(ContainmentTest, H18_nothing_opens_it_any_more_and_its_mail_is_held) {
  const auto key = must("app-password.add", {{"address", kAnn}, {"label", "phone"}}).at("password").as_string();
  const auto token =
      must("oauth-token.add", {{"address", kAnn}, {"label", "tablet"}, {"protocols", json::array{"imap"}}}).at("refresh_token");
  const auto link = must("password.reset-link", {{"address", kAnn}}).at("token").as_string();
  const auto session = run_here(world.users.login(peer("192.0.2.9"), kAnn, Secret(kOld), "")).value();
  const auto who = run_here(world.authenticator.password(peer("192.0.2.9"), kAnn, Secret(kOld))).value();
  queue("bob@away.test");
  queue("eve@else.test", true);
  SessionId dropped;
  world.connections = [&] {
    return std::vector<Connection>{{SessionId(5), "imap", {}, {}, ann_}, {SessionId(6), "imap", {}, {}, AccountId(999)}};
  };
  world.drop_connection = [&](SessionId s) {
    dropped = s;
    return true;
  };

  const json::object done{{"keys", 2}, {"sessions", 1}, {"connections", 1}, {"messages", 1}};
  EXPECT_EQ(contain(), done);
  EXPECT_EQ(must("account.show", {{"address", kAnn}}).at("status"), "contained");
  EXPECT_EQ(dropped, SessionId(5));
  EXPECT_FALSE(logs_in(kOld));
  EXPECT_FALSE(logs_in(std::string(key)));
  EXPECT_EQ(refusal("oauth-token.refresh", {{"address", kAnn}, {"refresh_token", token}}), Failure::denied);
  EXPECT_FALSE(world.authenticator.still_holds(who));
  EXPECT_FALSE(world.users.who(std::string(session.cookie.reveal()), peer("192.0.2.9")));
  EXPECT_FALSE(run_here(world.resets.use(peer("192.0.2.9"), std::string(link), Secret("marble-Ocean-tractor-93"))));
  EXPECT_TRUE(held()["bob@away.test"]);
  EXPECT_EQ(must("quarantine.list").as_array().size(), 1u) << "what is in quarantine stays there";
  EXPECT_EQ(world.events.last(Event::account_contained, Key::account), kAnn);
  EXPECT_EQ(world.events.last(Event::account_contained, Key::reason), "she does not know of it");
  EXPECT_EQ(world.events.count(Event::account_contained), 1u);
  const auto to = world.directory->resolve(address::parse_mailbox(kAnn, address::Charset::utf8).value());
  EXPECT_EQ(to.verdict, directory::Verdict::deliver) << "its mail is taken all the same";
}

TEST_F(ContainmentTest, H18_it_may_be_contained_again_and_is_not_enabled_in_passing) {
  contain();
  queue("late@away.test");
  EXPECT_EQ(contain().at("messages"), 1);
  for (const auto* how : {"enable", "disable"}) {
    const auto refused = world.call("account.update", {{"address", kAnn}, {how, true}});
    ASSERT_FALSE(refused) << how;
    EXPECT_EQ(refused.error().kind, Failure::conflict) << how;
    EXPECT_NE(refused.error().text.find("account recover"), std::string::npos) << how;
  }
  EXPECT_EQ(account().status, directory::Status::contained);
  EXPECT_EQ(refusal("account.contain", {{"address", kAnn}, {"reason", " "}}), Failure::invalid);
}

TEST_F(ContainmentTest, H18_what_was_disabled_stays_so_and_takes_no_mail) {
  must("account.update", {{"address", kAnn}, {"disable", true}});
  contain();
  EXPECT_EQ(account().status, directory::Status::disabled);
  EXPECT_FALSE(logs_in(kOld));
}

TEST_F(ContainmentTest, H18_a_machine_is_told_the_other_way) {
  must("service-account.create", {{"address", "printer@home.test"}, {"networks", {"192.0.2.0/24"}}});
  EXPECT_EQ(refusal("account.contain", {{"address", "printer@home.test"}, {"reason", "stolen"}}), Failure::invalid);
}

TEST_F(ContainmentTest, H18_it_goes_back_with_a_made_password_and_its_mail) {
  must("account.update", {{"address", kAnn}, {"recovery_address", "eve@evil.test"}});
  queue("bob@away.test");
  contain();
  const auto back = must("account.recover", {{"address", kAnn},
                                             {"generate", true},
                                             {"mail", "release"},
                                             {"forget_recovery_address", true},
                                             {"remove_second_factor", true}});
  EXPECT_EQ(back.at("messages"), 1);
  EXPECT_TRUE(logs_in(std::string(back.at("password").as_string())));
  EXPECT_FALSE(logs_in(kOld));
  EXPECT_FALSE(held()["bob@away.test"]);
  EXPECT_EQ(must("account.show", {{"address", kAnn}}).at("recovery_address"), "");
  EXPECT_EQ(world.events.last(Event::account_recovered, Key::text), "release");
  EXPECT_EQ(refusal("account.recover", {{"address", kAnn}}), Failure::conflict) << "it is contained no more";
}

// RFC 4865: the owner asked for that time, and whoever lets the mail go has no other.
TEST_F(ContainmentTest, H18_what_was_to_be_sent_later_is_sent_then_and_not_when_the_account_goes_back) {
  const auto later = world.time.now() + std::chrono::hours(48);
  queue("bob@away.test");
  queue("eve@away.test", false, later);
  EXPECT_EQ(contain().at("messages"), 2);
  EXPECT_TRUE(held()["eve@away.test"]);
  const auto back = must("account.recover", {{"address", kAnn}, {"generate", true}, {"mail", "release"}});
  EXPECT_EQ(back.at("messages"), 2);
  const auto rows = must("queue.list", {{"account", kAnn}});
  std::map<std::string, std::string> due;
  for (const auto& row : rows.as_array())
    due[std::string(row.at("to").at(0).as_string())] = std::string(row.at("due").as_string());
  EXPECT_EQ(due["bob@away.test"], rfc3339(world.time.now()));
  EXPECT_EQ(due["eve@away.test"], rfc3339(later));
}

TEST_F(ContainmentTest, H18_or_by_a_link_that_its_owner_alone_is_given) {
  queue("bob@away.test");
  contain();
  EXPECT_EQ(refusal("account.recover", {{"address", kAnn}, {"mail", "burn"}}), Failure::invalid);
  const auto back = must("account.recover", {{"address", kAnn}, {"mail", "delete"}});
  EXPECT_TRUE(held().empty());
  EXPECT_FALSE(logs_in(kOld));
  const std::string fresh = "marble-Ocean-tractor-93";
  EXPECT_TRUE(run_here(world.resets.use(peer("192.0.2.7"), std::string(back.at("token").as_string()), Secret(fresh))));
  EXPECT_TRUE(logs_in(fresh));
}

class TrailTest : public ContainmentTest {
 protected:
  json::object trail(const json::object& more = {}) {
    json::object arguments{{"address", kAnn}};
    for (const auto& [key, value] : more) arguments[key] = value;
    return must("account.trail", arguments).as_object();
  }
  void later(std::chrono::milliseconds by) { world.time.pass(by); }
};

TEST_F(TrailTest, H18_it_begins_with_the_first_try_of_whoever_came_from_elsewhere) {
  logs_in(kOld);
  later(std::chrono::hours(48));
  logs_in("a guess", "198.51.100.9");
  const auto began = rfc3339(world.time.now());
  later(std::chrono::minutes(5));
  logs_in(kOld, "198.51.100.9");
  later(std::chrono::minutes(5));
  logs_in(kOld);
  const auto found = trail();
  EXPECT_EQ(found.at("since").as_string(), began);
  EXPECT_EQ(found.at("suspected"), true);
  const auto& logins = found.at("logins").as_array();
  ASSERT_EQ(logins.size(), 3u) << "the newest first, none from before";
  EXPECT_EQ(logins[0].at("fresh"), false);
  EXPECT_EQ(logins[1].at("ip"), "198.51.100.9");
  EXPECT_EQ(logins[1].at("fresh"), true);
  EXPECT_EQ(logins[2].at("cause"), "wrong-password");
  EXPECT_EQ(trail({{"since", "1m"}}).at("logins").as_array().size(), 1u);
  EXPECT_EQ(trail({{"since", began}}).at("logins").as_array().size(), 3u);
  EXPECT_EQ(refusal("account.trail", {{"address", kAnn}, {"since", "yesterday"}}), Failure::invalid);
}

TEST_F(TrailTest, H18_without_a_stranger_it_looks_seven_days_back) {
  logs_in(kOld);
  const auto found = trail();
  EXPECT_EQ(found.at("suspected"), false);
  EXPECT_EQ(found.at("since").as_string(), rfc3339(world.time.now() - std::chrono::hours(7 * 24)));
}

TEST_F(TrailTest, H18_what_was_sent_and_changed_comes_from_the_logs_and_what_waits_from_the_queue) {
  queue("bob@away.test");
  queue("zoe@away.test");
  for (const auto* to : {"bob@away.test", "gone@away.test"})
    world.logs->write(Event::smtp_message_accepted, SessionId(7),
                      {{Key::ip, "198.51.100.9"},
                       {Key::account, kAnn},
                       {Key::from, kAnn},
                       {Key::to, to},
                       {Key::count, 3},
                       {Key::size, 100},
                       {Key::message, to}});
  world.logs->write(Event::smtp_message_accepted, SessionId(8),
                    {{Key::ip, "198.51.100.9"}, {Key::account, "joann@home.test"}, {Key::to, kAnn}, {Key::message, "other"}});
  world.logs->write(Event::administrator_acted, {},
                    {{Key::who, kAnn},
                     {Key::name, "app-password.add"},
                     {Key::text, kAnn},
                     {Key::reason, "done"},
                     {Key::changes, "application password Phone:  → imap"}});
  world.logs->write(Event::administrator_acted, {},
                    {{Key::who, "root"}, {Key::name, "account.update"}, {Key::text, "jo" + kAnn}, {Key::reason, "done"}});
  contain();
  const auto found = trail();
  EXPECT_EQ(found.at("recipients"), 6);
  const auto& sent = found.at("sent").as_array();
  ASSERT_EQ(sent.size(), 2u);
  EXPECT_EQ(sent[0].at("standing"), "gone");
  EXPECT_EQ(sent[1].at("standing"), "held");
  EXPECT_EQ(found.at("held"), 2);
  EXPECT_EQ(found.at("waiting"), 0);
  const auto& changes = found.at("changes").as_array();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].at("what"), "app-password.add");
  EXPECT_EQ(changes[0].at("who").as_string(), kAnn);
  EXPECT_EQ(changes[0].at("changes"), "application password Phone:  → imap");
}

// The events of these tests are not written to the logs: each line is, as an operation writes it.
TEST_F(TrailTest, H18_what_was_refused_is_told_as_such_with_why_and_an_act_with_its_own_line_is_told_once) {
  const auto acted = [&](const std::string& reason, const std::string& cause) {
    std::vector<events::Field> fields{
        {Key::who, "root"}, {Key::name, "account.contain"}, {Key::text, kAnn}, {Key::reason, reason}};
    if (!cause.empty()) fields.emplace_back(Key::cause, cause);
    world.logs->write(Event::administrator_acted, {}, fields);
    later(std::chrono::seconds(1));
  };
  acted("invalid", "Say why");
  world.logs->write(Event::account_contained, {},
                    {{Key::who, "root"}, {Key::account, kAnn}, {Key::reason, "she called"}, {Key::count, 0}});
  acted("done", "");
  const auto found = trail();
  const auto& changes = found.at("changes").as_array();
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].at("outcome"), "done");
  EXPECT_EQ(changes[0].at("why"), "she called");
  EXPECT_EQ(changes[1].at("outcome"), "invalid");
  EXPECT_EQ(changes[1].at("why"), "Say why");
}

TEST_F(TrailTest, H18_where_a_stranger_is_reached_is_forgotten_and_where_the_owner_was_before_is_kept) {
  const auto changed = [&] {
    world.logs->write(Event::recovery_address_changed, {},
                      {{Key::who, kAnn}, {Key::account, kAnn}, {Key::before, ""}, {Key::after, "x@away.test"}});
  };
  const auto shut = [&] {
    contain();
    world.logs->write(Event::account_contained, {},
                      {{Key::who, "root"}, {Key::account, kAnn}, {Key::reason, "why"}, {Key::count, 0}});
  };
  const auto reached = [&](const json::object& how = {}) {
    json::object all{{"address", kAnn}, {"generate", true}};
    for (const auto& [key, value] : how) all[key] = value;
    must("account.recover", all);
    return std::string(must("account.show", {{"address", kAnn}}).at("recovery_address").as_string());
  };
  must("account.update", {{"address", kAnn}, {"recovery_address", "own@away.test"}});
  changed();
  later(std::chrono::hours(8 * 24));
  shut();
  EXPECT_EQ(trail().at("recovery_in_doubt"), false);
  EXPECT_EQ(reached(), "own@away.test") << "it was so before";
  changed();
  later(std::chrono::hours(1));
  shut();
  EXPECT_EQ(trail().at("recovery_in_doubt"), true);
  EXPECT_EQ(refusal("account.recover", {{"address", kAnn}, {"keep_recovery_address", true}, {"forget_recovery_address", true}}),
            Failure::invalid);
  EXPECT_EQ(reached({{"keep_recovery_address", true}}), "own@away.test");
  shut();
  EXPECT_EQ(reached(), "");
  must("account.update", {{"address", kAnn}, {"recovery_address", "own@away.test"}});
  shut();
  later(std::chrono::hours(1));
  changed();
  EXPECT_EQ(reached(), "own@away.test") << "an administrator has set it since";
}

TEST_F(TrailTest, H18_who_made_a_way_in_is_named_however_he_wrote_the_address) {
  must("app-password.add", {{"address", "ANN@Home.test"}, {"label", "phone"}});
  EXPECT_EQ(world.events.last(Event::administrator_acted, Key::name), "app-password.add");
  EXPECT_EQ(world.events.last(Event::administrator_acted, Key::who), "root");
  EXPECT_EQ(world.events.last(Event::administrator_acted, Key::text), kAnn);
  EXPECT_FALSE(world.call("app-password.add", {{"address", "nobody@home.test"}, {"label", "phone"}}));
  EXPECT_EQ(world.events.last(Event::administrator_acted, Key::text), "nobody@home.test");
}

}  // namespace
}  // namespace postern::admin
