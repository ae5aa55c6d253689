// H09: every operation by every role, and an administrator of one domain against the other's names.
#include "admin/caller.h"

#include <gtest/gtest.h>

#include <set>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using Names = std::set<std::string_view>;

std::string_view noun_of(const Operation& op) { return op.name.substr(0, op.name.find('.')); }

// Each noun's area and the operations that only look, told here once more, so that a slip in a row shows.
const std::map<std::string_view, Role> kKeeper{
    {"password", Role::domains},     {"admin", Role::owner},           {"token", Role::owner},
    {"account", Role::domains},      {"alias", Role::domains},         {"allow", Role::security},
    {"app-password", Role::domains}, {"audit", Role::security},        {"known-device", Role::domains},
    {"certificate", Role::owner},    {"deny", Role::security},         {"domain", Role::domains},
    {"ids", Role::security},         {"logs", Role::security},         {"quarantine", Role::domains},
    {"queue", Role::queue},          {"second-factor", Role::domains}, {"server", Role::owner},
    {"settings", Role::owner},       {"smtp-block", Role::security},   {"service-account", Role::domains},
    {"connection", Role::security},  {"oauth-token", Role::domains},   {"version", Role::owner},
    {"dkim", Role::domains},         {"tlsrpt", Role::domains},        {"dmarc", Role::domains},
    {"secret", Role::owner},         {"sender", Role::domains},        {"auto-reply", Role::domains},
    {"counts", Role::security},      {"events", Role::owner},          {"greylist", Role::security},
};
const Names kLooks{
    "quarantine.list",
    "quarantine.show",
    "password.compliance",
    "admin.list",
    "admin.sessions",
    "admin.show",
    "token.list",
    "account.list",
    "account.show",
    "alias.list",
    "allow.list",
    "app-password.list",
    "audit.run",
    "certificate.list",
    "certificate.own",
    "deny.list",
    "domain.list",
    "domain.show",
    "ids.blocks",
    "ids.explain",
    "ids.rules",
    "ids.simulate",
    "logs.follow",
    "logs.search",
    "logs.verify",
    "queue.list",
    "queue.show",
    "queue.domains",
    "second-factor.show",
    "server.status",
    "settings.export",
    "settings.history",
    "settings.list",
    "settings.plan",
    "settings.schema",
    "settings.show",
    "settings.plan-undo",
    "smtp-block.list",
    "domain.drift",
    "domain.propagations",
    "service-account.list",
    "audit.history",
    "audit.mendings",
    "service-account.show",
    "ids.follow",
    "queue.follow",
    "connection.list",
    "oauth-token.list",
    "version.run",
    "logs.download",
    "logs.story",
    "server.diagnostics",
    "domain.dns",
    "dkim.show",
    "tlsrpt.list",
    "dmarc.reports",
    "dmarc.complaints",
    "secret.list",
    "sender.list",
    "auto-reply.show",
    "password.policy",
    "password.check",
    "account.sign-ins",
    "account.set-up",
    "account.trail",
    "counts.show",
    "counts.series",
    "events.follow",
    "domain.health",
    "known-device.list",
    "admin.invitations",
    "ids.country-database",
    "queue.throttles",
    "ids.plan-preset",
    "domain.schema",
    "domain.counts",
    "queue.status",
    "greylist.list",
    "ids.host",
};
const Names kInOwnDomain{
    "domain.update",
    "domain.schema",
    "quarantine.list",
    "quarantine.show",
    "quarantine.release",
    "quarantine.delete",
    "password.compliance",
    "password.expire",
    "password.expire-all",
    "account.contain",
    "account.create",
    "account.delete",
    "account.impersonate",
    "account.language",
    "account.list",
    "account.password",
    "account.recover",
    "account.rename",
    "account.trail",
    "account.show",
    "account.update",
    "alias.create",
    "alias.delete",
    "alias.list",
    "alias.update",
    "app-password.add",
    "app-password.list",
    "app-password.remove",
    "domain.list",
    "domain.show",
    "second-factor.begin",
    "second-factor.confirm",
    "second-factor.new-recovery-codes",
    "second-factor.remove",
    "second-factor.show",
    "domain.drift",
    "service-account.create",
    "service-account.list",
    "service-account.show",
    "service-account.update",
    "service-account.remove",
    "password.reset-link",
    "oauth-token.add",
    "oauth-token.list",
    "oauth-token.refresh",
    "oauth-token.remove",
    "domain.dns",
    "domain.health",
    "domain.counts",
    "dkim.show",
    "dkim.rotate",
    "dkim.check",
    "tlsrpt.list",
    "dmarc.reports",
    "dmarc.complaints",
    "sender.list",
    "sender.trust",
    "sender.block",
    "sender.forget",
    "sender.change",
    "auto-reply.show",
    "auto-reply.set",
    "auto-reply.off",
    "password.policy",
    "password.check",
    "account.sign-ins",
    "account.set-up",
    "known-device.list",
    "known-device.forget",
    "events.follow",
};

