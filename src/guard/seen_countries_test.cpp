// Logins from a country that an account was not seen in: who is told, and what is no news.
#include "guard/seen_countries.h"

#include <gtest/gtest.h>

#include <fstream>

#include "events/table.h"
#include "support/country_file.h"
#include "support/guard_world.h"
#include "support/temp_dir.h"

namespace postern::guard {
namespace {

constexpr std::string_view kHome = "192.0.2.1", kHomeToo = "192.0.2.77", kAway = "198.51.100.7", kFar = "203.0.113.9";
constexpr std::string_view kOffice = "10.0.0.5";

class SeenCountriesTest : public GuardTest {
 protected:
  SeenCountriesTest() {
    set([this](Settings& s) { s.country_database = (folder.path() / "countries.mmdb").string(); });
    write({{"192.0.2.0/24", "DE"}, {"198.51.100.0/24", "FR"}, {"203.0.113.0/24", "BR"}});
    start();
  }
  ~SeenCountriesTest() override { stop(); }
  void write(std::vector<std::pair<std::string, std::string>> countries) const {
    std::ofstream(folder.path() / "countries.mmdb", std::ios::binary | std::ios::trunc)
        << test::CountryFile(std::move(countries)).bytes();
  }
  void set(const std::function<void(Settings&)>& change) {
    auto changed = *settings.current();
    change(changed);
    settings.set(std::move(changed));
  }
  void start() {
    recorder.emplace(*kv, time);
    guard.emplace(Guard::Ports{.kv = *kv,
                               .recorder = *recorder,
                               .time = time,
                               .events = log,
                               .judge = {},
                               .folder = folder.path().string(),
                               .tell_owner = [this](CountryLogin login) { return tell(std::move(login)); }},
                  settings, 7);
    EXPECT_TRUE(executor.run(guard->load()));
    guard->run_on(&executor);
  }
  void stop() {
    guard->run_on(nullptr);
    executor.advance_to(time.steady() + Recorder::kInterval * 2);
    EXPECT_TRUE(executor.run(guard->write()));
    let_commits_end(*guard);
    guard.reset();
    recorder.reset();
  }
  // Who was told of what since the last time that somebody asked: "3 FR".
  std::vector<std::string> told() {
    executor.advance_to(time.steady() + Recorder::kInterval * 2);
    for (int commits = 0; commits < 6; ++commits) let_commits_end(*guard);  // what is saved before, and then the countries
    return std::exchange(told_, {});
  }
  std::vector<std::string> after(std::string_view from, AccountId account = AccountId(3)) {
    log_in(*guard, from, account);
    return told();
  }

  test::TempDir folder;
  std::optional<Recorder> recorder;
  std::optional<Guard> guard;

 private:
  Task<void> tell(CountryLogin login) {
    told_.push_back(std::to_string(login.account.value) + " " + login.country);
    co_return;
  }
  std::vector<std::string> told_;
};

using News = std::vector<std::string>;

TEST_F(SeenCountriesTest, H36_a_login_from_another_country_is_told_once) {
  EXPECT_EQ(after(kHome), News()) << "the first";
  EXPECT_EQ(after(kHomeToo), News());
  EXPECT_EQ(after(kAway), News{"3 FR"});
  EXPECT_EQ(after(kAway), News());
  EXPECT_EQ(after(kHome), News()) << "back home";
  EXPECT_EQ(after(kAway, AccountId(4)), News()) << "the first of another account";
  EXPECT_EQ(log.last(events::Event::new_country, events::Key::value), "FR");
  EXPECT_EQ(log.last(events::Event::new_country, events::Key::ip), kAway);
  EXPECT_EQ(log.last(events::Event::new_country, events::Key::service), "imap");
}

TEST_F(SeenCountriesTest, two_at_once_are_one_news_and_a_wrong_password_is_none) {
  EXPECT_EQ(after(kHome), News());
  fail_logins(*guard, 1, 2, kAway);
  EXPECT_EQ(told(), News());
  log_in(*guard, kAway);
  log_in(*guard, "198.51.100.8");
  log_in(*guard, kFar);
  EXPECT_EQ(told(), (News{"3 FR", "3 BR"}));
}

TEST_F(SeenCountriesTest, an_address_without_a_country_is_neither_new_nor_seen) {
  EXPECT_EQ(after(kOffice), News());
  EXPECT_EQ(after(kHome), News()) << "the first country after an office without one";
  EXPECT_EQ(after(kOffice), News());
  EXPECT_EQ(after("192.88.99.1"), News()) << "one that the table does not know";
  EXPECT_EQ(after(kAway), News{"3 FR"});
}

TEST_F(SeenCountriesTest, a_table_that_comes_later_makes_no_news_of_who_stays_where_he_is) {
  set([](Settings& s) { s.country_database.clear(); });
  EXPECT_EQ(after(kHome), News());
  set([this](Settings& s) { s.country_database = (folder.path() / "countries.mmdb").string(); });
  EXPECT_EQ(after(kHomeToo), News());
  set([](Settings& s) { s.country_database.clear(); });
  EXPECT_EQ(after(kHome, AccountId(4)), News());
  set([this](Settings& s) { s.country_database = (folder.path() / "countries.mmdb").string(); });
  EXPECT_EQ(after(kAway, AccountId(4)), News{"4 FR"}) << "the login before it was at home";
}

TEST_F(SeenCountriesTest, it_is_known_after_a_restart_and_for_a_year) {
  EXPECT_EQ(after(kHome), News());
  EXPECT_EQ(after(kAway), News{"3 FR"});
  stop();
  start();
  EXPECT_EQ(after(kAway), News());
  time.pass(std::chrono::hours(300 * 24));
  EXPECT_EQ(after(kHome), News());
  time.pass(std::chrono::hours(100 * 24));
  EXPECT_EQ(after(kAway), News{"3 FR"}) << "not for a year";
}

TEST_F(SeenCountriesTest, nobody_is_told_where_it_is_off_and_administrators_where_they_want_it) {
  set([](Settings& s) { s.new_country = CountryAlert::off; });
  EXPECT_EQ(after(kHome), News());
  EXPECT_EQ(after(kAway), News());
  EXPECT_EQ(log.count(events::Event::new_country), 0u);
  set([](Settings& s) { s.new_country = CountryAlert::administrators; });
  EXPECT_EQ(after(kAway), News()) << "it was learned all the same";
  EXPECT_EQ(log.count(events::Event::administrators_to_be_told), 0u);
  EXPECT_EQ(after(kFar), News{"3 BR"});
  EXPECT_EQ(log.last(events::Event::administrators_to_be_told, events::Key::name), "new-country");
  EXPECT_EQ(log.last(events::Event::administrators_to_be_told, events::Key::value), "BR");
}

TEST_F(SeenCountriesTest, who_has_gone_leaves_nothing_behind) {
  EXPECT_EQ(after(kHome), News());
  ASSERT_TRUE(executor.run(guard->forget_logins(AccountId(3))));
  EXPECT_EQ(after(kAway), News()) << "the first of whoever comes after him";
}

}  // namespace
}  // namespace postern::guard
