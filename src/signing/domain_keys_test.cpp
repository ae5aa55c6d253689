// The life of keys.
#include "signing/domain_keys.h"

#include <gtest/gtest.h>

namespace postern::signing {
namespace {

using senderauth::KeyType;

constexpr Time kNow{1'795'690'000'000};  // 2026-11-26
constexpr std::chrono::days kDay(1);

Key key(std::string selector, KeyType type = KeyType::rsa, Time made = kNow) {
  return {
      .selector = std::move(selector), .type = type, .made = made, .since = made, .record = "v=DKIM1; p=x", .sealed = "secret"};
}

std::string told(const DomainKeys& all) {
  std::string out;
  for (const auto& one : all.keys)
    out += one.selector + " " + std::string(name(one.stage)) + (one.sealed.empty() ? "\n" : " *\n");
  return out;
}

TEST(DomainKeys, come_back_from_the_store_as_they_were) {
  DomainKeys all;
  add(all, key("a"));
  add(all, key("b", KeyType::ed25519));
  activate(all, "a", kNow + kDay);
  EXPECT_EQ(decode_domain_keys(encode(all)), all);
  EXPECT_EQ(decode_domain_keys(encode({})), DomainKeys{});
}

TEST(DomainKeys, what_is_damaged_is_refused) {
  DomainKeys all;
  add(all, key("a"));
  const auto good = encode(all);
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(decode_domain_keys(good.substr(0, size))) << size;
  EXPECT_FALSE(decode_domain_keys(good + "x"));
  EXPECT_FALSE(decode_domain_keys("\x01\xFF\xFF\xFF\x0F"));
}

TEST(DomainKeys, a_successor_takes_over_when_it_is_there_and_the_old_secret_is_gone) {
  DomainKeys all;
  add(all, key("a"));
  add(all, key("e", KeyType::ed25519));
  activate(all, "a", kNow);
  add(all, key("b"));
  EXPECT_EQ(told(all), "a active *\ne pending *\nb pending *\n");
  activate(all, "b", kNow + kDay);
  EXPECT_EQ(told(all), "a retired\ne pending *\nb active *\n");
  activate(all, "a", kNow + kDay);
  EXPECT_EQ(told(all), "a retired\ne pending *\nb active *\n") << "nothing comes back";
}

TEST(DomainKeys, of_those_that_wait_the_newest_stays) {
  DomainKeys all;
  add(all, key("a"));
  add(all, key("e", KeyType::ed25519));
  add(all, key("b"));
  EXPECT_EQ(told(all), "e pending *\nb pending *\n");
}

TEST(DomainKeys, a_retired_one_goes_after_its_days) {
  DomainKeys all;
  add(all, key("a"));
  activate(all, "a", kNow);
  add(all, key("b"));
  activate(all, "b", kNow + kDay);
  const Settings settings{.keep_retired = 14};
  EXPECT_FALSE(forget_retired(all, settings, kNow + 14 * kDay));
  EXPECT_TRUE(forget_retired(all, settings, kNow + 15 * kDay));
  EXPECT_EQ(told(all), "b active *\n");
}

TEST(DomainKeys, new_ones_are_due_when_there_is_none_or_the_one_that_signs_is_old) {
  const Settings settings{.rotate_after = 180};
  DomainKeys all;
  EXPECT_TRUE(is_due(all, KeyType::rsa, settings, kNow));
  add(all, key("a"));
  EXPECT_FALSE(is_due(all, KeyType::rsa, settings, kNow + 500 * kDay)) << "it waits for the DNS";
  EXPECT_TRUE(is_due(all, KeyType::ed25519, settings, kNow));
  activate(all, "a", kNow);
  EXPECT_FALSE(is_due(all, KeyType::rsa, settings, kNow + 179 * kDay));
  EXPECT_TRUE(is_due(all, KeyType::rsa, settings, kNow + 180 * kDay));
  EXPECT_FALSE(is_due(all, KeyType::rsa, {.rotate_after = 0}, kNow + 500 * kDay));
  add(all, key("b"));
  EXPECT_FALSE(is_due(all, KeyType::rsa, settings, kNow + 180 * kDay));
}

TEST(DomainKeys, a_selector_tells_its_day_and_is_had_once) {
  DomainKeys all;
  EXPECT_EQ(selector_for(all, KeyType::rsa, kNow), "20261126r");
  EXPECT_EQ(selector_for(all, KeyType::ed25519, kNow), "20261126e");
  add(all, key("20261126r"));
  EXPECT_EQ(selector_for(all, KeyType::rsa, kNow), "20261126r2");
  activate(all, "20261126r", kNow);
  add(all, key("20261126r2"));
  EXPECT_EQ(selector_for(all, KeyType::rsa, kNow), "20261126r3");
}

// The record of the key that was taken back may be in the DNS, and in the memory of resolvers.
TEST(DomainKeys, the_selector_of_a_key_that_was_taken_back_is_not_given_again) {
  DomainKeys all;
  add(all, key("20261126r"));
  add(all, key(selector_for(all, KeyType::rsa, kNow)));
  ASSERT_EQ(all.keys.size(), 1u);
  EXPECT_EQ(all.keys.front().selector, "20261126r2");
  EXPECT_EQ(selector_for(all, KeyType::rsa, kNow), "20261126r3");
}

}  // namespace
}  // namespace postern::signing
