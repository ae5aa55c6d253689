// What domains begin with, what may be set in them and by whom, and how they go.   H05
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "admin/domain_settings.h"
#include "support/mail_store.h"
#include "support/two_domains.h"

namespace postern::admin {
namespace {

class DomainTest : public TwoDomainsTest {
 protected:
  // Puts a message of so many octets into its inbox.
  void fill(AccountId account, std::size_t octets) {
    const auto inbox = run_here(world.store.find(account, "INBOX")).value().id;
    std::vector<store::NewMessage> one;
    one.push_back(store::message_for_test(std::string(octets, 'x')));
    ASSERT_TRUE(run_here(world.store.append(account, inbox, std::move(one))));
  }
  [[nodiscard]] AccountId id_of(std::string_view address) const {
    return world.directory->snapshot()->account(address::parse_mailbox(address, address::Charset::ascii).value())->id;
  }
  bool has_mailboxes(AccountId account) { return run_here(world.store.quota(account)).has_value(); }
  // What the administration log has, an act a line: "account.delete ann@a.test done".
  [[nodiscard]] std::vector<std::string> acts() const {
    std::vector<std::string> out;
    for (const auto& one : world.events.all()) {
      if (one.event != events::Event::administrator_acted) continue;
      auto& line = out.emplace_back();
      for (const auto& [key, value] : one.fields)
        if (key == events::Key::name || key == events::Key::text || key == events::Key::reason)
          line += (line.empty() ? "" : " ") + value;
    }
    return out;
  }
};

TEST_F(DomainTest, H05_a_domain_begins_with_the_defaults_of_that_moment) {
  set_default("require_smtp_auth", "false");
  set_default("password_length", "14");
  must("domain.create", {{"name", "c.test"}});
  EXPECT_EQ(shown("c.test", "require_smtp_auth"), false);
  EXPECT_EQ(shown("c.test", "password_length"), 14);
  EXPECT_EQ(shown("a.test", "require_smtp_auth"), true);
  EXPECT_EQ(shown("a.test", "password_length"), 0);
}

TEST_F(DomainTest, drift_names_each_domain_and_setting_that_differs) {
  EXPECT_EQ(must("domain.drift").as_array().size(), 0u);
  must("domain.update", {{"name", "b.test"}, {"require_smtp_auth", "off"}, {"catch_all", "x@a.test"}});
  const auto rows = must("domain.drift");
  ASSERT_EQ(rows.as_array().size(), 2u);
  EXPECT_EQ(rows.at(0),
            (json::object{{"domain", "b.test"}, {"setting", "require_smtp_auth"}, {"value", "off"}, {"default", "on"}}));
  EXPECT_EQ(rows.at(1), (json::object{{"domain", "b.test"}, {"setting", "catch_all"}, {"value", "x@a.test"}, {"default", ""}}));
}

TEST_F(DomainTest, health_tells_of_certificates_and_of_room_for_mail) {
  const auto health = [&] { return must("domain.health", {{"name", "a.test"}}); };
  EXPECT_EQ(health().at("certificates").at(0),
            (json::object{{"name", "localhost"}, {"covered", false}, {"own", false}, {"not_after", ""}}));
  const auto made = tls::make_self_signed({{"localhost"}, {}}, world.time.now(), 90, system_random()).value();
  must("certificate.install", {{"chain", made.chain}, {"key", std::string(made.key.reveal())}});
  const auto shown = health().at("certificates").at(0);
  EXPECT_EQ(shown.at("covered"), true);
  EXPECT_EQ(shown.at("own"), false);
  EXPECT_EQ(shown.at("not_after"), json::value(rfc3339(tls::facts_of(made.chain)->not_after)));

  must("account.create", {{"address", "ann@a.test"}, {"quota", 1000}});
  must("account.create", {{"address", "bob@a.test"}, {"quota", 5000}});
  must("account.create", {{"address", "eve@b.test"}, {"quota", 1000}});
  const auto ann =
      world.directory->snapshot()->account(address::parse_mailbox("ann@a.test", address::Charset::ascii).value())->id;
  EXPECT_EQ(health().at("storage"), (json::object{{"used_bytes", 0},
                                                  {"most_bytes", 0},
                                                  {"quota", 6000},
                                                  {"without_quota", 0},
                                                  {"nearly_full", 0},
                                                  {"fullest", json::array{}}}));
  fill(ann, 950);
  must("domain.update", {{"name", "a.test"}, {"most_storage", "1 MiB"}});
  EXPECT_EQ(health().at("storage"),
            (json::object{{"used_bytes", 950},
                          {"most_bytes", 1048576},
                          {"quota", 6000},
                          {"without_quota", 0},
                          {"nearly_full", 1},
                          {"fullest", json::array{{{"address", "ann@a.test"}, {"used_bytes", 950}, {"quota", 1000}}}}}));

  // The lists tell it of each.
  const auto told = [&](std::string_view operation, std::string_view name, std::string_view what) {
    std::map<std::string, std::uint64_t> out;
    const auto rows = must(operation);
    for (const auto& row : rows.as_array()) out.emplace(row.at(name).as_string(), row.at(what).to_number<std::uint64_t>());
    return out;
  };
  using Told = std::map<std::string, std::uint64_t>;
  EXPECT_EQ(told("domain.list", "name", "used_bytes"), (Told{{"a.test", 950}, {"b.test", 0}}));
  EXPECT_EQ(told("account.list", "address", "used_bytes"), (Told{{"ann@a.test", 950}, {"bob@a.test", 0}, {"eve@b.test", 0}}));
  EXPECT_EQ(told("account.list", "address", "quota"), (Told{{"ann@a.test", 1000}, {"bob@a.test", 5000}, {"eve@b.test", 1000}}));
}

TEST_F(DomainTest, H27_a_domain_adds_extensions_of_attachments) {
  must("domain.update", {{"name", "a.test"}, {"attachment_extensions", json::array{".ZIP", "rar,zip"}}});
  EXPECT_EQ(shown("a.test", "attachment_extensions"), (json::array{"zip", "rar"}));
  for (const auto* bad : {"a b", "x/y", ".", "a..b"})
    EXPECT_EQ(refusal("domain.update", {{"name", "a.test"}, {"attachment_extensions", json::array{bad}}}), Failure::invalid)
        << bad;
  must("domain.update", {{"name", "a.test"}, {"attachment_extensions", json::array{}}});
  EXPECT_EQ(shown("a.test", "attachment_extensions"), json::array{});
}

TEST_F(DomainTest, an_administrator_of_a_domain_sets_in_it_what_the_server_lets_him) {
  const auto a = world.directory->snapshot()->domain(address::parse_domain("a.test").value())->id;
  const Caller keeper{.name = "keeper", .roles = {Role::domains}, .domains = std::vector{a}, .proven = true};
  const auto set = [&](std::string_view name, const json::value& value, std::string_view domain = "a.test") {
    const auto done = world.call("domain.update", {{"name", domain}, {name, value}}, keeper);
    return done ? std::string("done") : std::string(postern::name(done.error().kind));
  };
  struct Row {
    std::string_view name;
    json::value value;
    std::string_view outcome;
  };
  const std::vector<Row> rows{
      {"second_factor", "forced", "done"},
      {"plus_addressing", "off", "done"},
      {"catch_all", "x@a.test", "done"},
      {"spam_low", "junk", "done"},
      {"country_rule", "deny", "done"},
      {"attachment_extensions", json::array{"zip"}, "done"},
      {"self_reset", "on", "denied"},
      {"require_smtp_auth", "off", "denied"},
      {"active", "off", "denied"},
      {"tell_impersonation", "off", "denied"},
      {"new_account_quota", "2 GiB", "done"},
      {"most_storage", "2 GiB", "denied"},
  };
  for (const auto& [name, value, outcome] : rows) {
    EXPECT_EQ(set(name, value), outcome) << name;
    EXPECT_EQ(set(name, value, "b.test"), "not-found") << name << " of another's domain";
  }
  const auto seen = world.call("domain.show", {{"name", "a.test"}}, keeper)->at("may_set").as_array();
  for (const auto& row : domain_settings()) {
    const auto mine = std::ranges::find(rows, row.name, &Row::name);
    if (mine != rows.end()) EXPECT_EQ(std::ranges::count(seen, json::value(row.name)), mine->outcome == "done") << row.name;
  }
  EXPECT_EQ(set("catch_all", "x@elsewhere.test"), "done");
  world.may_forward = [](const address::Domain&, const address::Mailbox&) { return false; };
  EXPECT_EQ(set("catch_all", "y@elsewhere.test"), "denied");
  EXPECT_EQ(set("plus_addressing", "on"), "done") << "whatever its catch-all is";
  must("settings.set", {{"key", "domain_administration.spam"}, {"value", "off"}});
  must("settings.set", {{"key", "domain_administration.sending"}, {"value", "on"}});
  EXPECT_EQ(set("spam_low", "inbox"), "denied");
  EXPECT_EQ(set("require_smtp_auth", "off"), "done");
  EXPECT_EQ(must("domain.show", {{"name", "a.test"}}).at("may_set").as_array().size(), domain_settings().size());
}

// Who has found an open browser makes no domain weaker.
TEST_F(DomainTest, a_domain_becomes_weaker_by_who_has_shown_a_second_factor_lately) {
  const Caller ann{.name = "ann", .roles = {Role::owner}};
  const auto is_let = [&](std::string_view operation, const json::object& with, const Caller& by) {
    const auto done = world.call(operation, with, by);
    EXPECT_TRUE(done || is_unproven(done.error())) << operation << json::serialize(with);
    return done.has_value();
  };
  struct Row {
    std::string_view setting;
    json::value strict, weak;
  };
  for (const auto& [setting, strict, weak] :
       std::vector<Row>{{"second_factor", "forced", "enabled"},
                        {"require_smtp_auth", "on", "off"},
                        {"tell_impersonation", "on", "off"},
                        {"self_reset", "off", "on"},
                        {"password_length", 20, 15},
                        {"password_length", 15, 0},
                        {"password_strength", 4, 0},
                        {"password_expires_after", 30, 0},
                        {"password_numbers", 2, 1},
                        {"password_capitals", 1, 0},
                        {"password_lowercase", 1, 0},
                        {"password_symbols", 3, 2},
                        {"password_remember", 20, 0},
                        {"attachment_extensions", json::array{"zip", "rar"}, json::array{"rar"}},
                        {"spam_high", "refuse", "junk"},
                        {"catch_all", "", "x@elsewhere.test"},
                        {"country_rule", "deny", "off"}}) {
    const json::object to_strict{{"name", "a.test"}, {setting, strict}}, to_weak{{"name", "a.test"}, {setting, weak}};
    must("domain.update", to_strict);
    const auto before = shown("a.test", setting);
    EXPECT_FALSE(is_let("domain.update", to_weak, ann)) << setting;
    EXPECT_EQ(shown("a.test", setting), before) << setting;
    must("domain.update", to_weak);
    EXPECT_TRUE(is_let("domain.update", to_strict, ann)) << setting;
  }
  EXPECT_TRUE(is_let("domain.update", {{"name", "a.test"}, {"plus_addressing", "off"}}, ann)) << "a matter of taste";
  EXPECT_TRUE(is_let("domain.propagate", {{"settings", {"all"}}, {"preview", true}}, ann));
  EXPECT_FALSE(is_let("domain.propagate", {{"settings", {"all"}}}, ann));
  EXPECT_EQ(must("domain.propagations").as_array().size(), 0u) << "what was refused is not told of";
  EXPECT_EQ(shown("a.test", "password_length"), 15);
}

TEST_F(DomainTest, mail_is_led_out_of_the_server_by_who_has_shown_a_second_factor_lately) {
  const Caller ann{.name = "ann", .roles = {Role::owner}};
  must("account.create", {{"address", "bob@a.test"}});
  const auto is_let = [&](std::string_view operation, json::array targets) {
    const auto done = world.call(operation, {{"alias", "all@a.test"}, {"targets", std::move(targets)}}, ann);
    EXPECT_TRUE(done || is_unproven(done.error())) << operation;
    return done.has_value();
  };
  EXPECT_FALSE(is_let("alias.create", {"bob@a.test", "x@elsewhere.test"}));
  EXPECT_TRUE(is_let("alias.create", {"bob@a.test"}));
  EXPECT_FALSE(is_let("alias.update", {"bob@a.test", "x@elsewhere.test"}));
  must("alias.update", {{"alias", "all@a.test"}, {"targets", {"bob@a.test", "x@elsewhere.test"}}});
  EXPECT_TRUE(is_let("alias.update", {"x@elsewhere.test"})) << "where it went before";
  EXPECT_FALSE(is_let("alias.update", {"x@elsewhere.test", "y@elsewhere.test"}));
}

TEST_F(DomainTest, an_administrator_of_domains_sees_the_drift_of_his_own) {
  set_default("plus_addressing", "false");
  const auto a = world.directory->snapshot()->domain(address::parse_domain("a.test").value())->id;
  const Caller keeper{.name = "keeper", .roles = {Role::domains}, .domains = std::vector{a}};
  const auto rows = world.call("domain.drift", {}, keeper).value();
  ASSERT_EQ(rows.as_array().size(), 1u);
  EXPECT_EQ(rows.at(0).at("domain"), "a.test");
  EXPECT_EQ(world.call("domain.propagate", {{"settings", {"all"}}}, keeper).error().kind, Failure::denied);
}

TEST_F(DomainTest, a_domain_and_an_account_choose_what_becomes_of_spam) {
  must("account.create", {{"address", "u@a.test"}});
  EXPECT_EQ(shown("a.test", "spam_low"), "server");
  must("domain.update", {{"name", "a.test"}, {"spam_low", "junk"}, {"spam_high", "quarantine"}});
  EXPECT_EQ(world.directory->snapshot()->domain(address::parse_domain("a.test").value())->settings.spam,
            (SpamActions{.low = SpamAction::junk, .high = SpamAction::quarantine}));
  must("domain.update", {{"name", "a.test"}, {"spam_low", "server"}});
  EXPECT_EQ(shown("a.test", "spam_low"), "server");
  EXPECT_EQ(shown("a.test", "spam_high"), "quarantine");
  const auto change = [&](std::string_view text) {
    return world.call("account.update", {{"address", "u@a.test"}, {"spam_actions", text}}).has_value();
  };
  EXPECT_TRUE(change("medium=inbox"));
  for (const auto* bad : {"medium", "medium=delete", "none=junk", "low=", "=junk", "low=junk=junk"})
    EXPECT_FALSE(change(bad)) << bad;
  EXPECT_EQ(must("account.show", {{"address", "u@a.test"}}).at("spam_actions"), "medium=inbox");
  const auto stored = world.directory->snapshot()->account(address::parse_mailbox("u@a.test", address::Charset::utf8).value());
  EXPECT_EQ(stored->spam, (SpamActions{.medium = SpamAction::inbox}));
  EXPECT_EQ(directory::decode_account(directory::encode(*stored)).value().spam, stored->spam);
  EXPECT_TRUE(change(""));
  EXPECT_EQ(must("account.show", {{"address", "u@a.test"}}).at("spam_actions"), "");
}

// The form of a domain, what it refuses and what new domains begin with are one declaration.
TEST_F(DomainTest, H07_the_schema_says_what_the_server_asks_and_what_is_refused) {
  must("settings.set", {{"key", "password.expires_after"}, {"value", "90"}});
  set_default("password_length", "20");
  const auto schema = must("domain.schema");
  const auto& fields = schema.at("rooms").at(0).at("fields").as_array();
  ASSERT_EQ(fields.size(), domain_settings().size());
  const auto field = [&](std::string_view key) -> const json::object& {
    return std::ranges::find(fields, json::value(key), [](const auto& f) { return f.at("key"); })->as_object();
  };
  const auto least = static_cast<std::int64_t>(world.policy.current()->minimum_length);
  EXPECT_EQ(field("password_length").at("server"), least);
  EXPECT_EQ(field("password_length").at("only_stricter"), true);
  EXPECT_EQ(field("password_length").at("shipped"), 20) << "what new domains begin with";
  EXPECT_EQ(field("password_length").at("begins"), "system") << "who has set that";
  EXPECT_EQ(field("second_factor").at("begins"), "shipped");
  EXPECT_EQ(field("password_length").at("weaker"), "lower");
  EXPECT_EQ(field("password_expires_after").at("server"), 90);
  EXPECT_EQ(field("second_factor").at("server"), "enabled");
  EXPECT_EQ(field("require_smtp_auth").at("severity"), "high");
  EXPECT_FALSE(field("plus_addressing").contains("weaker"));

  const auto set = [&](std::string_view key, const json::value& value) {
    const auto done = world.call("domain.update", {{"name", "a.test"}, {key, value}});
    return done ? std::string("done") : done.error().text;
  };
  EXPECT_EQ(set("password_length", least - 1),
            fmt::format("password_length: The server asks for {}: a domain may only be stricter", least));
  EXPECT_EQ(set("password_length", least), "done");
  EXPECT_EQ(set("password_expires_after", 91), "password_expires_after: The server asks for 90: a domain may only be stricter");
  EXPECT_EQ(set("password_expires_after", 0), "done") << "as the server asks";
  EXPECT_EQ(set("second_factor", "disabled"), "second_factor: The server asks for enabled: a domain may only be stricter");
  EXPECT_EQ(set("plus_addressing", "perhaps"), "plus_addressing: must be on or off");
}

TEST_F(DomainTest, H07_as_the_server_asks_is_no_weaker_than_that_number) {
  const Caller ann{.name = "ann", .roles = {Role::owner}};
  const auto least = static_cast<std::int64_t>(world.policy.current()->minimum_length);
  must("domain.update", {{"name", "a.test"}, {"password_length", least}});
  EXPECT_TRUE(world.call("domain.update", {{"name", "a.test"}, {"password_length", 0}}, ann)) << "the same";
  must("domain.update", {{"name", "a.test"}, {"password_length", least + 1}});
  EXPECT_TRUE(is_unproven(world.call("domain.update", {{"name", "a.test"}, {"password_length", 0}}, ann).error()));
}

// Who administers the whole server says how much a domain may have; its own administrators see it.
TEST_F(DomainTest, H09_a_domain_has_no_more_than_its_ceilings) {
  must("domain.update", {{"name", "a.test"}, {"most_accounts", 2}, {"most_aliases", 1}, {"largest_message", "5 MiB"}});
  EXPECT_EQ(shown("a.test", "largest_message"), "5 MiB");
  const auto a = world.directory->snapshot()->domain(address::parse_domain("a.test").value())->id;
  const Caller keeper{.name = "keeper", .roles = {Role::domains}, .domains = std::vector{a}, .proven = true};
  const auto seen = world.call("domain.show", {{"name", "a.test"}}, keeper).value();
  EXPECT_EQ(seen.at("most_accounts"), 2);
  EXPECT_EQ(std::ranges::count(seen.at("may_set").as_array(), json::value("most_accounts")), 0);
  EXPECT_EQ(world.call("domain.update", {{"name", "a.test"}, {"most_accounts", 0}}, keeper).error().kind, Failure::denied);

  must("account.create", {{"address", "ann@a.test"}});
  must("account.create", {{"address", "bob@a.test"}});
  const auto third = world.call("account.create", {{"address", "eve@a.test"}});
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().kind, Failure::conflict);
  EXPECT_EQ(third.error().text, "The domain may have no more accounts than 2");
  must("alias.create", {{"alias", "all@a.test"}, {"targets", json::array{"ann@a.test"}}});
  EXPECT_EQ(refusal("alias.create", {{"alias", "more@a.test"}, {"targets", json::array{"ann@a.test"}}}), Failure::conflict);
  must("account.create", {{"address", "eve@b.test"}});
  must("domain.update", {{"name", "a.test"}, {"most_accounts", 1}});
  must("account.delete", {{"address", "bob@a.test"}});
  EXPECT_EQ(refusal("account.create", {{"address", "eve@a.test"}}), Failure::conflict) << "what is there stays, and counts";
  must("domain.update", {{"name", "a.test"}, {"most_accounts", 0}});
  must("account.create", {{"address", "eve@a.test"}});
}

// All that are made in one commit count.
TEST_F(DomainTest, H09_accounts_that_are_made_together_are_none_where_there_is_no_room_for_all) {
  must("domain.update", {{"name", "a.test"}, {"most_accounts", 2}});
  std::vector<directory::NewAccount> three;
  for (const auto* name : {"x@a.test", "y@a.test", "z@a.test"})
    three.push_back({.address = address::parse_mailbox(name, address::Charset::ascii).value()});
  EXPECT_EQ(run_here(world.directory->create_accounts(three)).error().kind, Failure::conflict);
  EXPECT_EQ(shown("a.test", "accounts"), 0);
  three.pop_back();
  EXPECT_TRUE(run_here(world.directory->create_accounts(three)));
}

TEST_F(DomainTest, H03_a_domain_goes_with_its_accounts_and_each_is_told) {
  for (const auto* address : {"ann@a.test", "bob@a.test", "eve@b.test"}) must("account.create", {{"address", address}});
  must("service-account.create", {{"address", "printer@a.test"}, {"networks", json::array{"192.0.2.0/24"}}});
  must("alias.create", {{"alias", "all@a.test"}, {"targets", json::array{"ann@a.test"}}});
  const auto ann = id_of("ann@a.test"), eve = id_of("eve@b.test");
  fill(ann, 100);
  EXPECT_EQ(refusal("domain.delete", {{"name", "a.test"}}), Failure::conflict) << "its accounts are not meant by the way";
  EXPECT_EQ(shown("a.test", "status"), "active");
  const auto before = acts().size();
  must("domain.delete", {{"name", "a.test"}, {"with_accounts", true}});
  EXPECT_EQ(refusal("domain.show", {{"name", "a.test"}}), Failure::not_found);
  EXPECT_EQ(must("account.list").as_array().size(), 1u);
  EXPECT_EQ(must("alias.list").as_array().size(), 0u);
  EXPECT_FALSE(has_mailboxes(ann));
  EXPECT_TRUE(has_mailboxes(eve));
  auto told = acts();
  told.erase(told.begin(), told.begin() + static_cast<std::ptrdiff_t>(before));
  EXPECT_EQ(told.back(), "domain.delete a.test done");
  std::ranges::sort(told);
  EXPECT_EQ(told, (std::vector<std::string>{"account.delete ann@a.test done", "account.delete bob@a.test done",
                                            "domain.delete a.test done", "service-account.remove printer@a.test done"}));
}

TEST_F(DomainTest, no_account_of_a_domain_goes_while_something_leads_into_it) {
  must("account.create", {{"address", "ann@a.test"}});
  must("alias.create", {{"alias", "in@b.test"}, {"targets", json::array{"ann@a.test"}}});
  EXPECT_EQ(refusal("domain.delete", {{"name", "a.test"}, {"with_accounts", true}}), Failure::conflict);
  EXPECT_EQ(shown("a.test", "accounts"), 1);
  EXPECT_EQ(shown("a.test", "status"), "active");
}

TEST_F(DomainTest, what_a_crash_leaves_of_a_domain_is_deleted_by_the_same_call) {
  for (const auto* address : {"ann@a.test", "bob@a.test", "cat@a.test"}) must("account.create", {{"address", address}});
  const auto home = world.directory->snapshot()->domain(address::parse_domain("a.test").value())->id;
  const auto cat = id_of("cat@a.test");
  ASSERT_TRUE(run_here(world.directory->close_domain(home)));
  for (const auto* address : {"ann@a.test", "bob@a.test"}) ASSERT_TRUE(run_here(world.store.delete_account(id_of(address))));
  EXPECT_EQ(shown("a.test", "status"), "disabled");
  must("account.delete", {{"address", "ann@a.test"}});
  EXPECT_EQ(shown("a.test", "accounts"), 2);
  must("domain.delete", {{"name", "a.test"}, {"with_accounts", true}});
  EXPECT_EQ(refusal("domain.show", {{"name", "a.test"}}), Failure::not_found);
  EXPECT_EQ(world.directory->snapshot()->account_count(), 0u);
  EXPECT_FALSE(has_mailboxes(cat));
}

}  // namespace
}  // namespace postern::admin
