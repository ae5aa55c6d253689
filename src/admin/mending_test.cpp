// What an audit mends, and how it is taken back.
#include "admin/mending.h"

#include <sys/stat.h>

#include <fstream>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class MendingTest : public OperationsTest {
 protected:
  MendingTest() {
    must("domain.create", {{"name", "a.test"}});
    must("domain.create", {{"name", "b.test"}});
    std::ofstream(file) << "log";
  }
  audit::Fixes fixes(std::vector<config::Change> settings = {}) {
    return {.settings = std::move(settings), .domains = {{id("a.test"), "require_smtp_auth", "on"}}, .modes = {{file, 0600}}};
  }
  DomainId id(const std::string& name) { return world.directory->snapshot()->domain(address::parse_domain(name).value())->id; }
  Result<Mending> mend_all(audit::Fixes what, const Caller& by = owner("root")) {
    auto parts = world.world();
    return run_here(mend(parts, Call{none, nobody, by}, std::move(what)));
  }
  Result<TakenBack> undo(std::uint64_t number, const Caller& by = owner("root")) {
    auto parts = world.world();
    return run_here(take_back(parts, Call{none, nobody, by}, number));
  }
  void weaken() {
    must("domain.update", {{"name", "a.test"}, {"require_smtp_auth", "off"}});
    must("settings.set", {{"key", "password.minimum_length"}, {"value", "4"}});
    ASSERT_EQ(chmod(file.c_str(), 0666), 0);
  }
  std::uint32_t mode() {
    struct stat info{};
    EXPECT_EQ(lstat(file.c_str(), &info), 0);
    return info.st_mode & 07777U;
  }
  std::string length() {
    return std::string(must("settings.show", {{"key", "password.minimum_length"}}).at("value").as_string());
  }
  bool needs_login(const std::string& domain) {
    return must("domain.show", {{"name", domain}}).at("require_smtp_auth").as_bool();
  }

  const std::vector<config::Change> shipped_length{{"password.minimum_length", std::nullopt}};
  const std::string file = (world.folder.path() / "a.log").string();
  const json::object none;
  const Progress nobody = [](const json::value&) { return true; };
};

TEST_F(MendingTest, settings_domains_and_modes_are_mended_in_one_and_taken_back_in_one) {
  weaken();
  const auto done = mend_all(fixes(shipped_length)).value();
  EXPECT_EQ(done.number, 1u);
  EXPECT_EQ(done.rows.size(), 3u);
  EXPECT_EQ(length(), "12");
  EXPECT_TRUE(needs_login("a.test"));
  EXPECT_EQ(mode(), 0600u);

  const auto back = undo(1).value();
  EXPECT_EQ(back.done.number, 2u) << "it can be taken back as well";
  EXPECT_TRUE(back.changed_since.empty());
  EXPECT_EQ(length(), "4");
  EXPECT_FALSE(needs_login("a.test"));
  EXPECT_EQ(mode(), 0666u);
}

// Who has found an open browser does not take back what made the server safe.
TEST_F(MendingTest, what_is_taken_back_makes_nothing_weaker_by_who_has_not_shown_a_second_factor_lately) {
  const Caller late{.name = "ann", .roles = {Role::owner}};
  weaken();
  audit::Fixes domain{.settings = {}, .domains = {{id("a.test"), "require_smtp_auth", "on"}}, .modes = {}};
  audit::Fixes modes{.settings = {}, .domains = {}, .modes = {{file, 0600}}};
  ASSERT_TRUE(mend_all(domain, late)) << "it becomes safer";
  ASSERT_TRUE(mend_all(modes, late));
  for (const std::uint64_t number : {1U, 2U}) {
    const auto back = undo(number, late);
    EXPECT_TRUE(!back && is_unproven(back.error())) << number;
  }
  EXPECT_TRUE(needs_login("a.test"));
  EXPECT_EQ(mode(), 0600u);
  EXPECT_EQ(undo(1)->done.number, 3u) << "what was refused has no number";
}

