// The password of a route, kept by name: no way to look at the server shows it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "admin/operation.h"
#include "auth/named_secrets.h"
#include "config/registry.h"
#include "outbound/settings.h"
#include "support/admin_world.h"

namespace postern::app {
namespace {

constexpr std::string_view kPassword = "Canary-of-a-route-7d21";
constexpr std::string_view kRoutes =
    R"([{"domain":"*","host":"relay.test","port":587,"user":"us","secret":"relay"},{"domain":"b.test","host":"other.test"}])";

class NamedSecretsWalk : public testing::Test {
 protected:
  NamedSecretsWalk() {
    at.must("secret.set", {{"name", "relay"}, {"value", kPassword}});
    at.must("settings.set", {{"key", "delivery.routes"}, {"value", kRoutes}}, api());
  }
  // Who is not on this host: his words are no command line.
  static admin::Caller api() { return {.name = "ann", .roles = {admin::Role::owner}, .proven = true}; }

  // What an operation that looks answers, asked with whatever its arguments could be.
  std::string answer(const admin::Operation& op) {
    admin::json::object arguments;
    for (const auto& a : op.arguments) {
      if (!a.required) continue;
      if (a.kind == admin::Kind::number) arguments[a.name] = 1;
      if (a.kind == admin::Kind::text) arguments[a.name] = a.name == "key" ? "delivery.routes" : "relay";
      if (a.kind == admin::Kind::file) arguments[a.name] = R"({"settings":{"delivery.routes":[]}})";
    }
    auto world = at.world();
    std::string shown;
    const auto done = admin::run_operation(world, op.name, arguments, api(), [&](const admin::json::value& more) {
      shown += admin::json::serialize(more);
      return false;
    });
    return shown + (done ? admin::json::serialize(*done) : done.error().text + done.error().detail);
  }
  std::string everything_stored() {
    std::string all;
    for (std::size_t family = 0; family < kv::kFamilies; ++family) {
      kv::Visitor visit = [&](std::string_view key, std::string_view value) {
        all.append(key).append(value);
        return true;
      };
      EXPECT_TRUE(run_here(at.kv->scan(static_cast<kv::Family>(family), {}, {}, std::move(visit))));
    }
    return all;
  }

  struct World : admin::AdminWorld {
    using AdminWorld::must;
    void must(std::string_view operation, const admin::json::object& arguments, const admin::Caller& caller) {
      const auto done = call(operation, arguments, caller);
      if (!done) throw std::runtime_error(done.error().text);
    }
    config::Live<outbound::Settings> delivery = registry.add<outbound::Settings>("delivery");
  };
  World at;
};

TEST_F(NamedSecretsWalk, no_operation_that_looks_shows_it) {
  std::size_t told_of_the_route = 0;
  for (const auto& op : admin::operations()) {
    if (op.access.changes || op.needs_server) continue;
    const auto shown = answer(op);
    EXPECT_FALSE(shown.contains(kPassword)) << op.name;
    told_of_the_route += shown.contains("relay.test") ? 1 : 0;
  }
  EXPECT_GE(told_of_the_route, 5u) << "settings list, show, export, plan and history show the row that names it";
}

TEST_F(NamedSecretsWalk, neither_the_store_nor_the_log_nor_the_reference_has_it) {
  EXPECT_TRUE(everything_stored().contains("relay.test"));
  EXPECT_FALSE(everything_stored().contains(kPassword));
  for (const auto& event : at.events.all())
    for (const auto& [key, value] : event.fields) EXPECT_FALSE(value.contains(kPassword));
  EXPECT_FALSE(config::settings_reference(at.registry).contains(kPassword));
  EXPECT_FALSE(config::schema_json(at.registry).contains(kPassword));
}

TEST_F(NamedSecretsWalk, it_is_listed_by_name_and_not_deleted_while_a_route_names_it) {
  const auto rows = at.must("secret.list").as_array();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("name"), "relay");
  EXPECT_EQ(rows[0].at("used_by").as_array().at(0), "delivery.routes");
  EXPECT_EQ(at.call("secret.delete", {{"name", "relay"}}).error().kind, Failure::conflict);
  at.must("settings.reset", {{"key", "delivery.routes"}});
  at.must("secret.delete", {{"name", "relay"}});
  EXPECT_TRUE(at.must("secret.list").as_array().empty());
  EXPECT_EQ(at.call("secret.delete", {{"name", "relay"}}).error().kind, Failure::not_found);
}

TEST_F(NamedSecretsWalk, a_route_takes_a_name_and_no_password_and_needs_a_user_for_it) {
  const auto refused = [&](std::string_view row) {
    return !at.call("settings.set", {{"key", "delivery.routes"}, {"value", fmt::format("[{}]", row)}}, api());
  };
  EXPECT_TRUE(refused(R"({"domain":"*","host":"relay.test","user":"us","secret":"no name, a word!"})"));
  EXPECT_TRUE(refused(R"({"domain":"*","host":"relay.test","secret":"relay"})"));
  EXPECT_TRUE(refused(R"({"domain":"*","host":"relay.test","user":"us","secret":"relay","tls":"encrypted"})"));
}

}  // namespace
}  // namespace postern::app
