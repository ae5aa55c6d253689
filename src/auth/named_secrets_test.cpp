// Secrets by name: sealed, each under its own name, and told to nobody who lists them.
#include "auth/named_secrets.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "kv/open.h"

namespace postern::auth {
namespace {

class NamedSecretsTest : public testing::Test {
 protected:
  std::string found(const NamedSecrets& in, std::string name) {
    const auto one = run_here(in.find(std::move(name)));
    return !one ? "error" : *one ? std::string((*one)->reveal()) : "none";
  }
  bool set(std::string name, std::string secret) {
    return run_here(secrets_.set(std::move(name), Secret(std::move(secret)), Time{1000})).has_value();
  }
  std::string stored() {
    std::string all;
    kv::Visitor visit = [&](std::string_view key, std::string_view value) {
      all.append(key).append(value);
      return true;
    };
    EXPECT_TRUE(run_here(kv_->scan(kv::Family::meta, {}, {}, std::move(visit))));
    return all;
  }

  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  Sealer sealer_{Secret(std::string(kSealingKeySize, 'k')), system_random()};
  NamedSecrets secrets_{*kv_, sealer_};
};

TEST_F(NamedSecretsTest, one_is_found_by_its_name_replaced_and_gone_when_it_is_removed) {
  EXPECT_TRUE(set("relay", "tell-nobody"));
  EXPECT_TRUE(set("other", "another-one"));
  EXPECT_EQ(found(secrets_, "relay"), "tell-nobody");
  EXPECT_TRUE(set("relay", "the-next"));
  EXPECT_EQ(found(secrets_, "relay"), "the-next");
  const auto rows = run_here(secrets_.list()).value();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].name, "relay");
  EXPECT_EQ(rows[1].set, Time{1000});
  EXPECT_TRUE(run_here(secrets_.remove("relay")));
  EXPECT_EQ(found(secrets_, "relay"), "none");
  EXPECT_EQ(run_here(secrets_.remove("relay")).error().kind, Failure::not_found);
  EXPECT_EQ(found(secrets_, "other"), "another-one");
}

TEST_F(NamedSecretsTest, none_lies_open_in_the_store_or_opens_with_another_key) {
  ASSERT_TRUE(set("relay", "tell-nobody"));
  EXPECT_NE(stored().find("relay"), std::string::npos);
  EXPECT_EQ(stored().find("tell-nobody"), std::string::npos);
  const Sealer other(Secret(std::string(kSealingKeySize, 'x')), system_random());
  EXPECT_EQ(found(NamedSecrets(*kv_, other), "relay"), "error");
}

TEST_F(NamedSecretsTest, one_that_was_copied_to_another_name_does_not_open) {
  ASSERT_TRUE(set("relay", "tell-nobody"));
  kv::Intent copy = [](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, "K secret copied", in.get(kv::Family::meta, "K secret relay").value().value());
    return {};
  };
  ASSERT_TRUE(run_here(kv_->commit(kv::Shard{1}, std::move(copy))));
  EXPECT_EQ(found(secrets_, "copied"), "error");
}

TEST_F(NamedSecretsTest, what_is_no_name_or_no_secret_is_refused) {
  for (const auto* name : {"", "a b", "a/b", "\xC3\xBC", "a\nb"}) {
    EXPECT_FALSE(set(name, "x")) << name;
    EXPECT_EQ(found(secrets_, name), "none");
  }
  EXPECT_FALSE(set(std::string(65, 'a'), "x"));
  EXPECT_TRUE(set(std::string(64, 'a'), "x"));
  EXPECT_FALSE(set("empty", ""));
  EXPECT_FALSE(set("long", std::string(NamedSecrets::kLongest + 1, 'x')));
}

}  // namespace
}  // namespace postern::auth
