// Countries: what a file says, what rules make of it, and a file that is replaced, written over, or gone.
#include "guard/countries.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "events/table.h"
#include "support/country_file.h"
#include "support/event_list.h"
#include "support/temp_dir.h"

namespace postern::guard {
namespace {

IpAddress ip(std::string_view text) { return IpAddress::parse(text).value(); }

class CountriesTest : public testing::Test {
 protected:
  CountriesTest() {
    write(file(), test::CountryFile({{"192.0.2.0/24", "DE"}, {"198.51.100.7/32", "FR"}, {"2001:db8::/32", "SE"}}));
  }
  [[nodiscard]] std::string file() const { return (folder.path() / "countries.mmdb").string(); }
  static void write(const std::string& path, const test::CountryFile& what) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << what.bytes();
  }

  test::TempDir folder;
  EventList log;
  Countries countries{log, folder.path().string()};
};

TEST_F(CountriesTest, an_address_is_where_the_file_says) {
  countries.use(file());
  EXPECT_EQ(countries.of(ip("192.0.2.200")), "DE");
  EXPECT_EQ(countries.of(ip("198.51.100.7")), "FR");
  EXPECT_EQ(countries.of(ip("198.51.100.8")), "");
  EXPECT_EQ(countries.of(ip("2001:db8:1::1")), "SE");
  EXPECT_EQ(countries.of(ip("2001:db9::1")), "");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << "the copy has no name";
}

TEST_F(CountriesTest, tells_which_file_is_read_and_why_another_is_not) {
  EXPECT_EQ(countries.state().path, "");
  EXPECT_FALSE(countries.state().is_read);
  countries.use(file());
  EXPECT_TRUE(countries.state().is_read);
  EXPECT_EQ(countries.state().path, file());
  EXPECT_EQ(countries.state().problem, "");
  std::filesystem::last_write_time(file(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
  countries.look_again();
  const auto age = system_time().now() - countries.state().changed;
  EXPECT_GE(age, std::chrono::hours(47));
  EXPECT_LE(age, std::chrono::hours(49));
  countries.use(file() + ".gone");
  EXPECT_FALSE(countries.state().is_read);
  EXPECT_NE(countries.state().problem, "");
  EXPECT_EQ(countries.state().changed, Time{});
}

TEST_F(CountriesTest, a_rule_denies_what_it_lists_or_allows_nothing_else) {
  countries.use(file());
  const CountryRule off, deny{CountryMode::deny_listed, {"DE"}}, allow{CountryMode::allow_listed, {"DE", "SE"}};
  struct Row {
    const char* ip;
    bool denied, allowed;
  };
  for (const auto& [text, denied, allowed] : {Row{"192.0.2.1", true, true},
                                              {"198.51.100.7", false, false},
                                              {"2001:db8::1", false, true},
                                              {"203.0.113.9", false, false},
                                              {"2001:db9::1", false, false}}) {
    EXPECT_TRUE(countries.admits(off, ip(text))) << text;
    EXPECT_EQ(countries.admits(deny, ip(text)), !denied) << text;
    EXPECT_EQ(countries.admits(allow, ip(text)), allowed) << text;
  }
}

TEST_F(CountriesTest, no_rule_is_about_addresses_of_no_country) {
  countries.use(file());
  const CountryRule allow{CountryMode::allow_listed, {"DE"}};
  for (const char* text : {"127.0.0.1", "127.9.9.9", "::1", "10.1.2.3", "172.31.0.1", "192.168.7.7", "169.254.1.1",
                           "100.64.0.1", "fe80::1", "fd00::1"})
    EXPECT_TRUE(countries.admits(allow, ip(text))) << text;
  for (const char* text : {"172.32.0.1", "100.128.0.1", "192.169.0.1", "11.0.0.1", "2a00::1"})
    EXPECT_FALSE(countries.admits(allow, ip(text))) << text;
}

TEST_F(CountriesTest, without_a_file_everybody_is_admitted_and_that_is_told_once) {
  const CountryRule allow{CountryMode::allow_listed, {"DE"}};
  countries.use(file() + ".no");
  EXPECT_TRUE(countries.admits(CountryRule{}, ip("203.0.113.9")));
  EXPECT_EQ(log.count(events::Event::countries_not_known), 0u) << "nobody has asked";
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(countries.admits(allow, ip("203.0.113.9")));
  EXPECT_EQ(log.count(events::Event::countries_not_known), 1u);
  write(file() + ".no", test::CountryFile({{"203.0.113.0/24", "IT"}}));
  countries.look_again();
  EXPECT_FALSE(countries.admits(allow, ip("203.0.113.9")));
}

TEST_F(CountriesTest, a_file_that_is_replaced_is_read_again_and_one_that_is_damaged_or_gone_is_not_missed) {
  countries.use(file());
  write(file() + ".new", test::CountryFile({{"192.0.2.0/24", "AT"}}));
  std::filesystem::rename(file() + ".new", file());
  EXPECT_EQ(countries.of(ip("192.0.2.1")), "DE");
  countries.look_again();
  EXPECT_EQ(countries.of(ip("192.0.2.1")), "AT");
  EXPECT_EQ(log.count(events::Event::countries_read), 1u);
  std::ofstream(file(), std::ios::trunc) << "half";  // cp, on its way
  EXPECT_EQ(countries.of(ip("192.0.2.1")), "AT");
  countries.look_again();
  EXPECT_EQ(countries.of(ip("192.0.2.1")), "AT");
  std::filesystem::remove(file());
  countries.look_again();
  EXPECT_EQ(countries.of(ip("192.0.2.1")), "AT");
  write(file(), test::CountryFile({{"192.0.2.0/24", "CH"}}));
  countries.look_again();
  EXPECT_EQ(countries.of(ip("192.0.2.1")), "CH");
}

TEST_F(CountriesTest, damaged_files_are_refused_or_say_nothing) {
  const auto whole = test::CountryFile({{"192.0.2.0/24", "DE"}}).bytes();
  for (std::size_t i = 0; i < whole.size(); i += 7) {
    auto damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << damaged;
    countries.use(file());
    const auto said = countries.of(ip("192.0.2.1"));
    EXPECT_TRUE(said.empty() || is_country(said)) << i;
  }
}

TEST(CountryRule, names_are_two_letters_and_to_allow_nothing_is_refused) {
  EXPECT_EQ(check_countries(CountryMode::deny_listed, {"DE", "FR"}), "");
  for (const char* wrong : {"de", "DEU", "D", "", "D1"}) EXPECT_NE(check_countries(CountryMode::off, {wrong}), "") << wrong;
  EXPECT_NE(check_countries(CountryMode::allow_listed, {}), "");
  EXPECT_EQ(check_countries(CountryMode::off, {}), "");
}

}  // namespace
}  // namespace postern::guard
