// Operations on waiting mail: what they find, and what they do to it.
#include "queue/queue.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class QueueOperations : public OperationsTest {
 protected:
  QueueOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}, {"password", "quartz-Tumble-ledger-17"}});
    ann_ = world.directory->snapshot()->account(mailbox("ann@home.test"))->id;
  }
  static address::Mailbox mailbox(std::string_view text) {
    return address::parse_mailbox(text, address::Charset::utf8).value();
  }
  std::string add(const std::vector<std::string>& to, AccountId from = {}) {
    queue::Envelope e;
    e.origin.account = from;
    e.origin.received = world.time.now();
    std::vector<queue::Recipient> recipients;
    for (const auto& one : to) recipients.push_back({.mailbox = mailbox(one), .notify = {}, .orcpt_type = {}, .orcpt = {}});
    const auto before = ids();
    run_here(world.queue.add(e, std::make_shared<const std::string>("x\r\n"), queue::legs_of(recipients, world.time.now())))
        .value();
    for (const auto& id : ids())
      if (std::ranges::find(before, id) == before.end()) return id;
    return {};
  }
  std::vector<std::string> ids(const json::object& arguments = {}) {
    std::vector<std::string> out;
    const auto found = must("queue.list", arguments);
    for (const auto& row : found.as_array()) out.emplace_back(row.at("id").as_string());
    return out;
  }
  json::value due_of(const std::string& id) { return must("queue.show", {{"id", id}}).as_array().at(0).at("due"); }

  AccountId ann_;
};

TEST_F(QueueOperations, mail_is_found_by_domain_account_and_text) {
  const auto one = add({"bob@away.test", "eve@else.test"}, ann_), two = add({"zoe@away.test"});
  EXPECT_EQ(must("queue.show", {{"id", one}}).as_array().size(), 2u);
  EXPECT_EQ(ids({{"domain", "AWAY.test"}}).size(), 2u);
  EXPECT_EQ(ids({{"account", "ann@home.test"}}), (std::vector<std::string>{one, one}));
  EXPECT_EQ(ids({{"text", "Zoe"}}), (std::vector<std::string>{two}));
  EXPECT_EQ(ids({{"limit", 1}}).size(), 1u);
  EXPECT_EQ(world.call("queue.list", {{"account", "nobody@home.test"}}).error().kind, Failure::not_found);
  const auto domains = must("queue.domains");
  ASSERT_EQ(domains.as_array().size(), 2u);
  EXPECT_EQ(domains.as_array()[0].at("domain"), "away.test");
  EXPECT_EQ(domains.as_array()[0].at("waiting"), 2u);
  const auto named = must("queue.domains", {{"name", "ELSE"}, {"limit", 1}});
  ASSERT_EQ(named.as_array().size(), 1u);
  EXPECT_EQ(named.as_array()[0].at("domain"), "else.test");
  EXPECT_EQ(must("queue.domains", {{"name", "nowhere"}}), json::array());
  EXPECT_EQ(must("queue.status"), (json::object{{"paused", false}}));
  EXPECT_TRUE(ids({{"sender", "nobody@"}}).empty());
  EXPECT_TRUE(ids({{"answer", "451"}}).empty());
}

TEST_F(QueueOperations, a_message_is_looked_at_as_text_and_who_did_is_kept) {
  const auto id = add({"bob@away.test"});
  EXPECT_EQ(must("queue.look", {{"id", id}}).at("lines"), (json::array{"x"}));
  EXPECT_EQ(world.events.last(events::Event::administrator_acted, events::Key::name), "queue.look");
  EXPECT_EQ(world.events.last(events::Event::administrator_acted, events::Key::text), id);
  EXPECT_EQ(world.call("queue.look", {{"id", "0000000000000000"}}).error().kind, Failure::not_found);
}

TEST_F(QueueOperations, of_each_destination_the_oldest_message_is_told) {
  const auto first = add({"bob@away.test"});
  const json::value came(rfc3339(world.time.now()));
  world.time.pass(std::chrono::hours(1));
  add({"zoe@away.test", "eve@else.test"});
  const auto oldest = [&](const std::string& domain) {
    const auto all = must("queue.domains");
    for (const auto& row : all.as_array())
      if (row.at("domain") == json::value(domain)) return row.at("oldest");
    return json::value();
  };
  EXPECT_EQ(oldest("away.test"), came);
  EXPECT_EQ(oldest("else.test"), json::value(rfc3339(world.time.now())));
  must("queue.delete", {{"id", first}});
  EXPECT_EQ(oldest("away.test"), json::value(rfc3339(world.time.now())));
}

