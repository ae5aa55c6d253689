// One row an account, read and written in one commit.
#include "autoreply/memory.h"

#include <algorithm>

#include "base/codec.h"
#include "store/keys.h"

namespace postern::autoreply {
namespace {

constexpr std::uint8_t kAnsweredVersion = 1;

// In the range of the account, so that it goes with it.
std::string key_of(AccountId account) { return store::keys::account(account) + 'R'; }

}  // namespace

// The list is not longer than kMost: beyond that nobody is answered, rather than anybody twice.
Turn Answered::take(std::string_view who, const Limits& limits, Time now) {
  who = who.substr(0, kLongestKey);
  const auto is_over = [&](const One& one) {
    return one.at < limits.since || one.at > now || now >= one.at + limits.again_after;
  };
  std::erase_if(list, is_over);
  if (std::ranges::find(list, who, &One::who) != list.end()) return Turn::had_one;
  const auto lately = std::ranges::count_if(list, [&](const One& one) { return now < one.at + std::chrono::hours(1); });
  if (list.size() >= kMost || static_cast<std::uint64_t>(lately) >= limits.hourly) return Turn::too_many;
  list.push_back({std::string(who), now});
  return Turn::yes;
}

std::string encode(const Answered& a) {
  Encoder out;
  out.u8(kAnsweredVersion).varint(a.list.size());
  for (const auto& one : a.list) out.bytes(one.who).zigzag(one.at.ms);
  return out.take();
}

std::optional<Answered> decode_answered(std::string_view stored) {
  Decoder in(stored);
  if (in.u8() != kAnsweredVersion) return {};
  const auto n = in.varint();
  if (!in.ok() || n > Answered::kMost) return {};
  Answered out;
  for (std::uint64_t i = 0; in.ok() && i < n; ++i) {
    auto who = std::string(in.bytes());
    out.list.push_back({std::move(who), Time{in.zigzag()}});
  }
  if (!in.done()) return {};
  return out;
}

// A row that cannot be read is as good as none.
Task<Result<Turn>> Memory::take(AccountId account, address::Mailbox sender, Limits limits, Time now) {
  auto turn = Turn::too_many;
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    auto stored = t.get(kv::Family::meta, key_of(account));
    if (!stored) return pass_on(stored);
    auto row = (*stored ? decode_answered(**stored) : std::nullopt).value_or(Answered{});
    turn = row.take(sender.key(), limits, now);
    if (turn == Turn::yes) t.put(kv::Family::meta, key_of(account), encode(row));
    return {};
  };
  auto done = co_await kv_.commit(store::keys::shard(account), std::move(intent));
  if (!done) co_return pass_on(done);
  co_return turn;
}

}  // namespace postern::autoreply
