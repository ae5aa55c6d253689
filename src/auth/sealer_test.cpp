// Sealing, its key file, and the cache of verified passwords.
#include "auth/sealer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "auth/verified_cache.h"
#include "support/temp_dir.h"

namespace postern::auth {
namespace {

Sealer sealer(char key = 'k') { return {Secret(std::string(kSealingKeySize, key)), system_random()}; }

TEST(Sealer, opens_what_it_sealed_for_the_same_record_only) {
  const auto sealed = sealer().seal("$argon2id$...", "account 1");
  EXPECT_EQ(sealed.find("argon2"), std::string::npos);
  EXPECT_EQ(sealer().open(sealed, "account 1").value().reveal(), "$argon2id$...");
  EXPECT_EQ(sealer().open(sealed, "account 2").error().kind, Failure::corrupt);
  EXPECT_NE(sealer().seal("$argon2id$...", "account 1"), sealed);
  EXPECT_EQ(sealer().open(sealer().seal("", "r"), "r").value().reveal(), "");
}

TEST(Sealer, any_changed_byte_and_any_cut_is_noticed) {
  const auto sealed = sealer().seal("secret", "r");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(sealer().open(changed, "r")) << i;
    EXPECT_FALSE(sealer().open(sealed.substr(0, i), "r")) << i;
  }
}

TEST(Sealer, another_key_is_named_as_the_reason) {
  const auto opened = sealer('x').open(sealer().seal("secret", "r"), "r");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, Failure::denied);
  EXPECT_NE(opened.error().text.find("another key"), std::string::npos);
}

TEST(Sealer, derived_keys_differ_by_purpose_and_stay) {
  EXPECT_EQ(sealer().derive("a").reveal(), sealer().derive("a").reveal());
  EXPECT_NE(sealer().derive("a").reveal(), sealer().derive("b").reveal());
}

TEST(SealerKeyFile, is_made_once_readable_by_its_owner_only) {
  const test::TempDir dir;
  const auto path = dir.path() / "key";
  ASSERT_TRUE(Sealer::make_key_file(path, system_random()));
  struct stat about{};
  ASSERT_EQ(stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
  EXPECT_EQ(about.st_size, static_cast<off_t>(kSealingKeySize));
  EXPECT_EQ(Sealer::make_key_file(path, system_random()).error().kind, Failure::exists);
  const auto first = Sealer::from_file(path, system_random());
  const auto second = Sealer::from_file(path, system_random());
  ASSERT_TRUE(first && second);
  EXPECT_EQ(second->open(first->seal("s", "r"), "r").value().reveal(), "s");
}

TEST(SealerKeyFile, a_bad_file_is_refused_with_the_reason) {
  const test::TempDir dir;
  const auto path = dir.path() / "key";
  EXPECT_EQ(Sealer::from_file(path, system_random()).error().kind, Failure::not_found);
  std::ofstream(path) << "short";
  chmod(path.c_str(), 0600);
  EXPECT_EQ(Sealer::from_file(path, system_random()).error().kind, Failure::corrupt);
  std::ofstream(path) << std::string(kSealingKeySize + 1, 'k');
  EXPECT_EQ(Sealer::from_file(path, system_random()).error().kind, Failure::corrupt);
  std::ofstream(path) << std::string(kSealingKeySize, 'k');
  EXPECT_TRUE(Sealer::from_file(path, system_random()));
  chmod(path.c_str(), 0640);
  EXPECT_EQ(Sealer::from_file(path, system_random()).error().kind, Failure::denied);
}

TEST(VerifiedCache, holds_what_was_added_until_its_time_is_over) {
  VerifiedCache cache(system_random(), std::chrono::minutes(10), 10);
  const Deadline start{};
  cache.add("account 1", "right", start);
  EXPECT_TRUE(cache.holds("account 1", "right", start + std::chrono::minutes(9)));
  EXPECT_FALSE(cache.holds("account 1", "wrong", start));
  EXPECT_FALSE(cache.holds("account 2", "right", start));
  EXPECT_FALSE(cache.holds("account 1", "right", start + std::chrono::minutes(10)));
}

TEST(VerifiedCache, drops_the_oldest_when_it_is_full) {
  VerifiedCache cache(system_random(), std::chrono::minutes(10), 3);
  const Deadline now{};
  for (const char* name : {"a", "b", "c", "d"}) cache.add(name, "p", now);
  EXPECT_FALSE(cache.holds("a", "p", now));
  EXPECT_TRUE(cache.holds("b", "p", now));
  EXPECT_TRUE(cache.holds("d", "p", now));
}

TEST(VerifiedCache, of_size_zero_holds_nothing) {
  VerifiedCache cache(system_random(), std::chrono::minutes(10), 0);
  cache.add("a", "p", Deadline{});
  EXPECT_FALSE(cache.holds("a", "p", Deadline{}));
}

}  // namespace
}  // namespace postern::auth