// What a user has of his own; who acts in his name looks at it, and changes nothing.
const Names kOfUsers{
    "account.language",    "account.show",         "app-password.add",      "app-password.list",
    "app-password.remove", "second-factor.begin",  "second-factor.confirm", "second-factor.new-recovery-codes",
    "second-factor.show",  "sender.list",          "sender.trust",          "sender.block",
    "sender.forget",       "sender.change",        "auto-reply.show",       "auto-reply.set",
    "auto-reply.off",      "second-factor.remove", "password.policy",       "password.check",
    "account.sign-ins",    "account.set-up",       "known-device.list",     "known-device.forget",
    "oauth-token.list",    "oauth-token.remove",
};

bool should(Role role, const Operation& op) {
  if (role == Role::owner) return true;
  if (role == Role::reader) return kLooks.contains(op.name);
  if (op.name == "events.follow") return true;  // each hears what is his to look at
  return kKeeper.at(noun_of(op)) == role;
}

class CallerTest : public testing::Test {
 protected:
  CallerTest() {
    for (const auto* domain : {"home.test", "other.test"}) at.must("domain.create", {{"name", domain}});
    for (const auto* address : {"ann@home.test", "bob@other.test"}) at.must("account.create", {{"address", address}});
    for (const auto* alias : {"all@home.test", "all@other.test"})
      at.must("alias.create", {{"alias", alias}, {"targets", {"x@remote.test"}}});
    empty.call("domain.create", {{"name", "home.test"}}).value();
  }
  // Whom each operation that names a domain, an address or an account is asked about.
  static json::object about(const Operation& op, const std::string& domain) {
    if (op.access.argument.empty()) return {};
    const bool is_domain = op.access.reach == Reach::domain || op.access.reach == Reach::own_domains;
    return {{op.access.argument, is_domain ? domain : (domain == "home.test" ? "ann@" : "bob@") + domain}};
  }
  Result<void> ask(const Caller& caller, const Operation& op, const json::object& arguments) {
    return may(caller, op, arguments, *at.directory->snapshot());
  }
  Caller keeper_of_home(Role role) { return {.name = "keeper", .roles = {role}, .domains = std::vector{domain_id(at)}}; }
  static DomainId domain_id(AdminWorld& world) {
    return world.directory->snapshot()->domain(address::parse_domain("home.test").value())->id;
  }

  AdminWorld at, empty;  // the same, once without the other tenant
};

TEST_F(CallerTest, every_role_may_what_its_area_says_and_nothing_else) {
  for (const auto& op : operations()) {
    for (const auto role : {Role::reader, Role::security, Role::domains, Role::queue, Role::owner}) {
      const auto done = ask({.name = "x", .roles = {role}}, op, about(op, "other.test"));
      EXPECT_EQ(done.has_value(), should(role, op)) << op.name << " by role " << static_cast<int>(role);
      if (!done) EXPECT_EQ(done.error().kind, Failure::denied);
    }
    EXPECT_EQ(at.call(op.name, {}, Caller{}).error().kind, Failure::denied) << op.name << " by nobody";
    EXPECT_EQ(op.access.changes, !kLooks.contains(op.name)) << op.name;
  }
}

TEST_F(CallerTest, roles_add_up) {
  const Caller both{.name = "x", .roles = {Role::reader, Role::queue}};
  EXPECT_TRUE(ask(both, *find("settings.list"), {}));
  EXPECT_TRUE(ask(both, *find("queue.delete"), {}));
  EXPECT_FALSE(ask(both, *find("ids.unblock"), {}));
}

