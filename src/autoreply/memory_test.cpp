// Once in a while for each sender, and not too many.
#include "autoreply/memory.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "kv/open.h"
#include "store/keys.h"

namespace postern::autoreply {
namespace {

using namespace std::chrono_literals;

const Time kNow{1'795'000'000'000};
const Limits kLimits{.again_after = 7 * 24h, .hourly = 3, .since = {}};

TEST(AnsweredSenders, each_has_one_answer_in_so_long_a_time) {
  Answered a;
  EXPECT_EQ(a.take("bob@far.example", kLimits, kNow), Turn::yes);
  EXPECT_EQ(a.take("bob@far.example", kLimits, kNow + 7 * 24h - 1ms), Turn::had_one);
  EXPECT_EQ(a.take("eve@far.example", kLimits, kNow), Turn::yes);
  EXPECT_EQ(a.take("bob@far.example", kLimits, kNow + 7 * 24h), Turn::yes);
  EXPECT_EQ(a.list.size(), 1u) << "what is over is forgotten";
}

TEST(AnsweredSenders, a_new_reply_and_a_clock_that_was_wrong_begin_anew) {
  Answered a;
  ASSERT_EQ(a.take("bob@far.example", kLimits, kNow), Turn::yes);
  auto later = kLimits;
  later.since = kNow + 1ms;
  EXPECT_EQ(a.take("bob@far.example", later, kNow + 1s), Turn::yes);
  EXPECT_EQ(a.take("bob@far.example", kLimits, kNow - 1h), Turn::yes);
}

TEST(AnsweredSenders, an_account_answers_so_many_an_hour_and_remembers_so_many) {
  Answered a;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(a.take(std::to_string(i), kLimits, kNow), Turn::yes);
  EXPECT_EQ(a.take("3", kLimits, kNow), Turn::too_many);
  EXPECT_EQ(a.take("3", kLimits, kNow + 1h), Turn::yes);
  auto many = kLimits;
  many.hourly = 100'000;
  for (std::size_t i = 0; i < 2 * Answered::kMost; ++i) (void)a.take("n" + std::to_string(i), many, kNow + 2h);
  EXPECT_EQ(a.list.size(), Answered::kMost);
  EXPECT_EQ(a.take("another", many, kNow + 2h), Turn::too_many) << "rather nobody than anybody twice";
}

TEST(AnsweredSenders, come_back_from_their_row_and_damage_is_none) {
  Answered a;
  ASSERT_EQ(a.take(std::string(500, 'x'), kLimits, kNow), Turn::yes);
  ASSERT_EQ(a.take("bob@far.example", kLimits, kNow), Turn::yes);
  const auto row = encode(a);
  EXPECT_EQ(decode_answered(row)->list, a.list);
  EXPECT_LT(row.size(), 200u);
  for (std::size_t n = 0; n < row.size(); ++n) EXPECT_FALSE(decode_answered(row.substr(0, n))) << n;
}

TEST(AnsweredSenders, are_each_accounts_own_and_go_with_it) {
  auto kv = kv::open_memory().value();
  Memory memory(*kv);
  const auto bob = address::parse_mailbox("Bob@far.example", address::Charset::ascii).value();
  const auto take = [&](std::uint64_t account) {
    return run_here(memory.take(AccountId(account), bob, kLimits, kNow)).value();
  };
  EXPECT_EQ(take(1), Turn::yes);
  EXPECT_EQ(take(1), Turn::had_one);
  EXPECT_EQ(take(2), Turn::yes);
  kv::Intent gone = [](kv::Transaction& t) -> Result<void> {
    t.erase_range(kv::Family::meta, store::keys::account(AccountId(1)), store::keys::account(AccountId(2)));
    return {};
  };
  ASSERT_TRUE(run_here(kv->commit(store::keys::shard(AccountId(1)), std::move(gone))));
  EXPECT_EQ(take(1), Turn::yes);
  EXPECT_EQ(take(2), Turn::had_one);
}

}  // namespace
}  // namespace postern::autoreply
