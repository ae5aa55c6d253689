// Which release this is, as an operation and as rows of the audit.
#include <gtest/gtest.h>

#include <algorithm>

#include "admin/audit_run.h"
#include "support/admin_world.h"
#include "support/signed_feed.h"

namespace postern::admin {
namespace {

using audit::State;
using test::feed_of;
using test::release;

class VersionTest : public OperationsTest {
 protected:
  void set_up() { world.release_settings.set({.url = "https://releases.example/feed", .key = signer.key()}); }
  void serve(int serial, std::string_view releases, std::string_view expires = "2026-12-01") {
    world.feed = signer.sign(feed_of(serial, releases, "2026-09-01", expires));
  }
  json::object check() { return must("version.run", {{"check", true}}).as_object(); }
  std::string people(const json::object& answer) { return find("version.run")->for_people(answer); }
  int exit_code(const json::object& answer) { return find("version.run")->exit_code(answer); }

  audit::Report report() {
    auto parts = world.world();
    return audit_of(parts);
  }
  static audit::Row row(const audit::Report& report, std::string_view id) {
    return *std::ranges::find(report.rows, id, [](const audit::Row& r) -> std::string_view { return r.check.id; });
  }
  // Of the rows about the version, in their order.
  using States = std::vector<State>;
  States states() {
    const auto all = report();
    States out;
    for (const auto* id : {"system.version", "system.newest", "system.feed"}) out.push_back(row(all, id).outcome.state);
    return out;
  }

  test::FeedSigner signer;
  const std::string own = releases::own_version().text();
};

TEST_F(VersionTest, without_a_feed_it_says_which_release_this_is_and_what_can_be_done) {
  const auto answer = check();
  EXPECT_EQ(answer.at("version").as_string(), own);
  EXPECT_EQ(answer.at("standing").as_string(), "not known");
  EXPECT_NE(people(answer).find("releases.key and releases.url, or releases.file"), std::string::npos) << people(answer);
  EXPECT_EQ(exit_code(answer), 0);
  EXPECT_EQ(states(), (States{State::not_checked, State::not_checked, State::not_checked})) << "and costs no score";
}

TEST_F(VersionTest, a_feed_is_asked_only_when_that_is_wanted) {
  set_up();
  serve(1, release(own));
  auto answer = must("version.run").as_object();
  EXPECT_EQ(answer.at("standing").as_string(), "not known");
  EXPECT_NE(people(answer).find("postern version --check"), std::string::npos);
  EXPECT_EQ(states(), (States{State::not_checked, State::not_checked, State::not_checked}));
  EXPECT_EQ(check().at("standing").as_string(), "newest");
  answer = must("version.run").as_object();
  EXPECT_EQ(answer.at("standing").as_string(), "newest");
  EXPECT_EQ(answer.at("feed").at("serial").to_number<int>(), 1);
  EXPECT_EQ(answer.at("feed").at("expires").as_string(), "2026-12-01");
  EXPECT_EQ(states(), (States{State::passed, State::passed, State::passed}));
}

TEST_F(VersionTest, H34_an_update_is_less_than_one_that_closes_a_hole) {
  set_up();
  serve(1, release("99.0.0") + "," + release(own));
  auto answer = check();
  EXPECT_EQ(answer.at("standing").as_string(), "update");
  EXPECT_EQ(exit_code(answer), 0);
  EXPECT_EQ(states(), (States{State::passed, State::failed, State::passed}));

  serve(2, release("99.1.0") + "," + release("99.0.1", true) + "," + release(own, true));
  answer = check();
  EXPECT_EQ(answer.at("standing").as_string(), "security update");
  EXPECT_EQ(exit_code(answer), 3);
  ASSERT_EQ(answer.at("newer").as_array().size(), 2u);
  EXPECT_NE(people(answer).find("99.0.1, 2026-09-01, closes a hole  https://releases.example/99.0.1"), std::string::npos)
      << people(answer);
  EXPECT_EQ(states(), (States{State::failed, State::failed, State::passed}));
  const auto found = row(report(), "system.version");
  EXPECT_EQ(found.check.severity, audit::Severity::high);
  ASSERT_EQ(found.outcome.found.size(), 1U);
  EXPECT_EQ(found.outcome.found[0].english(),
            "this is " + own + "; 99.0.1 came on 2026-09-01: https://releases.example/99.0.1");
  EXPECT_LT(row(report(), "system.newest").check.severity, found.check.severity);
}

TEST_F(VersionTest, a_feed_that_cannot_be_taken_is_found_and_says_why) {
  set_up();
  serve(2, release(own));
  check();
  serve(1, release(own));
  const auto answer = check();
  EXPECT_EQ(answer.at("standing").as_string(), "newest") << "what was known still holds";
  EXPECT_NE(people(answer).find("older than one that was taken before"), std::string::npos) << people(answer);
  EXPECT_EQ(states(), (States{State::passed, State::passed, State::failed}));
  const auto found = row(report(), "system.feed").outcome.found.front();
  EXPECT_EQ(found.english(), "The feed is older than one that was taken before: 1 after 2");
  EXPECT_EQ(found.values.front(), Said::declared("The feed is older than one that was taken before")) << "so much has a German";
}

TEST_F(VersionTest, an_expired_feed_passes_nothing_and_still_tells_of_what_it_knew) {
  set_up();
  serve(1, release(own), "2026-09-23");
  check();
  world.time.pass(std::chrono::hours(48));
  EXPECT_EQ(must("version.run").as_object().at("standing").as_string(), "not known");
  EXPECT_EQ(states(), (States{State::not_checked, State::not_checked, State::failed}));
  EXPECT_EQ(row(report(), "system.feed").outcome.found.front().english(), "the feed has expired on 2026-09-23");

  serve(2, release("99.0.0", true), "2026-09-25");
  check();
  world.time.pass(std::chrono::hours(48));
  EXPECT_EQ(states(), (States{State::failed, State::failed, State::failed}));
}

TEST_F(VersionTest, the_daily_audit_asks_and_tells_of_each_once) {
  set_up();
  auto parts = world.world();
  const auto daily = [&] {
    std::vector<std::string> out;
    const auto done = run_here(audit_by_the_clock(parts)).value();
    for (const auto& f : done.fresh)
      if (f.check.starts_with("system.")) out.push_back(f.check);
    return out;
  };
  using Ids = std::vector<std::string>;
  serve(1, release(own));
  const auto first = daily();
  EXPECT_EQ(std::ranges::count(first, std::string("system.newest")) + std::ranges::count(first, std::string("system.version")),
            0);
  serve(2, release("99.0.0"));
  EXPECT_EQ(daily(), Ids{"system.newest"});
  serve(3, release("99.0.1", true) + "," + release("99.0.0"));
  EXPECT_EQ(daily(), Ids{"system.version"}) << "also when an update was known before";
  EXPECT_EQ(daily(), Ids{});
  world.feed = "<html>";
  EXPECT_EQ(daily(), Ids{"system.feed"});
}

}  // namespace
}  // namespace postern::admin