TEST_F(CallerTest, an_administrator_of_domains_reaches_his_own) {
  for (const auto role : {Role::reader, Role::security, Role::domains, Role::queue, Role::owner})
    for (const auto& op : operations()) {
      const bool expected = should(role, op) && kInOwnDomain.contains(op.name);
      EXPECT_EQ(ask(keeper_of_home(role), op, about(op, "home.test")).has_value(), expected) << op.name;
    }
}

TEST_F(CallerTest, another_tenants_names_answer_as_absent) {
  std::size_t asked = 0;
  for (const auto role : {Role::reader, Role::domains, Role::owner})
    for (const auto& op : operations()) {
      if (!should(role, op) || !kInOwnDomain.contains(op.name) || op.access.argument.empty()) continue;
      const auto there = ask(keeper_of_home(role), op, about(op, "other.test"));
      Caller same = keeper_of_home(role);
      same.domains = std::vector{domain_id(empty)};
      const auto absent = may(same, op, about(op, "other.test"), *empty.directory->snapshot());
      ASSERT_FALSE(there) << op.name;
      ASSERT_FALSE(absent) << op.name;
      EXPECT_EQ(there.error().kind, Failure::not_found);
      EXPECT_EQ(there.error().kind, absent.error().kind) << op.name;
      EXPECT_EQ(there.error().text, absent.error().text) << op.name;
      ++asked;
    }
  EXPECT_GT(asked, 20u);
}

TEST_F(CallerTest, lists_show_only_own_domains) {
  const auto keeper = keeper_of_home(Role::domains);
  EXPECT_EQ(at.call("domain.list", {}, keeper)->as_array().size(), 1u);
  EXPECT_EQ(at.call("account.list", {}, keeper)->as_array().size(), 1u);
  EXPECT_EQ(at.call("alias.list", {}, keeper)->as_array().size(), 1u);
  EXPECT_EQ(at.call("account.list")->as_array().size(), 2u);
}

TEST_F(CallerTest, no_domain_left_is_no_reach_at_all) {
  const Caller none{.name = "x", .roles = {Role::owner}, .domains = std::vector<DomainId>{}};
  for (const auto& op : operations()) {
    if (op.access.reach == Reach::own_domains) continue;
    EXPECT_FALSE(ask(none, op, about(op, "home.test"))) << op.name;
  }
  EXPECT_TRUE(at.call("account.list", {}, none)->as_array().empty());
}

TEST_F(CallerTest, a_user_sees_to_himself_and_to_nobody_else) {
  const auto all = at.directory->snapshot();
  const auto ann = all->account(address::parse_mailbox("ann@home.test", address::Charset::utf8).value());
  const Caller user{.name = "ann@home.test", .account = ann->id};
  const Caller in_her_name{.name = "keeper as ann@home.test", .account = ann->id, .by = "keeper"};
  for (const auto& op : operations()) {
    EXPECT_EQ(ask(user, op, about(op, "home.test")).has_value(), kOfUsers.contains(op.name)) << op.name;
    EXPECT_EQ(ask(in_her_name, op, about(op, "home.test")).has_value(), kOfUsers.contains(op.name) && kLooks.contains(op.name))
        << op.name;
    const auto other = ask(user, op, about(op, "other.test"));
    ASSERT_FALSE(other) << op.name;
    if (kOfUsers.contains(op.name)) EXPECT_EQ(other.error().kind, Failure::not_found) << op.name;
  }
  // Being somebody's administrator elsewhere gives no right to change oneself.
  Caller elsewhere{.name = "ann", .roles = {Role::domains}, .domains = std::vector<DomainId>{}, .account = ann->id};
  EXPECT_FALSE(ask(elsewhere, *find("account.update"), about(*find("account.update"), "home.test")));
}

TEST_F(CallerTest, a_refused_change_is_told_too) {
  EXPECT_FALSE(at.call("domain.delete", {{"name", "other.test"}}, {.name = "eve", .roles = {Role::reader}}));
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::who), "eve");
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::reason), name(Failure::denied));
}

}  // namespace
}  // namespace postern::admin
