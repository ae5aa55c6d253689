// Settings that lead mail, or whom is believed of it, elsewhere: each takes a second factor that was shown lately, whichever way it is changed.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "app/parts.h"
#include "auth/totp.h"
#include "support/base32.h"
#include "support/session_world.h"

namespace postern::app {
namespace {

namespace json = boost::json;

// Each with a value that it does not ship with.
const std::map<std::string, std::string, std::less<>> kDiverting{
    {"dns.servers", "192.0.2.53"},
    {"dns.trust_anchor", "other.key"},
    {"delivery.ca", "other.pem"},
    {"delivery.routes", R"([{"domain":"*","host":"relay.test"}])"},
    {"net.listeners", R"([{"service":"smtp","port":25,"proxies":["192.0.2.0/24"]}])"},
    {"notify.mail_to", "mallory@home.test"},
    {"notify.webhook_ca", "other.pem"},
    {"notify.webhook_secret", "known-to-mallory"},
    {"notify.webhook_url", "https://mallory.test/"},
    {"origin.trusted_sealers", "list.test"},
    {"scanners.clamav", "127.0.0.1:3310"},
    {"scanners.milters", R"([{"place":"127.0.0.1:9900"}])"},
    {"scanners.rspamd", "127.0.0.1:11333"},
    {"scanners.spamd", "127.0.0.1:783"},
};

struct World : admin::AdminWorld {
  config::Live<outbound::Settings> delivery = registry.add<outbound::Settings>("delivery");
  config::Live<scanners::Settings> scanners = registry.add<scanners::Settings>("scanners");
  config::Live<smtp::OriginSettings> origin = registry.add<smtp::OriginSettings>("origin");
  config::Live<dns::Settings> dns_settings = registry.add<dns::Settings>("dns");
  config::Live<NetSettings> net = registry.add<NetSettings>("net");
  config::Live<notify::Settings> notify = registry.add<notify::Settings>("notify");
};

bool diverts(const config::Entry& entry) {
  return entry.meta.diverts ||
         (entry.record && std::ranges::any_of(entry.record().entries, [](const config::Entry& e) { return diverts(e); }));
}

class DivertingSettings : public testing::Test {
 protected:
  // Who has found an open browser.
  bool is_refused(std::string_view operation, const json::object& arguments) {
    const auto before = value();
    const auto done = at.call(operation, arguments, {.name = "ann", .roles = {admin::Role::owner}});
    const bool refused = !done && admin::is_unproven(done.error());
    EXPECT_TRUE(!refused || value() == before) << key << " " << operation;
    return refused;
  }
  std::string value() { return std::string(at.must("settings.show", {{"key", key}}).at("value").as_string()); }
  std::string file(const std::string& text) const {
    return json::serialize(json::object{{"settings", json::object{{key, text}}}});
  }
  std::uint64_t newest() { return at.must("settings.history").at(0).at("number").to_number<std::uint64_t>(); }
  bool is_secret() { return at.registry.find(key)->entry->meta.secret; }
  bool takes_effect_at_once() { return at.must("settings.show", {{"key", key}}).at("takes_effect") != "restart"; }

