// One change taken out of what a setting is now.   H03
#include "admin/one_change.h"

#include <gtest/gtest.h>

#include "config/config.h"
#include "config/table.h"
#include "guard/settings.h"

namespace postern::admin {
namespace {

using config::Value;

config::Entry of_kind(config::Kind kind) {
  config::Entry out;
  out.kind = kind;
  return out;
}
const config::Entry kWords = of_kind(config::Kind::list), kNumber = of_kind(config::Kind::integer);

Value words(std::vector<std::string> all) { return {std::move(all)}; }
Value number(std::int64_t n) { return {n}; }

TEST(OneChange, what_is_as_the_change_left_it_goes_back_and_what_is_back_stays) {
  EXPECT_EQ(without_change(kNumber, number(1), number(2), number(2)), number(1));
  EXPECT_EQ(without_change(kNumber, number(1), number(2), number(1)), number(1));
  EXPECT_FALSE(without_change(kNumber, number(1), number(2), number(3)));
}

TEST(OneChange, of_a_list_only_what_the_change_touched_goes_back) {
  const auto of = [](std::vector<std::string> before, std::vector<std::string> after, std::vector<std::string> now) {
    return without_change(kWords, words(std::move(before)), words(std::move(after)), words(std::move(now)));
  };
  EXPECT_EQ(of({"a"}, {"a", "b"}, {"a", "b", "c"}), words({"a", "c"})) << "it was added, and another later";
  EXPECT_EQ(of({"a", "b"}, {"a"}, {"a", "c"}), words({"a", "b", "c"})) << "it was taken out, and comes back where it was";
  EXPECT_EQ(of({"a"}, {"b"}, {"b", "c"}), words({"a", "c"})) << "one in place of another";
  EXPECT_FALSE(of({"a"}, {"a", "b"}, {"a", "c"})) << "what it added is gone since";
  EXPECT_FALSE(of({"a", "b"}, {"a"}, {"b", "c"})) << "what it took out is there again";
  EXPECT_FALSE(of({"a", "b"}, {"b", "a"}, {"b", "a", "c"})) << "their order alone";
}

class RulesTest : public testing::Test {
 protected:
  static Value rules(const guard::Settings& s) { return entry().get(&s); }
  static const config::Entry& entry() { return *config::table<guard::Settings>().find("rules"); }
  static guard::Rule& rule(guard::Settings& s, std::string_view id) {
    return *std::ranges::find(s.rules, id, &guard::Rule::id);
  }

  guard::Settings before, after, now;
};

TEST_F(RulesTest, of_records_only_the_one_that_the_change_touched_goes_back) {
  rule(after, "harvesting").threshold = 99;
  now = after;
  rule(now, "bounces").threshold = 77;
  auto wanted = before;
  rule(wanted, "bounces").threshold = 77;
  EXPECT_EQ(without_change(entry(), rules(before), rules(after), rules(now)), rules(wanted));
  rule(now, "harvesting").enabled = false;
  EXPECT_FALSE(without_change(entry(), rules(before), rules(after), rules(now))) << "the same one has been changed since";
}

TEST_F(RulesTest, a_record_that_was_taken_out_comes_back_unless_another_is_called_so) {
  std::erase_if(after.rules, [](const auto& r) { return r.id == "harvesting"; });
  now = after;
  rule(now, "bounces").threshold = 77;
  auto wanted = before;
  rule(wanted, "bounces").threshold = 77;
  EXPECT_EQ(without_change(entry(), rules(before), rules(after), rules(now)), rules(wanted));
  now.rules.push_back(rule(before, "harvesting"));
  now.rules.back().threshold = 3;
  EXPECT_FALSE(without_change(entry(), rules(before), rules(after), rules(now)));
}

}  // namespace
}  // namespace postern::admin