TEST_F(QueueOperations, what_is_in_quarantine_is_counted_apart_and_is_not_late) {
  queue::Envelope e;
  e.origin.received = world.time.now();
  e.judged.quarantine = "archive";
  std::vector<queue::Recipient> to{{.mailbox = mailbox("bob@away.test"), .notify = {}, .orcpt_type = {}, .orcpt = {}}};
  run_here(world.queue.add(e, std::make_shared<const std::string>("x\r\n"), queue::legs_of(to, queue::kNever))).value();
  world.time.pass(std::chrono::hours(1));
  add({"zoe@away.test"});
  const auto row = must("queue.domains").as_array().at(0);
  EXPECT_EQ(row.at("waiting"), 2u);
  EXPECT_EQ(row.at("held"), 1u);
  EXPECT_EQ(row.at("oldest"), json::value(rfc3339(world.time.now())));
}

TEST_F(QueueOperations, who_has_used_up_most_of_what_he_may_comes_first) {
  world.throttles.set({.account_hourly = 100, .domain_hourly = 1000, .action = queue::OverLimit::reject, .rows = {}});
  EXPECT_TRUE(must("queue.throttles").as_array().empty());
  world.throttle.take(queue::shares_of(mailbox("ann@home.test"), 25), world.time.now());
  EXPECT_EQ(must("queue.throttles"), (json::array{{{"of", "ann@home.test"},
                                                   {"recipients", 25},
                                                   {"hourly", 100},
                                                   {"action", "reject"},
                                                   {"until", rfc3339(world.time.now() + std::chrono::minutes(15))}},
                                                  {{"of", "home.test"},
                                                   {"recipients", 25},
                                                   {"hourly", 1000},
                                                   {"action", "reject"},
                                                   {"until", rfc3339(world.time.now() + std::chrono::seconds(90))}}}));
}

TEST_F(QueueOperations, mail_is_held_forced_and_begun_anew) {
  const auto id = add({"bob@away.test"});
  EXPECT_EQ(must("queue.hold", {{"id", id}}).at("messages"), 1u);
  EXPECT_TRUE(due_of(id).is_null());
  world.time.pass(std::chrono::hours(1));
  const json::value now(rfc3339(world.time.now()));
  EXPECT_EQ(must("queue.force", {{"domain", "away.test"}}).at("messages"), 1u);
  EXPECT_EQ(due_of(id), now);
  must("queue.restart", {{"id", id}});
  EXPECT_EQ(must("queue.show", {{"id", id}}).as_array().at(0).at("queued"), now);
}

TEST_F(QueueOperations, mail_goes_to_somebody_else_in_place_of_its_recipients) {
  const auto id = add({"bob@away.test", "eve@else.test"});
  must("queue.redirect", {{"id", id}, {"to", "ann@home.test"}});
  const auto now = must("queue.show", {{"id", id}});
  ASSERT_EQ(now.as_array().size(), 1u);
  EXPECT_EQ(now.as_array()[0].at("to"), (json::array{"ann@home.test"}));
  EXPECT_EQ(world.call("queue.redirect", {{"id", id}, {"to", "no mailbox"}}).error().kind, Failure::invalid);
}

TEST_F(QueueOperations, all_mail_of_an_account_is_deleted_and_never_all_mail_by_saying_nothing) {
  add({"bob@away.test", "eve@else.test"}, ann_);
  const auto others = add({"zoe@away.test"});
  EXPECT_EQ(world.call("queue.delete", {}).error().kind, Failure::invalid);
  EXPECT_EQ(must("queue.delete", {{"account", "ann@home.test"}}).at("messages"), 1u);
  EXPECT_EQ(ids(), (std::vector<std::string>{others}));
  EXPECT_EQ(world.call("queue.delete", {{"id", "0123456789abcdef"}}).error().kind, Failure::not_found);
  EXPECT_EQ(world.call("queue.delete", {{"id", "no id"}}).error().kind, Failure::invalid);
}

}  // namespace
}  // namespace postern::admin
