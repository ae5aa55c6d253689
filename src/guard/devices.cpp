// A row of days for each account and address.
#include "guard/devices.h"

#include <algorithm>
#include <utility>

#include "base/codec.h"
#include "guard/detectors/detector.h"

namespace postern::guard {
namespace {

constexpr std::string_view kKnown = "I known ";
constexpr kv::Shard kDevices{0};
constexpr std::chrono::hours kWrittenEvery{24};
constexpr std::uint8_t kDeviceVersion = 1;

std::string key_of(AccountId account, const net::Address& address) {
  const auto subject = key_of_address(address.bytes);
  return std::string(kKnown) +
         Encoder().big64(account.value).raw({reinterpret_cast<const char*>(subject.data()), subject.size()}).take();
}

std::string encode(const std::vector<Time>& logins) {
  Encoder out;
  out.u8(kDeviceVersion);
  for (const auto at : logins) out.zigzag(at.ms);
  return out.take();
}

// Oldest first. What cannot be read lets nobody in.
std::vector<Time> decode(std::string_view bytes) {
  Decoder in(bytes);
  std::vector<Time> out;
  if (in.u8() != kDeviceVersion) return out;
  while (in.ok() && !in.done()) out.push_back(Time{in.zigzag()});
  return in.ok() ? out : std::vector<Time>();
}

}  // namespace

bool Devices::note(AccountId account, const net::Address& address, Time at) {
  auto key = key_of(account, address);
  return waiting_.with([&](Waiting& w) {
    if (w.noted.size() >= kMostRemembered) w.noted.clear();
    const auto [noted, first] = w.noted.try_emplace(key, at);
    if (!first && at < noted->second + kWrittenEvery) return false;
    noted->second = at;
    w.rows.emplace_back(std::move(key), at);
    return true;
  });
}

Task<Result<void>> Devices::save() {
  auto rows = waiting_.with([](Waiting& w) { return std::exchange(w.rows, {}); });
  if (rows.empty()) co_return Result<void>{};
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& [key, at] : rows) {
      auto before = in.get(kv::Family::meta, key);
      if (!before) return pass_on(before);
      auto logins = *before ? decode(**before) : std::vector<Time>();
      std::erase_if(logins, [&](Time t) { return t + kKnownFor + kWrittenEvery < at; });
      if (!logins.empty() && at < logins.back() + kWrittenEvery) continue;
      logins.push_back(at);
      in.put(kv::Family::meta, key, encode(logins));
    }
    return {};
  };
  co_return co_await kv_.commit(kDevices, std::move(write), kv::Durability::relaxed);
}

Task<Result<bool>> Devices::knew(AccountId account, net::Address address, Time before, Time now) {
  auto saved = co_await save();  // what has been noted and is not there yet
  if (!saved) co_return pass_on(saved);
  auto row = co_await kv_.get(kv::Family::meta, key_of(account, address));
  if (!row) co_return pass_on(row);
  if (!*row) co_return false;
  const auto logins = decode(**row);
  co_return std::ranges::any_of(
      logins, [&](Time t) { return t.seconds() <= before.seconds() && t + kKnownFor + kWrittenEvery >= now; });
}

Task<Result<std::size_t>> Devices::sweep(Time now) {
  std::vector<std::string> old;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    const auto logins = decode(value);
    if (logins.empty() || logins.back() + kKnownFor + kWrittenEvery < now) old.emplace_back(key);
    return true;
  };
  std::string end(kKnown);
  ++end.back();
  auto done = co_await kv_.scan(kv::Family::meta, std::string(kKnown), std::move(end), std::move(visit));
  if (!done) co_return pass_on(done);
  if (old.empty()) co_return 0;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& key : old) in.erase(kv::Family::meta, key);
    return {};
  };
  auto written = co_await kv_.commit(kDevices, std::move(write), kv::Durability::relaxed, kv::Purpose::shrink);
  if (!written) co_return pass_on(written);
  co_return old.size();
}

}  // namespace postern::guard
