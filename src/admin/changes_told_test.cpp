// H03: what the administration log says of an act: from what to what, and never a secret.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "auth/totp.h"
#include "events/table.h"
#include "support/admin_world.h"
#include "support/base32.h"

namespace postern::admin {
namespace {

constexpr std::string_view kOwnLines = "each value is a line of its own: server.setting-changed";
constexpr std::string_view kKeyLines = "each key is a line of its own: dkim.key-changed";
constexpr std::string_view kMail = "it changes mail, and no setting";
constexpr std::string_view kSends = "it sends mail, and changes nothing";
constexpr std::string_view kSession = "a session or connection ends, and nothing is set";

// What changes something and shows no subject, and why.
const std::map<std::string_view, std::string_view> kUnshown{
    {"account.impersonate", "a session begins: administration.impersonation-began"},
    {"admin.end-session", kSession},
    {"admin.end-sessions", kSession},
    {"audit.daily", "it looks, and keeps what it has found"},
    {"audit.run", kOwnLines},
    {"audit.undo", kOwnLines},
    {"connection.drop", kSession},
    {"deny.import", "a whole list of networks, each with the name of that list"},
    {"dkim.check", kKeyLines},
    {"dkim.rotate", kKeyLines},
    {"dmarc.send", kSends},
    {"domain.propagate", kOwnLines},
    {"domain.undo", kOwnLines},
    {"ids.preset", kOwnLines},
    {"password.expire-all", "all accounts of a domain, and always the same"},
    {"password.reset-link", "a secret is made, and nothing is set"},
    {"quarantine.delete", kMail},
    {"quarantine.release", kMail},
    {"queue.delete", kMail},
    {"queue.force", kMail},
    {"queue.hold", kMail},
    {"queue.look", "it looks: who has looked is what is told"},
    {"queue.restart", kMail},
    {"second-factor.new-recovery-codes", "nothing but secrets is changed"},
    {"server.test-message", kSends},
    {"settings.apply", kOwnLines},
    {"settings.keep", "the value stays as it is"},
    {"settings.put-back", kOwnLines},
    {"settings.reset", kOwnLines},
    {"settings.rollback", kOwnLines},
    {"settings.set", kOwnLines},
    {"settings.set-secret", kOwnLines},
    {"settings.try", kOwnLines},
    {"settings.undo", kOwnLines},
    {"tlsrpt.send", kSends},
};

TEST(ChangesTold, H03_what_changes_something_shows_from_what_to_what_or_it_is_known_why_not) {
  for (const auto& op : operations()) {
    const bool changes = op.access.changes || !op.access.changes_with.empty();
    EXPECT_EQ(op.shown != nullptr, changes && !kUnshown.contains(op.name)) << op.name;
  }
  for (const auto& [name, why] : kUnshown) {
    const auto* op = find(name);
    EXPECT_TRUE(op && (op->access.changes || !op->access.changes_with.empty())) << name << " changes nothing: " << why;
  }
}

class ChangesToldTest : public OperationsTest {
 protected:
  ChangesToldTest() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}, {"password", "correct-Horse-9-staple"}, {"quota", 1000}});
  }
  // Of one from which ann has logged in.
  std::string id_of_known_device() {
    events::SecurityEvent login;
    login.signal = events::Signal::login;
    login.at = world.time.now();
    login.ip = IpAddress::parse("192.0.2.7")->bytes;
    login.account = AccountId(1);
    world.guard.record(std::move(login));
    return std::string(must("known-device.list", {{"address", "ann@home.test"}}).as_array().at(0).at("id").as_string());
  }
  // Of the last act.
  [[nodiscard]] std::string told(events::Key what) const {
    const auto all = world.events.all();
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
      if (at->event != events::Event::administrator_acted) continue;
      for (const auto& [key, value] : at->fields)
        if (key == what) return value;
      return {};
    }
    return {};
  }
  [[nodiscard]] std::string changes() const { return told(events::Key::changes); }
  std::string after(std::string_view operation, const json::object& arguments) {
    must(operation, arguments);
    return changes();
  }
};

