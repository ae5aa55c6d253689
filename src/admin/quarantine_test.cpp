// Quarantine: who sees what, and the ways out of it.
#include "admin/quarantine.h"

#include <gtest/gtest.h>

#include "admin/queue_words.h"
#include "base/run_here.h"
#include "base/text.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using namespace std::chrono_literals;

class QuarantineOperations : public OperationsTest {
 protected:
  QuarantineOperations() {
    for (const auto* name : {"home.test", "other.test"}) must("domain.create", {{"name", name}});
    must("account.create", {{"address", "ann@home.test"}, {"password", "quartz-Tumble-ledger-17"}});
  }
  static address::Mailbox mailbox(std::string_view text) {
    return address::parse_mailbox(text, address::Charset::utf8).value();
  }
  AccountId ann() { return world.directory->snapshot()->account(mailbox("ann@home.test"))->id; }

  // Each a second after the one before.
  std::string hold(const std::vector<std::string>& to, AccountId from = {}, std::string reason = "program.exe") {
    world.time.pass(1s);
    queue::Envelope e;
    e.reverse_path = mailbox("eve@far.test");
    e.origin.account = from;
    e.origin.received = world.time.now();
    e.judged = {
        .level = queue::Level::high, .score = 2500, .quarantine = std::move(reason), .held_for = queue::HeldFor::attachment};
    std::vector<queue::Recipient> recipients;
    for (const auto& one : to) recipients.push_back({.mailbox = mailbox(one), .notify = {}, .orcpt_type = {}, .orcpt = {}});
    const auto bytes = std::make_shared<const std::string>(
        "Return-Path: <x>\r\nSubject: =?utf-8?q?h=C3=A9?=\r\nX-Long: a\r\n\tb\r\nFrom: J\xF6rg <eve@far.test>\r\n\r\nno UTF-8: "
        "\xFF\xFE\xED\xA0\x80\r\nred \x1b[31m\r\n");
    auto id = run_here(world.queue.add(e, bytes, queue::legs_of(recipients, queue::kNever), 18));
    return id_text(id.value());
  }
  std::vector<std::string> ids(const json::object& arguments = {}, const Caller& caller = owner("test")) {
    std::vector<std::string> out;
    const auto found = world.call("quarantine.list", arguments, caller).value();
    for (const auto& row : found.as_array()) out.emplace_back(row.at("id").as_string());
    return out;
  }
  Caller of_domain(std::string_view name) {
    Caller caller{.name = "keeper", .roles = {Role::domains}};
    caller.domains = {world.directory->snapshot()->domain(address::parse_domain(name).value())->id};
    return caller;
  }
};

TEST_F(QuarantineOperations, what_is_held_is_listed_with_its_reason_and_shown_as_text) {
  const auto id = hold({"ann@home.test", "bob@away.test"});
  const auto row = must("quarantine.list").as_array().at(0).as_object();
  EXPECT_EQ(row.at("reason"), "program.exe");
  EXPECT_EQ(row.at("kind"), "attachment");
  EXPECT_EQ(row.at("to").as_array().size(), 2u);
  const auto shown = must("quarantine.show", {{"id", id}}).as_object();
  EXPECT_EQ(shown.at("from_field"), "J\xC3\xB6rg <eve@far.test>");
  EXPECT_TRUE(is_utf8(json::serialize(shown)));
  const auto& lines = shown.at("lines").as_array();
  EXPECT_EQ(lines.at(0).as_string().find("Return-Path"), std::string::npos) << "that is ours";
  EXPECT_NE(std::ranges::find(lines, json::value(" b")), lines.end()) << "a folded field is not torn apart";
  EXPECT_EQ(lines.back().as_string().find('\x1b'), std::string::npos);
}

TEST_F(QuarantineOperations, administrators_of_a_domain_see_what_is_for_it_or_from_it_and_nothing_else) {
  const auto in = hold({"ann@home.test"}), out = hold({"bob@away.test"}, ann()), others = hold({"zoe@other.test"});
  EXPECT_EQ(ids().size(), 3u);
  EXPECT_EQ(ids({{"domain", "other.test"}}), std::vector{others});
  const auto home = of_domain("home.test");
  EXPECT_EQ(ids({}, home), (std::vector{in, out}));
  for (const auto* act : {"quarantine.show", "quarantine.release", "quarantine.delete"}) {
    const auto tried = world.call(act, {{"id", others}}, home);
    ASSERT_FALSE(tried) << act;
    EXPECT_EQ(tried.error().text, world.call(act, {{"id", std::string(16, 'a')}}, home).error().text);
  }
  EXPECT_TRUE(world.call("quarantine.release", {{"id", in}}, home));
}