  World at;
  std::string key;
};

TEST_F(DivertingSettings, are_those_that_are_declared_so) {
  const AllSettings all;
  std::set<std::string> declared, known;
  for (const auto& setting : all.registry.settings())
    if (diverts(*setting.entry)) declared.insert(setting.key);
  for (const auto& [key, text] : kDiverting) known.insert(key);
  EXPECT_EQ(declared, known);
}

TEST_F(DivertingSettings, take_a_second_factor_shown_lately_whichever_way_they_are_changed) {
  for (const auto& [name, other] : kDiverting) {
    key = name;
    const json::object only{{"key", key}}, wanted{{"key", key}, {"value", other}};
    EXPECT_TRUE(is_refused("settings.set", wanted)) << key;
    EXPECT_TRUE(is_refused("settings.apply", {{"file", file(other)}})) << key;
    EXPECT_TRUE(is_refused("server.apply", {{"plan", file(other)}})) << key;
    if (!is_secret() && takes_effect_at_once()) {
      EXPECT_TRUE(is_refused("settings.try", wanted)) << key;
      at.must("settings.try", wanted);
      EXPECT_TRUE(is_refused("settings.keep", only)) << key << ": it is on trial by another";
      EXPECT_TRUE(is_refused("settings.set", wanted)) << key << ": which keeps it as well";
      EXPECT_FALSE(is_refused("settings.put-back", only)) << key << ": it would come by itself";
    }
    at.must(is_secret() ? "settings.set-secret" : "settings.set", wanted);
    const json::object change{{"number", newest()}};
    EXPECT_TRUE(is_refused("settings.reset", only)) << key;
    if (is_secret()) {
      EXPECT_TRUE(is_refused("settings.set-secret", {{"key", key}, {"value", other + "-too"}})) << key;
    } else {
      EXPECT_TRUE(is_refused("settings.apply", {{"file", R"({"settings":{}})"}, {"exact", true}})) << key;
      EXPECT_FALSE(is_refused("settings.set", wanted)) << key << ": it is that already";
    }
    EXPECT_TRUE(is_refused("settings.undo", change)) << key;
    EXPECT_TRUE(is_refused("settings.rollback", change)) << key;
    at.must("settings.reset", only);
  }
}

// By that number alone whoever guards his change by what he saw learns that there is another secret: each is shown as hidden.
TEST_F(DivertingSettings, a_secret_in_place_of_another_is_another_change) {
  key = "notify.webhook_secret";
  const auto set = [&](const char* secret) {
    at.must("settings.set-secret", {{"key", key}, {"value", secret}});
    return at.must("settings.show", {{"key", key}});
  };
  EXPECT_TRUE(at.must("settings.show", {{"key", key}}).at("change").is_null());
  const auto first = set("tell-nobody"), second = set("another-one");
  EXPECT_EQ(first.at("value"), second.at("value"));
  EXPECT_EQ(first.at("change").to_number<std::uint64_t>() + 1, second.at("change").to_number<std::uint64_t>());
}

// The form of all settings is guarded by what the file of them says.
TEST_F(DivertingSettings, H03_a_file_of_the_settings_that_was_read_before_a_secret_was_replaced_is_an_old_one) {
  key = "notify.webhook_secret";
  const auto set = [&](const char* secret) {
    const auto done = at.must("settings.set-secret", {{"key", key}, {"value", secret}});
    EXPECT_EQ(at.must("settings.export").at("secrets").at(key), done.at(0).at("change"));
    return at.must("settings.export");
  };
  EXPECT_TRUE(at.must("settings.export").at("secrets").as_object().empty());
  const auto first = set("tell-nobody"), second = set("another-one");
  EXPECT_EQ(first.at("settings"), second.at("settings"));
  EXPECT_FALSE(first.at("settings").as_object().contains(key));

  const auto row = at.must("settings.list", {{"changed", true}}).at(0);
  EXPECT_EQ(row.at("change"), second.at("secrets").at(key));
  EXPECT_EQ(row.at("changed_at").as_string(), rfc3339(at.time.now()));
  EXPECT_FALSE(row.at("changed_by").as_string().empty());
  at.must("settings.apply", {{"file", json::serialize(first)}, {"exact", true}});
  EXPECT_EQ(at.must("settings.export"), second) << "a file has no secrets, and takes none away";
}

TEST_F(DivertingSettings, others_beside_them_are_changed_as_before) {
  key = "scanners.patience";
  EXPECT_FALSE(is_refused("settings.set", {{"key", key}, {"value", "31s"}}));
  EXPECT_EQ(value(), "31s");
}

// Where proxies are believed: on which of the listeners, and for whom it is.
TEST_F(DivertingSettings, H02_a_listener_takes_one_for_its_proxies_alone) {
  key = "net.listeners";
  const auto set = [&](const std::string& rows) { return is_refused("settings.set", {{"key", key}, {"value", rows}}); };
  const std::string web = R"({"service":"api","port":8443,"tls":"implicit"})";
  const std::string smtp = R"({"service":"smtp","port":25,"proxies":["192.0.2.0/24"]})";
  EXPECT_FALSE(set("[" + web + R"(,{"service":"smtp","port":25}])"));
  EXPECT_FALSE(set("[" + web + R"(,{"service":"smtp","port":2525}])"));
  EXPECT_TRUE(set("[" + web + "," + smtp + "]"));
  at.must("settings.set", {{"key", key}, {"value", "[" + web + "," + smtp + "]"}});
  EXPECT_FALSE(set("[" + smtp + "," + web + "]")) << "in another order";
  EXPECT_FALSE(set("[" + smtp + "]")) << "another listener goes";
  EXPECT_TRUE(set(R"([{"service":"smtp","port":25}])")) << "behind a proxy everybody would be the proxy";
  EXPECT_TRUE(set(R"([{"service":"smtp","port":25,"proxies":["192.0.2.0/24","198.51.100.0/24"]}])"));
  EXPECT_TRUE(
      set(R"([{"service":"smtp","port":25},{"service":"api","port":8443,"tls":"implicit","proxies":["192.0.2.0/24"]}])"))
      << "the same proxies, believed elsewhere";
}

// ---- over HTTP ----

class DivertingRoutes : public api::SessionWorld {
 protected:
  // A full session, whose second factor was shown a while ago.
  std::string late_session() {
    const auto cookie = cookie_of(log_in("ann", api::kPassword));
    const auto begun = ask("POST /api/v1/session/second-factor", cookie);
    const Secret seed(unpadded_base32(std::string(begun.value().at("secret").as_string())));
    const auto code = auth::totp_code(seed, auth::totp_step(at.time.now()));
    EXPECT_EQ(ask("PUT /api/v1/session/second-factor", cookie, R"({"code": ")" + code + "\"}").status, 200);
    at.time.pass(std::chrono::minutes(16));
    return cookie;
  }

