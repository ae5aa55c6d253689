// A row of days for each account and address.
#include "guard/devices.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/codec.h"
#include "guard/detectors/detector.h"
#include "guard/keys.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kDevices{0};
constexpr std::chrono::hours kWrittenEvery{24};
constexpr std::uint8_t kDeviceVersion = 1;
constexpr std::string_view kOfKey = "k";  // behind the address

std::string key_of(AccountId account, const Device& device) {
  return std::string(keys::kKnownDevices) + Encoder().big64(account.value).raw(device.subject()).take();
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

Device::Device(const IpAddress& address) {
  const auto key = key_of_address(address.bytes);
  subject_.assign(key.begin(), key.end());
}

Device Device::of_key(const IpAddress& address) { return Device(Device(address).subject() + std::string(kOfKey)); }

bool Devices::note(AccountId account, const Device& device, Time at) {
  auto key = key_of(account, device);
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

Task<Result<bool>> Devices::knew(AccountId account, Device device, Time before, Time now) {
  auto saved = co_await save();  // what has been noted and is not there yet
  if (!saved) co_return pass_on(saved);
  // By way of the committer, so that what somebody else is saving at this moment is there as well.
  std::string row;
  kv::Intent read = [&](kv::Transaction& in) -> Result<void> {
    auto found = in.get(kv::Family::meta, key_of(account, device));
    if (!found) return pass_on(found);
    row = found->value_or("");
    return {};
  };
  auto done = co_await kv_.commit(kDevices, std::move(read), kv::Durability::relaxed, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  const auto logins = decode(row);
  co_return std::ranges::any_of(
      logins, [&](Time t) { return t.seconds() <= before.seconds() && t + kKnownFor + kWrittenEvery >= now; });
}

Task<Result<std::size_t>> Devices::count(IpNetwork network, Time now) {
  auto saved = co_await save();
  if (!saved) co_return pass_on(saved);
  const auto narrow = key_of_address(network.base().bytes);  // what an address of IPv6 was written down as
  std::set<std::uint64_t> accounts;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    Decoder in(key.substr(keys::kKnownDevices.size()));
    const auto account = in.big64();
    IpAddress address;
    const auto raw = in.raw(address.bytes.size());
    if (!in.done() && (in.raw(kOfKey.size()) != kOfKey || !in.done())) return true;  // a browser
    std::ranges::copy(raw, address.bytes.begin());
    const auto logins = decode(value);
    const bool recent = !logins.empty() && logins.back() + kKnownFor >= now;
    if (recent && (network.contains(address) || address.bytes == narrow)) accounts.insert(account);
    return true;
  };
  auto done =
      co_await kv_.scan(kv::Family::meta, std::string(keys::kKnownDevices), keys::after(keys::kKnownDevices), std::move(visit));
  if (!done) co_return pass_on(done);
  co_return accounts.size();
}

Task<Result<std::size_t>> Devices::sweep(Time now) {
  std::vector<std::string> old;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    const auto logins = decode(value);
    if (logins.empty() || logins.back() + kKnownFor + kWrittenEvery < now) old.emplace_back(key);
    return true;
  };
  auto done =
      co_await kv_.scan(kv::Family::meta, std::string(keys::kKnownDevices), keys::after(keys::kKnownDevices), std::move(visit));
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
