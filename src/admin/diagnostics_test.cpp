// What may be given to somebody who helps.
#include "admin/diagnostics.h"

#include <filesystem>
#include <fstream>

#include "admin/process_facts.h"
#include "base/text.h"
#include "events/table.h"
#include "events/tally.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class Diagnostics : public OperationsTest {
 protected:
  Diagnostics() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}});
  }
  std::string text(const json::object& arguments = {}) { return json::serialize(must("server.diagnostics", arguments)); }
};

TEST_F(Diagnostics, one_document_says_how_the_server_is) {
  must("ids.block", {{"network", "198.51.100.7"}});
  const auto all = must("server.diagnostics").as_object();
  EXPECT_FALSE(all.at("version").at("version").as_string().empty());
  EXPECT_EQ(all.at("server").at("accounts"), 1);
  EXPECT_EQ(all.at("server").at("running"), false);
  EXPECT_GT(all.at("machine").at("memory").to_number<std::uint64_t>(), 1u << 20);
  EXPECT_GT(all.at("process").at("memory").to_number<std::uint64_t>(), 1u << 20);
  EXPECT_GT(all.at("process").at("descriptors").to_number<std::uint64_t>(), 2u);
  EXPECT_GT(all.at("process").at("descriptors_most").to_number<std::uint64_t>(), 2u);
  EXPECT_GE(all.at("clock").at("process_runs_for_seconds").to_number<std::int64_t>(), 0);
  EXPECT_EQ(all.at("queue").at("waiting"), 0);
  EXPECT_EQ(all.at("guard").at("blocks"), 1);
  EXPECT_EQ(all.at("guard").at("blocks_by_rule").at("by-hand"), 1);
  EXPECT_EQ(all.at("certificates").at(0).at("names").at(0), "mail.home.test");
  EXPECT_GT(all.at("certificates").at(0).at("days_left").to_number<std::int64_t>(), 300);
  EXPECT_TRUE(all.at("last_audit").is_null());
  EXPECT_GE(all.at("left_out").as_array().size(), 4u);
  EXPECT_EQ(text().find("198.51.100.7"), std::string::npos) << "who is blocked";
  EXPECT_EQ(text().find("ann"), std::string::npos) << "who has an account";
}

TEST_F(Diagnostics, errors_are_counted_by_kind_without_what_they_say) {
  auto parts = world.world();
  parts.errors = [] { return std::vector<events::Count>{{events::Event::server_error, 3, Time{5}}}; };
  const auto done = run_operation(parts, "server.diagnostics", {}, owner("root"), [](const json::value&) { return true; });
  const auto& errors = done->at("errors_since_start").as_array();
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].at("event").as_string(), events::row(events::Event::server_error).name);
  EXPECT_EQ(errors[0].at("times"), 3);
}

TEST_F(Diagnostics, settings_are_shown_where_they_are_changed_and_people_only_when_asked_for) {
  must("settings.set", {{"key", "guard.country_database"}, {"value", "/srv/ann@home.test/x.mmdb"}});
  must("settings.set", {{"key", "auth.hash_queue"}, {"value", "99"}});
  const auto settings = must("server.diagnostics").at("settings_changed").as_array();
  ASSERT_EQ(settings.size(), 2u);
  EXPECT_EQ(text().find("ann@"), std::string::npos);
  EXPECT_NE(text().find("(address)"), std::string::npos);
  EXPECT_NE(text().find("\"99\""), std::string::npos);
  EXPECT_NE(text({{"people", true}}).find("/srv/ann@home.test"), std::string::npos);
}

TEST_F(Diagnostics, tokens_and_passwords_and_what_they_are_checked_by_are_not_in_it) {
  must("admin.add", {{"name", "eve"}, {"roles", {"owner"}}, {"password", "a-Very-long-1-password"}});
  const auto token = must("token.add", {{"name", "eve"}, {"label", "t"}, {"roles", {"owner"}}}).at("token");
  const auto device = must("app-password.add", {{"address", "ann@home.test"}, {"label", "phone"}}).at("password");
  const auto said = text({{"people", true}});
  for (const auto& secret :
       {std::string(token.as_string()), std::string(device.as_string()), std::string("a-Very-long-1-password")})
    EXPECT_EQ(said.find(secret), said.npos);
  // Everything that the store holds of them is no part of it either.
  std::size_t looked_at = 0;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    for (std::size_t at = 0; at + 16 <= value.size(); at += 16) {
      const auto piece = value.substr(at, 16);
      EXPECT_EQ(said.find(to_hex(piece)), said.npos);
      EXPECT_EQ(said.find(to_base64(piece.substr(0, 15))), said.npos);
      ++looked_at;
    }
    return true;
  };
  EXPECT_TRUE(run_here(world.kv->scan(kv::Family::meta, "", "", std::move(visit))));
  EXPECT_GT(looked_at, 20u);
}

TEST_F(Diagnostics, whatever_is_in_it_it_stays_small) {
  must("settings.set", {{"key", "guard.country_database"}, {"value", "/" + std::string(200, 'x')}});
  for (int i = 0; i < 300; ++i)
    must("ids.block", {{"network", "198.51." + std::to_string(i / 250) + "." + std::to_string(i % 250)}});
  EXPECT_LT(text().size(), 64u << 10);
  EXPECT_EQ(fit_to_show(std::string(5000, 'x'), true).size(), 512u);
}

TEST(DiskFacts, say_how_much_each_part_takes) {
  const test::TempDir folder;
  std::filesystem::create_directory(folder.path() / "logs");
  std::ofstream(folder.path() / "logs" / "a") << std::string(1000, 'x');
  const auto disk = disk_facts(folder.path().string());
  EXPECT_GT(disk.at("octets").to_number<std::uint64_t>(), 0u);
  EXPECT_EQ(disk.at("parts").at(2).at("octets"), 1000u);
  EXPECT_EQ(disk.at("parts").at(2).at("files"), 1u);
  EXPECT_EQ(disk.at("parts").at(0).at("files"), 0u);
}

TEST(FitToShow, addresses_of_people_and_what_web_addresses_say_behind_their_host_are_left_out) {
  EXPECT_EQ(fit_to_show("ann@home.test", false), "(address)");
  EXPECT_EQ(fit_to_show("['ann@home.test','<bob+x@other.test>',7]", false), "['(address)','<(address)>',7]");
  EXPECT_EQ(fit_to_show("a @ b", false), "a (address) b");
  EXPECT_EQ(fit_to_show("ann@home.test", true), "ann@home.test");
  for (const bool people : {false, true}) {
    EXPECT_EQ(fit_to_show("https://hook.test/services/T0/SECRET?k=SECRET", people), "https://hook.test/(left out)");
    EXPECT_EQ(fit_to_show("https://user:SECRET@hook.test:8443/x y", people), "https://hook.test:8443/(left out) y");
    EXPECT_EQ(fit_to_show("x https://hook.test?SECRET, https://b.test", people),
              "x https://hook.test/(left out), https://b.test");
  }
  EXPECT_EQ(fit_to_show("a\nb\x1b", true).find('\n'), std::string::npos);
}

TEST(Indented, people_get_a_member_a_line) {
  EXPECT_EQ(indented(json::parse(R"({"a":[],"b":{"c":1},"d":[{"e":1,"f":"x"}]})")),
            "{\n  \"a\": [],\n  \"b\": {\n    \"c\": 1\n  },\n  \"d\": [\n    {\"e\":1,\"f\":\"x\"}\n  ]\n}\n");
}

}  // namespace
}  // namespace postern::admin