TEST_F(ChangesToldTest, H03_of_what_nobody_names_one_by_one_it_is_told_which_were_meant) {
  must("queue.hold", {{"domain", "away.test"}});
  EXPECT_EQ(told(events::Key::text), "domain away.test");
  must("queue.redirect", {{"to", "ann@home.test"}, {"domain", "away.test"}, {"text", "zoe"}});
  EXPECT_EQ(told(events::Key::text), "to ann@home.test; domain away.test; text zoe");
}

TEST_F(ChangesToldTest, H03_each_act_says_from_what_to_what) {
  struct Act {
    std::string_view operation;
    json::object arguments;
    std::string_view told;
  };
  const json::object ann{{"address", "ann@home.test"}};
  const std::vector<Act> acts{
      {"account.update", {{"address", "ann@home.test"}, {"quota", 2000}}, "quota: 1000 → 2000"},
      {"account.update", {{"address", "ann@home.test"}, {"display_name", "Ann"}}, "display_name: \"\" → Ann"},
      {"account.language", {{"address", "ann@home.test"}, {"language", "de"}}, "language: domain \u2192 de"},
      {"account.contain", {{"address", "ann@home.test"}, {"reason", "a stranger"}}, "status: active → contained"},
      {"account.recover", ann, "status: contained → active"},
      {"account.rename", {{"address", "ann@home.test"}, {"name", "bob"}}, "address: ann@home.test → bob@home.test"},
      {"alias.create", {{"alias", "all@home.test"}, {"targets", json::array{"bob@home.test"}}}, "targets: → bob@home.test"},
      {"alias.update",
       {{"alias", "all@home.test"}, {"targets", json::array{"bob@home.test"}}, {"open_to", "members"}},
       "open_to: everybody → members"},
      {"alias.delete", {{"alias", "all@home.test"}}, "targets: bob@home.test →"},
      {"domain.update", {{"name", "home.test"}, {"require_smtp_auth", "off"}}, "require_smtp_auth: on → off"},
      {"domain.add-name", {{"name", "home.test"}, {"other_name", "also.test"}}, "other_names: \"\" → also.test"},
      {"domain.remove-name", {{"other_name", "also.test"}}, "domain: home.test →"},
      {"sender.block", {{"owner", "home.test"}, {"senders", json::array{"evil.test"}}}, "blocked: \"\" → evil.test"},
      {"sender.trust", {{"owner", "bob@home.test"}, {"senders", json::array{"good.test"}}}, "trusted: \"\" → good.test"},
      {"app-password.add",
       {{"address", "bob@home.test"}, {"label", "phone"}, {"protocols", json::array{"imap"}}},
       "app_passwords: \"\" → phone (imap)"},
      {"app-password.remove", {{"address", "bob@home.test"}, {"number", 1}}, "app_passwords: phone (imap) → \"\""},
      {"admin.add", {{"name", "sec"}, {"roles", json::array{"security"}}}, "roles: → security"},
      {"admin.update", {{"name", "sec"}, {"roles", json::array{"reader"}}}, "roles: security → reader"},
      {"token.add",
       {{"name", "sec"}, {"label", "backup"}, {"roles", json::array{"reader"}}},
       "tokens: \"\" → backup (reader, until "},
      {"allow.add",
       {{"network", "192.0.2.0/24"}, {"description", "office"}, {"spare", json::array{"greylisting"}}},
       "spared: → greylisting"},
      {"deny.add", {{"network", "203.0.113.0/24"}, {"description", "a farm"}}, "description: → a farm"},
      {"ids.block", {{"network", "203.0.113.7"}, {"description", "a guess"}}, "held: \"\" → block by-hand ("},
      {"ids.unblock", {{"subject", "203.0.113.7"}}, "for ever): a guess → \"\""},
      {"smtp-block.add", {{"kind", "domain"}, {"name", "evil.test"}}, "name: → evil.test"},
      {"smtp-block.remove", {{"kind", "domain"}, {"name", "evil.test"}}, "name: evil.test →"},
      {"greylist.let-in", {{"who", "192.0.2.7"}}, "greylisting: → known"},
      {"greylist.forget", {{"who", "192.0.2.0/24"}}, "greylisting: known →"},
      {"auto-reply.set", {{"address", "bob@home.test"}, {"text", "I am away"}}, "on: off → on"},
      {"known-device.forget", {{"address", "bob@home.test"}, {"id", id_of_known_device()}}, "known_device: 192.0.2.7 →"},
      {"secret.set", {{"name", "relay"}, {"value", "a-relay-password"}}, "set: → 20"},
      {"server.apply", {{"plan", R"({"domains": [{"name": "new.test"}]})"}}, "domains: \"\" → new.test"},
  };
  for (const auto& [operation, arguments, told] : acts) {
    const auto changes = after(operation, arguments);
    EXPECT_NE(changes.find(told), std::string::npos) << operation << ": " << changes;
    EXPECT_EQ(changes.find("away"), std::string::npos) << "no text of a message";
  }
}

