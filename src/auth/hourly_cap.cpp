// Counting by the minute, and writing a little ahead.
#include "auth/hourly_cap.h"

#include <algorithm>
#include <numeric>

#include "base/codec.h"
#include "directory/directory.h"
#include "directory/keys.h"

namespace postern::auth {
namespace {

constexpr std::uint8_t kHourlyVersion = 1;
constexpr std::uint32_t kStepsOfCap = 20;  // of a cap, each written once

}  // namespace

void HourlyCap::Hour::advance_to(std::int64_t to) {
  constexpr std::int64_t kAll = kMinutes;
  if (to <= minute) return;  // a clock that was set back counts on in the newest minute
  for (auto m = std::max(minute + 1, to - kAll + 1); m <= to; ++m) counts[static_cast<std::size_t>(m % kAll)] = 0;
  minute = to;
  stored = 0;
}

std::uint64_t HourlyCap::Hour::sum() const { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

std::string HourlyCap::encode(Hour hour, std::uint32_t newest) {
  hour.newest() = newest;
  Encoder out;
  out.u8(kHourlyVersion).zigzag(hour.minute);
  for (const auto n : hour.counts) out.varint(n);
  return out.take();
}

std::optional<HourlyCap::Hour> HourlyCap::decode(std::string_view stored) {
  Decoder in(stored);
  const bool known = in.u8() == kHourlyVersion;
  Hour hour;
  hour.minute = in.zigzag();
  for (auto& n : hour.counts) n = static_cast<std::uint32_t>(std::min<std::uint64_t>(in.varint(), UINT32_MAX));
  if (!known || !in.done() || hour.minute < 0) return {};
  hour.stored = hour.newest();
  return hour;
}

// What was stored of it before this server started; false when that cannot be read.
Task<bool> HourlyCap::learn(AccountId account) {
  const bool known = hours_.with([&](const auto& hours) { return hours.contains(account); });
  if (known) co_return true;
  auto found = co_await kv_.get(kv::Family::hot, directory::keys::hourly(account));
  if (!found) co_return false;
  const auto before = *found ? decode(**found) : Hour{};
  if (!before) co_return false;
  hours_.with([&](auto& hours) { hours.emplace(account, *before); });
  co_return true;
}

Task<bool> HourlyCap::take(AccountId account, std::uint32_t most, Time now) {
  const bool known = co_await learn(account);
  if (!known) co_return false;
  const std::int64_t minute = now.seconds() / 60;
  std::string due;
  const bool within = hours_.with([&](auto& hours) {
    auto& hour = hours[account];
    hour.advance_to(minute);
    if (hour.sum() >= most) return false;
    if (++hour.newest() > hour.stored) {
      hour.stored = hour.newest() + most / kStepsOfCap;
      due = encode(hour, hour.stored);
    }
    return true;
  });
  if (due.empty()) co_return within;
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    transaction.put(kv::Family::hot, directory::keys::hourly(account), due);
    return {};
  };
  auto written = co_await kv_.commit(directory::kShard, std::move(intent), kv::Durability::relaxed);
  co_return written.has_value();
}

}  // namespace postern::auth