TEST_F(MendingTest, H03_the_log_has_who_mended_what_and_what_it_was) {
  using events::Event;
  using events::Key;
  weaken();
  const auto acted = world.events.count(Event::administrator_acted);
  must("audit.run");
  EXPECT_EQ(world.events.count(Event::administrator_acted), acted) << "who looks changes nothing";
  must("audit.run", {{"fix", true}, {"checks", {"accounts.smtp-auth"}}});
  EXPECT_EQ(world.events.count(Event::administrator_acted), acted + 1);
  EXPECT_EQ(world.events.last(Event::administrator_acted, Key::name), "audit.run");
  EXPECT_EQ(world.events.last(Event::setting_changed, Key::who), "root");
  EXPECT_EQ(world.events.last(Event::setting_changed, Key::domain), "a.test");
  EXPECT_EQ(world.events.last(Event::setting_changed, Key::name), "require_smtp_auth");
  EXPECT_EQ(world.events.last(Event::setting_changed, Key::before), "off");
  EXPECT_EQ(world.events.last(Event::setting_changed, Key::after), "on");

  ASSERT_TRUE(mend_all({.settings = {}, .domains = {}, .modes = {{file, 0600}}}));
  EXPECT_EQ(world.events.last(Event::setting_changed, Key::path), file);
  EXPECT_EQ(world.events.last(Event::setting_changed, Key::before), "0666");
  EXPECT_EQ(world.call("audit.run", {{"fix", true}}, {.name = "sec", .roles = {Role::security}}).error().kind, Failure::denied);
  EXPECT_EQ(world.events.last(Event::administrator_acted, Key::reason), name(Failure::denied));
}

TEST_F(MendingTest, what_is_as_it_should_be_is_not_touched) {
  const auto done = mend_all(fixes(shipped_length)).value();
  EXPECT_EQ(done.rows.size(), 1u) << "the file is made with more than 0600";
  EXPECT_EQ(mend_all(fixes(shipped_length)).value().number, 0u);
  EXPECT_EQ(must("audit.mendings").as_array().size(), 1u);
}

TEST_F(MendingTest, what_somebody_changed_since_is_his) {
  weaken();
  ASSERT_TRUE(mend_all(fixes(shipped_length)));
  must("settings.set", {{"key", "password.minimum_length"}, {"value", "20"}});
  must("domain.delete", {{"name", "a.test"}});
  const auto back = undo(1).value();
  EXPECT_EQ(back.changed_since.size(), 2u);
  EXPECT_EQ(length(), "20");
  EXPECT_EQ(mode(), 0666u);
}

TEST_F(MendingTest, a_mode_only_loses_bits) {
  ASSERT_EQ(chmod(file.c_str(), 0444), 0);
  ASSERT_TRUE(mend_all({.settings = {}, .domains = {}, .modes = {{file, 0640}}}));
  EXPECT_EQ(mode(), 0440u);
}

TEST_F(MendingTest, a_link_is_not_followed) {
  const auto link = file + ".link";
  ASSERT_EQ(chmod(file.c_str(), 0666), 0);
  ASSERT_EQ(symlink(file.c_str(), link.c_str()), 0);
  EXPECT_EQ(mend_all({.settings = {}, .domains = {}, .modes = {{link, 0600}}}).value().number, 0u);
  EXPECT_EQ(mode(), 0666u);
}

TEST_F(MendingTest, a_setting_that_is_refused_leaves_the_rest_as_it_was) {
  weaken();
  EXPECT_FALSE(mend_all(fixes({{"password.minimum_length", "many"}})));
  EXPECT_FALSE(needs_login("a.test"));
  EXPECT_EQ(mode(), 0666u);
}

TEST_F(MendingTest, is_for_who_may_set_everything) {
  const Caller keeper{.name = "sec", .roles = {Role::security}};
  EXPECT_EQ(world.call("audit.undo", {{"number", 1}}, keeper).error().kind, Failure::denied);
  EXPECT_EQ(world.call("audit.run", {{"fix", true}}, keeper).error().kind, Failure::denied);
  EXPECT_EQ(refusal("audit.undo", {{"number", 1}}), Failure::not_found);
}

TEST_F(MendingTest, the_audit_finds_mends_and_says_how_to_take_it_back) {
  weaken();
  const auto one = must("audit.run", {{"fix", true}, {"checks", {"accounts.smtp-auth"}}});
  ASSERT_EQ(one.at("mended").as_array().size(), 1u) << "only what this check found";
  EXPECT_EQ(one.at("mended").at(0),
            (json::object{
                {"what", "domain"}, {"of", "a.test"}, {"setting", "require_smtp_auth"}, {"before", "off"}, {"after", "on"}}));
  EXPECT_EQ(length(), "4");
  must("audit.undo", {{"number", one.at("mending")}});
  EXPECT_FALSE(needs_login("a.test"));
  EXPECT_EQ(must("audit.mendings").as_array().size(), 2u);
}

TEST(Mending, what_it_encodes_it_decodes) {
  const Mending one{.number = 7,
                    .by = {"ann", Time{5}},
                    .rows = {{Mending::What::mode, {}, "/f", {}, "0666", "0600"},
                             {Mending::What::domain, DomainId(3), "a.test", "s", "off", "on"}}};
  const auto again = Mending::decode(7, encode(one)).value();
  EXPECT_EQ(again.rows, one.rows);
  EXPECT_EQ(again.by.name, "ann");
  EXPECT_FALSE(Mending::decode(7, encode(one) + "x"));
}

}  // namespace
}  // namespace postern::admin