TEST_F(ChangesToldTest, what_changes_nothing_says_so_and_what_is_refused_too) {
  EXPECT_EQ(after("account.update", {{"address", "ann@home.test"}, {"quota", 1000}}), "");
  EXPECT_FALSE(world.call("account.update", {{"address", "nobody@home.test"}, {"quota", 5}}));
  EXPECT_EQ(changes(), "");
}

TEST_F(ChangesToldTest, of_a_plan_that_fails_half_way_what_was_done_is_told) {
  const auto* plan = R"({"domains": [{"name": "new.test"}], "accounts": [{"address": 5}]})";
  EXPECT_FALSE(world.call("server.apply", {{"plan", plan}}));
  EXPECT_EQ(changes(), "domains: \"\" → new.test");
}

// The strings of an answer that nobody but who asked is to see.
void add_secrets(const json::value& answer, std::set<std::string>& out, bool within = false) {
  static const std::set<std::string_view> kNames{"password",       "token",  "access_token", "refresh_token",
                                                 "recovery_codes", "secret", "uri",          "link"};
  if (answer.is_object())
    for (const auto& [member, value] : answer.get_object()) add_secrets(value, out, within || kNames.contains(member));
  if (answer.is_array())
    for (const auto& item : answer.get_array()) add_secrets(item, out, within);
  if (within && answer.is_string() && !answer.get_string().empty()) out.emplace(answer.get_string());
}

