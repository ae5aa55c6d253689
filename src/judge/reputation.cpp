// Counts that decay, in memory first and in the store later.
#include "judge/reputation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/codec.h"
#include "base/said.h"
#include "judge/sweep.h"

namespace postern::judge {
namespace {

constexpr kv::Shard kReputationShard{0};
constexpr std::uint8_t kReputationVersion = 1;
constexpr std::string_view kSenders = "Jr";  // in Family::hot
constexpr std::uint32_t kMessage = 1000;     // a message, in thousandths
constexpr std::uint32_t kMostMessages = 1'000'000 * kMessage;
constexpr std::uint32_t kFew = 5 * kMessage;
constexpr std::string_view kReputationStage = "reputation";

std::string key_of_sender(std::string_view who) { return std::string(kSenders) + std::string(who.substr(0, 300)); }

}  // namespace

Standing Standing::at_time(Time now) const {
  if (now <= at) return *this;  // a clock that was set back makes nobody better or worse
  const auto halves =
      static_cast<double>((now - at).count()) / static_cast<double>(std::chrono::milliseconds(kHalfLife).count());
  const auto left = std::exp2(-halves);
  return {static_cast<std::uint32_t>(good * left), static_cast<std::uint32_t>(bad * left), now};
}

void Standing::count(std::uint32_t more_good, std::uint32_t more_bad, Time now) {
  *this = at_time(now);
  good = std::min(good + std::min(more_good, kMostMessages), kMostMessages);
  bad = std::min(bad + std::min(more_bad, kMostMessages), kMostMessages);
}

std::string encode(const Standing& s) {
  return Encoder().u8(kReputationVersion).varint(s.good).varint(s.bad).zigzag(s.at.ms).take();
}

std::optional<Standing> decode_standing(std::string_view stored) {
  Decoder in(stored);
  const bool known = in.u8() == kReputationVersion;
  const auto good = in.varint(), bad = in.varint();
  const Time at{in.zigzag()};
  if (!known || !in.done() || good > kMostMessages || bad > kMostMessages) return {};
  return Standing{static_cast<std::uint32_t>(good), static_cast<std::uint32_t>(bad), at};
}

Task<std::optional<Opinion>> Reputation::opinion(std::string who, const Settings& settings) {
  auto stored = co_await kv_.get(kv::Family::hot, key_of_sender(who));
  if (!stored) co_return cannot_say(kReputationStage, said<"the store does not answer">().english());
  const auto now = time_.now();
  auto standing = (*stored ? decode_standing(**stored) : std::nullopt).value_or(Standing{}).at_time(now);
  fresh_.with([&](const Fresh& fresh) {
    if (const auto found = fresh.find(who); found != fresh.end()) standing.count(found->second.good, found->second.bad, now);
  });
  const std::uint64_t all = std::uint64_t{standing.good} + standing.bad;
  if (all < kFew) co_return std::nullopt;
  // From all good to all bad: from minus the weight to plus the weight.
  const auto tilt = (static_cast<std::int64_t>(standing.bad) - standing.good) * kPoint / static_cast<std::int64_t>(all);
  // Good mail of a network speaks for none of its neighbours; of a domain that is proven it does.
  if (who.contains('/') && tilt <= 0) co_return std::nullopt;
  co_return Opinion{
      .stage = std::string(kReputationStage),
      .weight = static_cast<Hundredths>(tilt * settings.reputation),
      .words = said<"spam lately: {} of {} messages of {}">(standing.bad / kMessage, all / kMessage, who).english()};
}

// By what the others think: a reputation must not feed itself.
void Reputation::learn(const std::string& who, const Verdict& verdict) {
  auto others = verdict.score;
  for (const auto& one : verdict.opinions)
    if (one.stage == kReputationStage && one.knows) others -= one.weight;
  const bool bad = verdict.level >= queue::Level::medium && others >= kPoint;
  if (!bad && verdict.level != queue::Level::none) return;
  fresh_.with([&](Fresh& fresh) {
    if (fresh.size() >= kMostFresh && !fresh.contains(who)) return;
    fresh[who].count(bad ? 0 : kMessage, bad ? kMessage : 0, time_.now());
  });
}

Task<Result<void>> Reputation::write() {
  const auto fresh = fresh_.with([](Fresh& all) { return std::exchange(all, {}); });
  if (fresh.empty()) co_return Result<void>{};
  const auto now = time_.now();
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    for (const auto& [who, more] : fresh) {
      auto stored = t.get(kv::Family::hot, key_of_sender(who));
      if (!stored) return pass_on(stored);
      auto standing = (*stored ? decode_standing(**stored) : std::nullopt).value_or(Standing{});
      standing.count(more.good, more.bad, now);
      t.put(kv::Family::hot, key_of_sender(who), encode(standing));
    }
    return {};
  };
  co_return co_await kv_.commit(kReputationShard, std::move(intent), kv::Durability::relaxed);
}

Task<Result<std::size_t>> Reputation::sweep(std::size_t rows) {
  const auto now = time_.now();
  const auto is_over = [&](std::string_view, std::string_view value) {
    const auto standing = decode_standing(value).value_or(Standing{}).at_time(now);
    return standing.good + standing.bad < kMessage / 4;
  };
  auto from = swept_to_.with([](const auto& key) { return key; });
  auto swept = co_await sweep_rows(kv_, std::string(kSenders), std::move(from), rows, is_over);
  if (!swept) co_return pass_on(swept);
  swept_to_.with([&](auto& key) { key = swept->next; });
  co_return swept->removed;
}

}  // namespace postern::judge