TEST_F(QuarantineOperations, of_a_message_to_two_domains_each_sees_its_own_recipients_and_neither_ends_it) {
  const auto id = hold({"ann@home.test", "zoe@other.test", "bob@away.test"});
  for (const auto& [domain, recipient] : {std::pair{"home.test", "ann@home.test"}, std::pair{"other.test", "zoe@other.test"}}) {
    const auto keeper = of_domain(domain);
    const json::array own{recipient};
    EXPECT_EQ(world.call("quarantine.list", {}, keeper)->at(0).at("to"), own);
    EXPECT_EQ(world.call("quarantine.show", {{"id", id}}, keeper)->at("to"), own);
    for (const auto* act : {"quarantine.release", "quarantine.delete"})
      EXPECT_EQ(world.call(act, {{"id", id}}, keeper).error().kind, Failure::conflict) << act;
  }
  EXPECT_EQ(ids(), std::vector{id});
  auto both = of_domain("home.test");
  both.domains->push_back(of_domain("other.test").domains->front());
  const auto of_both = hold({"ann@home.test", "zoe@other.test"});
  EXPECT_EQ(world.call("quarantine.release", {{"id", of_both}}, both)->at("to").as_array().size(), 2u);
  EXPECT_EQ(must("quarantine.release", {{"id", id}}).at("to").as_array().size(), 3u);
}

TEST_F(QuarantineOperations, of_what_his_own_people_sent_an_administrator_sees_and_decides_all) {
  const auto id = hold({"bob@away.test", "zoe@other.test"}, ann());
  const auto home = of_domain("home.test");
  EXPECT_EQ(world.call("quarantine.show", {{"id", id}}, home)->at("to").as_array().size(), 2u);
  EXPECT_EQ(world.call("quarantine.delete", {{"id", id}}, of_domain("other.test")).error().kind, Failure::conflict);
  EXPECT_TRUE(world.call("quarantine.delete", {{"id", id}}, home));
}

TEST_F(QuarantineOperations, what_is_released_is_due_at_once_and_is_like_all_other_mail) {
  const auto id = hold({"ann@home.test"});
  world.time.pass(72h);
  for (const auto* act : {"queue.force", "queue.restart"}) EXPECT_EQ(refusal(act, {{"id", id}}), Failure::conflict) << act;
  EXPECT_EQ(refusal("queue.redirect", {{"id", id}, {"to", "x@away.test"}}), Failure::conflict);
  must("quarantine.release", {{"id", id}});
  EXPECT_EQ(world.events.last(events::Event::quarantine_ended, events::Key::value), "released");
  EXPECT_EQ(world.events.last(events::Event::quarantine_ended, events::Key::name), "attachment");
  const auto raw = run_here(world.queue.find(id_of(id).value())).value();
  EXPECT_EQ(raw.at(0).message.envelope.judged.level, queue::Level::none) << "who has looked at it knows better";
  const auto leg = must("queue.show", {{"id", id}}).as_array().at(0).as_object();
  EXPECT_TRUE(leg.at("quarantine").is_null());
  EXPECT_EQ(leg.at("due"), json::value(rfc3339(world.time.now())));
  EXPECT_EQ(leg.at("queued"), leg.at("due")) << "its days count from now";
  EXPECT_EQ(refusal("quarantine.release", {{"id", id}}), Failure::not_found);
  EXPECT_TRUE(ids().empty());
}

TEST_F(QuarantineOperations, what_is_deleted_and_what_was_kept_long_enough_is_told) {
  const auto first = hold({"ann@home.test"});
  must("quarantine.delete", {{"id", first}});
  EXPECT_EQ(world.events.last(events::Event::quarantine_ended, events::Key::value), "deleted");
  hold({"ann@home.test"});
  world.time.pass(1h);
  const auto kept = hold({"ann@home.test"});
  ASSERT_TRUE(run_here(end_quarantine(world.queue, world.events, world.time.now())));
  EXPECT_EQ(ids(), std::vector{kept});
  EXPECT_EQ(world.events.last(events::Event::quarantine_ended, events::Key::value), "kept long enough");
}

// What an administrator holds is not in quarantine.
TEST_F(QuarantineOperations, mail_that_is_held_in_the_queue_is_none_of_it) {
  const auto id = hold({"bob@away.test"}, {}, "");
  EXPECT_TRUE(ids().empty());
  EXPECT_EQ(refusal("quarantine.show", {{"id", id}}), Failure::not_found);
}

}  // namespace
}  // namespace postern::admin