  config::Live<scanners::Settings> scanners = at.registry.add<scanners::Settings>("scanners");
};

TEST_F(DivertingRoutes, each_that_writes_settings_asks_for_a_second_factor_shown_lately) {
  const std::string here = "127.0.0.1:3310";
  at.must("settings.set", {{"key", "scanners.clamav"}, {"value", here}});
  const auto change =
      "/api/v1/settings-history/" + std::to_string(at.must("settings.history").at(0).at("number").to_number<int>());
  const auto cookie = late_session();
  const auto refuses = [&](const std::string& line, const std::string& body) {
    const auto a = ask(line, cookie, body);
    ASSERT_EQ(a.status, 403) << line << ' ' << a.body;
    EXPECT_EQ(a.value().at("kind"), "second-factor-not-proven") << line;
    EXPECT_EQ(scanners.current()->clamav, here) << line;
  };
  const std::string elsewhere = R"({"value": "192.0.2.99:3310"})";
  refuses("PUT /api/v1/settings/scanners.clamav", elsewhere);
  refuses("POST /api/v1/settings/scanners.clamav/trial", elsewhere);
  refuses("DELETE /api/v1/settings/scanners.clamav", "");
  const auto file = json::serialize(json::object{{"file", R"({"settings": {"scanners.clamav": "192.0.2.99:3310"}})"}});
  refuses("PUT /api/v1/settings-file", file);
  refuses("PUT /api/v1/settings-file", json::serialize(json::object{{"file", R"({"settings": {}})"}, {"exact", true}}));
  refuses("POST " + change + "/undo", "{}");
  refuses("POST " + change + "/rollback", "{}");
  EXPECT_EQ(ask("POST /api/v1/settings-file/plan", cookie, file).status, 200) << "to look is not to do";
}

}  // namespace
}  // namespace postern::app
