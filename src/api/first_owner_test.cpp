// The first owner of a server that nobody administers yet: by a link that is good once and for a day, and opens nothing else.   H01
#include "admin/first_owner.h"

#include <gtest/gtest.h>

#include "base/ip_address.h"
#include "events/table.h"
#include "guard/guard.h"
#include "support/admin_world.h"
#include "support/api_calls.h"

#include "api/api.h"

namespace postern::api {
namespace {

namespace json = boost::json;

const std::string kChosen = "gravel-Lantern-pickle-sonnet-42";
const std::string kPage = "Origin: https://mail.home.test\r\n";

class FirstOwner : public testing::Test {
 protected:
  FirstOwner()
      : world(at.world()),
        door(at.administrators, at.users),
        api({world, door, at.time, [](auto n) { return n == "mail.home.test"; }}, doors) {}

  std::string link() { return std::string(run_here(admin::make_first_link(world)).value().reveal()); }
  ApiAnswer use(const std::string& token, const std::string& name = "olivia", const std::string& password = kChosen,
                std::string_view from = "192.0.2.7") {
    const json::object body{{"token", token}, {"name", name}, {"password", password}};
    return ask_once(api, executor, at.time, at.events, "POST /api/v1/first-owner", kPage, json::serialize(body), from);
  }
  ApiAnswer look(const std::string& what, const json::object& body, std::string_view from = "192.0.2.7") {
    return ask_once(api, executor, at.time, at.events, "POST /api/v1/first-owner/" + what, kPage, json::serialize(body), from);
  }
  [[nodiscard]] std::size_t owners() const { return at.administrators.roster()->administrators.size(); }

  admin::AdminWorld at;
  ManualExecutor executor;
  admin::World world;
  AdministrationDoor door;
  Doors doors;
  Api api;
};

TEST_F(FirstOwner, is_made_once_and_may_come_from_where_he_was_made) {
  const auto token = link();
  EXPECT_EQ(use(token).status, 204);
  const auto all = at.administrators.roster();
  const auto* owner = all->find("olivia");
  ASSERT_TRUE(owner);
  EXPECT_TRUE(owner->is_active_owner());
  EXPECT_FALSE(owner->has_second_factor()) << "he sets one up at his first login";
  EXPECT_TRUE(owner->may_come_from(IpAddress::parse("192.0.2.7").value()));
  EXPECT_TRUE(owner->may_come_from(IpAddress::parse("127.0.0.1").value()));
  EXPECT_FALSE(owner->may_come_from(IpAddress::parse("192.0.2.8").value()));
  EXPECT_EQ(use(token, "mallory").status, 403);
  EXPECT_EQ(owners(), 1u);
  EXPECT_FALSE(run_here(admin::make_first_link(world))) << "there is no second first owner";
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::name), "first-owner.make");
}

TEST_F(FirstOwner, a_link_holds_for_a_day_and_only_the_last_one_does) {
  const auto old = link(), token = link();
  EXPECT_EQ(use(old).status, 403);
  at.time.pass(std::chrono::hours(24));
  EXPECT_EQ(use(token).status, 403);
  EXPECT_EQ(use(link()).status, 204);
}

TEST_F(FirstOwner, what_cannot_be_taken_leaves_the_link_good) {
  const auto token = link();
  EXPECT_EQ(use(token, "olivia", "short").status, 400);
  EXPECT_EQ(use(token, "Not A Name").status, 400);
  EXPECT_EQ(owners(), 0u);
  EXPECT_EQ(use(token).status, 204);
}

TEST_F(FirstOwner, H07_what_the_password_has_to_be_is_told_before_it_is_set) {
  const auto token = link();
  const auto policy = look("policy", {{"token", token}});
  EXPECT_EQ(policy.status, 200) << policy.body;
  EXPECT_EQ(policy.value().at("minimum_length"), 16u) << "as of administrators";
  EXPECT_EQ(policy.value().at("forbid_own_names"), true);
  const auto check = [&](const std::string& password) {
    return look("check", {{"token", token}, {"password", password}, {"name", "olivia"}}).value();
  };
  EXPECT_EQ(check("short").at("broken").as_array().front().at("rule"), "length");
  EXPECT_EQ(check("olivia-Lantern-pickle-sonnet-42").at("broken").as_array().front().at("rule"), "own-names");
  EXPECT_EQ(check(kChosen), (json::value{{"strength", 4}, {"broken", json::array{}}}));
  EXPECT_EQ(owners(), 0u);
  EXPECT_EQ(use(token).status, 204) << "it stayed good";
  for (int i = 0; i < 6; ++i) EXPECT_EQ(look("policy", {{"token", token}}).status, 403) << "and is used up";
  EXPECT_TRUE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin))
      << "who reloads the page may sign in";
}

TEST_F(FirstOwner, H06_a_guess_counts_whatever_it_asks_for) {
  ASSERT_FALSE(link().empty());
  for (int i = 0; i < 5; ++i) {
    json::object body{{"token", "guess " + std::to_string(i)}};
    if (i % 2 != 0) body["password"] = kChosen;
    EXPECT_EQ(look(i % 2 == 0 ? "policy" : "check", body).status, 403);
  }
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

TEST_F(FirstOwner, every_refusal_is_one_text_and_guessing_ends_at_the_door) {
  const auto none = use("0123", "a", "x", "192.0.2.50").body;
  const auto token = link();
  EXPECT_EQ(use(token.substr(1), "a", "x", "192.0.2.51").body, none);
  EXPECT_EQ(use("", "a", "x", "192.0.2.52").body, none);
  EXPECT_EQ(use(token + "0", "a", "x", "192.0.2.53").body, none);
  for (int i = 0; i < 5; ++i) use("guess " + std::to_string(i));
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
  EXPECT_EQ(owners(), 0u);
}

TEST_F(FirstOwner, a_link_opens_nothing_else_and_is_kept_as_a_hash) {
  const auto token = link();
  const auto bearer = "Authorization: Bearer " + token + "\r\n";
  EXPECT_EQ(ask_once(api, executor, at.time, at.events, "GET /api/v1/domains", bearer, "").status, 401);
  const auto stored = run_here(at.kv->get(kv::Family::meta, "Y first owner")).value().value();
  EXPECT_EQ(stored.find(token), stored.npos);
}

TEST_F(FirstOwner, an_administrator_made_on_the_shell_ends_it) {
  const auto token = link();
  at.must("admin.add", {{"name", "ann"}, {"roles", {"owner"}}, {"password", kChosen}});
  EXPECT_EQ(use(token).status, 403);
  EXPECT_EQ(owners(), 1u);
}

}  // namespace
}  // namespace postern::api
