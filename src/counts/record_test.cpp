// Rows of hours, names of series, and hours added up.
#include "counts/record.h"

#include <gtest/gtest.h>

#include <set>

#include "counts/figures.h"

namespace postern::counts {
namespace {

TEST(Record, comes_back_from_its_row_and_damage_is_none) {
  Record record;
  record.add(series::kSent, 7);
  record.add(series::kQueueLength, 1'000'000);
  record.add(of_country(series::kLoginsFailedFrom, "ZW"), UINT64_MAX);
  const auto row = encode(record);
  EXPECT_EQ(decode_record(row), record);
  EXPECT_EQ(decode_record(encode({})), Record{});
  EXPECT_FALSE(decode_record(row.substr(0, row.size() - 1)));
  EXPECT_FALSE(decode_record(""));
  EXPECT_FALSE(decode_record("\x02"));
  EXPECT_FALSE(decode_record(std::string("\x01\0\x01", 3))) << "a series twice";
}

TEST(Record, sums_add_up_and_of_what_is_measured_the_highest_stays) {
  Record record;
  for (const auto value : {3U, 9U, 4U}) {
    record.add(series::kSent, value);
    record.add(series::kQueueOldest, value);
  }
  record.add(series::kBounced, UINT64_MAX);
  record.add(series::kBounced, 1);
  EXPECT_EQ(record.values.at(series::kSent), 16u);
  EXPECT_EQ(record.values.at(series::kQueueOldest), 9u);
  EXPECT_EQ(record.values.at(series::kBounced), UINT64_MAX);
}

TEST(Series, each_has_a_name_that_leads_back_to_it) {
  std::set<std::string> names;
  for (Number n = 0; n < kMostSeries; ++n) {
    const auto name = name_of(n);
    if (name.empty()) continue;
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_EQ(series_named(name), n) << name;
  }
  EXPECT_EQ(names.size(), rows().size() + 2 * kCountries);
  for (const auto* none : {"", "mail", "mail.", "logins.ok.country.", "logins.ok.country.de", "logins.ok.country.DEU"})
    EXPECT_FALSE(series_named(none)) << none;
}

TEST(Figures, hours_become_days_and_the_last_may_be_short) {
  std::vector<Record> hours(26);
  hours[0].add(series::kSent, 1);
  hours[23].add(series::kSent, 2);
  hours[24].add(series::kSent, 4);
  hours[25].add(series::kQueueLength, 5);
  const std::vector<std::string> names{"mail.sent", "queue.*"};
  const auto figures = figures_of(hours, 24, names).value();
  const std::map<std::string, Values> expected{{"mail.sent", {3, 4}}, {"queue.length", {0, 5}}};
  EXPECT_EQ(figures, expected);
}

TEST(Figures, a_name_that_is_none_is_refused_and_a_star_finds_what_there_is) {
  const std::vector<Record> hours(1);
  const std::vector<std::string> wrong{"mail.nothing"}, star{"logins.ok.country.*"};
  EXPECT_FALSE(figures_of(hours, 1, wrong));
  EXPECT_TRUE(figures_of(hours, 1, star)->empty());
  EXPECT_EQ(figures_of(hours, 1, {})->size(), rows().size());
}

}  // namespace
}  // namespace postern::counts