TEST_F(ChangesToldTest, H03_no_secret_that_is_set_or_made_is_in_any_line) {
  std::set<std::string> secrets{"correct-Horse-9-staple", "gravel-Lantern-pickle-42", "violet-Harbor-8-spoon",
                                "a-relay-password"};
  const auto does = [&](std::string_view operation, const json::object& arguments) {
    const auto before = secrets.size();
    auto answer = must(operation, arguments);
    add_secrets(answer, secrets);
    EXPECT_TRUE(secrets.size() > before || arguments.contains("password") || arguments.contains("value")) << operation;
    return answer;
  };
  const json::object ann{{"address", "ann@home.test"}};
  world.time.pass(std::chrono::seconds(1));
  does("account.password", {{"address", "ann@home.test"}, {"password", "gravel-Lantern-pickle-42"}});
  EXPECT_NE(changes().find("password_changed: "), std::string::npos) << "that it was set is told";
  does("account.password", {{"address", "ann@home.test"}, {"generate", true}});
  does("password.reset-link", ann);
  does("app-password.add", {{"address", "ann@home.test"}, {"label", "phone"}});
  const auto pair =
      does("oauth-token.add", {{"address", "ann@home.test"}, {"label", "web"}, {"protocols", json::array{"imap"}}});
  does("oauth-token.refresh", {{"address", "ann@home.test"}, {"refresh_token", pair.at("refresh_token")}});
  const auto seed = does("second-factor.begin", ann).at("secret");
  const auto code = auth::totp_code(Secret(unpadded_base32(seed.as_string())), auth::totp_step(world.time.now()));
  does("second-factor.confirm", {{"address", "ann@home.test"}, {"code", code}});
  EXPECT_EQ(changes(), "second_factor: off → on");
  does("second-factor.new-recovery-codes", ann);
  does("service-account.create",
       {{"address", "form@home.test"}, {"networks", json::array{"192.0.2.7"}}, {"senders", json::array{"form@home.test"}}});
  does("service-account.update", {{"address", "form@home.test"}, {"new_password", true}});
  does("admin.add", {{"name", "sec"}, {"roles", json::array{"security"}}});
  does("admin.password", {{"name", "sec"}, {"password", "violet-Harbor-8-spoon"}});
  does("admin.reset-2fa", {{"name", "sec"}});
  does("token.add", {{"name", "sec"}, {"label", "backup"}, {"roles", json::array{"reader"}}});
  does("secret.set", {{"name", "relay"}, {"value", "a-relay-password"}});
  const auto identity = tls::make_self_signed({{"new.test"}, {}}, world.time.now(), 90, system_random()).value();
  const auto key = std::string(identity.key.reveal());
  must("certificate.install", {{"chain", identity.chain}, {"key", key}});
  EXPECT_NE(changes().find("installed: new.test"), std::string::npos) << changes();
  secrets.insert(key.substr(key.find('\n') + 1, 60));
  for (const auto& event : world.events.all())
    for (const auto& [field, value] : event.fields) {
      for (const auto& secret : secrets) EXPECT_EQ(value.find(secret), std::string::npos) << value;
      if (field == events::Key::changes) EXPECT_EQ(value.find(code), std::string::npos) << value;
    }
}

TEST_F(ChangesToldTest, H03_a_setting_is_told_by_who_set_it_from_what_to_what) {
  must("settings.set", {{"key", "password.minimum_length"}, {"value", "14"}});
  const auto last = [&](events::Key key) { return world.events.last(events::Event::setting_changed, key); };
  EXPECT_EQ(last(events::Key::who), "root");
  EXPECT_EQ(last(events::Key::name), "password.minimum_length");
  EXPECT_EQ(last(events::Key::before), "12");
  EXPECT_EQ(last(events::Key::after), "14");
  const auto lines = world.events.count(events::Event::setting_changed);
  must("settings.undo", {{"number", 1}});
  EXPECT_EQ(last(events::Key::before), "14");
  EXPECT_EQ(last(events::Key::after), "12");
  EXPECT_EQ(world.events.count(events::Event::setting_changed), lines + 1);
}

TEST_F(ChangesToldTest, H03_what_is_spread_over_domains_and_taken_back_is_told_domain_by_domain) {
  must("domain.create", {{"name", "b.test"}});
  must("settings.set", {{"key", "domain_defaults.password_length"}, {"value", "14"}});
  const auto lines = [&](std::string_view before, std::string_view after) {
    std::set<std::string> domains;
    for (const auto& event : world.events.all()) {
      if (event.event != events::Event::setting_changed) continue;
      std::map<events::Key, std::string> of(event.fields.begin(), event.fields.end());
      if (of.contains(events::Key::domain) && of[events::Key::who] == "root" && of[events::Key::name] == "password_length" &&
          of[events::Key::before] == before && of[events::Key::after] == after)
        domains.insert(of[events::Key::domain]);
    }
    return domains;
  };
  must("domain.propagate", {{"settings", {"all"}}, {"preview", true}});
  EXPECT_TRUE(lines("0", "14").empty()) << "what is only looked at is not told";
  const auto done = must("domain.propagate", {{"settings", {"all"}}});
  EXPECT_EQ(lines("0", "14"), (std::set<std::string>{"b.test", "home.test"}));
  EXPECT_TRUE(lines("14", "0").empty());
  must("domain.undo", {{"number", done.at("number")}});
  EXPECT_EQ(lines("14", "0"), (std::set<std::string>{"b.test", "home.test"}));
}

}  // namespace
}  // namespace postern::admin
