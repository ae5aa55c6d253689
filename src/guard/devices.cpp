// A row of days for each account and address.
#include "guard/devices.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/codec.h"
#include "base/text.h"
#include "guard/detectors/detector.h"
#include "guard/keys.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kDevices{0};
constexpr std::chrono::hours kWrittenEvery{24};
constexpr std::uint8_t kDeviceVersion = 2, kNameless = 1;
constexpr std::size_t kAddressSize = 16, kHashSize = 32;
constexpr std::string_view kOfKey = "k";  // behind the address

std::string key_of(AccountId account, const Device& device) {
  return std::string(keys::kKnownDevices) + Encoder().big64(account.value).raw(device.subject()).take();
}

struct Row {
  std::string name;
  std::vector<Time> logins;  // oldest first
};

std::string encode(const Row& row) {
  Encoder out;
  out.u8(kDeviceVersion).bytes(row.name);
  for (const auto at : row.logins) out.zigzag(at.ms);
  return out.take();
}

// What cannot be read lets nobody in.
Row decode(std::string_view bytes) {
  Decoder in(bytes);
  Row out;
  const auto version = in.u8();
  if (version != kDeviceVersion && version != kNameless) return out;
  if (version == kDeviceVersion) out.name = in.bytes();
  while (in.ok() && !in.done()) out.logins.push_back(Time{in.zigzag()});
  return in.ok() ? out : Row();
}

// Of a row by which the account is known yet.
std::optional<KnownDevice> shown(std::string_view subject, Row row, Time now) {
  const auto device = Device::with_id(to_hex(subject));
  if (!device || row.logins.empty() || row.logins.back() + Devices::kKnownFor + kWrittenEvery < now) return {};
  const bool is_browser = subject.size() == kHashSize;
  KnownDevice out{.kind = is_browser ? KnownDevice::Kind::browser : KnownDevice::Kind::address,
                  .device = *device,
                  .network = {},
                  .name = std::move(row.name),
                  .first = row.logins.front(),
                  .last = row.logins.back()};
  if (is_browser) return out;
  IpAddress address;
  std::ranges::copy(subject, address.bytes.begin());
  out.network = IpNetwork(address, address.is_v4() ? 128 : 64);
  return out;
}

}  // namespace

std::string_view name(KnownDevice::Kind kind) { return kind == KnownDevice::Kind::browser ? "browser" : "address"; }

std::optional<Device> Device::with_id(std::string_view hex) {
  auto subject = from_hex(hex);
  if (!subject || (subject->size() != kAddressSize && subject->size() != kHashSize)) return {};
  return Device(std::move(*subject));
}

std::string Device::id() const { return to_hex(subject_); }

Device::Device(const IpAddress& address) {
  const auto key = key_of_address(address.bytes);
  subject_.assign(key.begin(), key.end());
}

Device Device::of_key(const IpAddress& address) { return Device(Device(address).subject() + std::string(kOfKey)); }

bool Devices::note(AccountId account, const Device& device, Time at, std::string_view name) {
  auto key = key_of(account, device);
  return waiting_.with([&](Waiting& w) {
    if (w.noted.size() >= kMostRemembered) w.noted.clear();
    const auto [noted, first] = w.noted.try_emplace(key, at);
    if (!first && at < noted->second + kWrittenEvery) return false;
    noted->second = at;
    w.rows.push_back({std::move(key), at, std::string(name.substr(0, kLongestName))});
    return true;
  });
}

Task<Result<void>> Devices::save() {
  auto rows = waiting_.with([](Waiting& w) { return std::exchange(w.rows, {}); });
  if (rows.empty()) co_return Result<void>{};
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    for (const auto& [key, at, name] : rows) {
      auto before = in.get(kv::Family::meta, key);
      if (!before) return pass_on(before);
      auto row = *before ? decode(**before) : Row();
      std::erase_if(row.logins, [&](Time t) { return t + kKnownFor + kWrittenEvery < at; });
      if (!row.logins.empty() && at < row.logins.back() + kWrittenEvery) continue;
      row.logins.push_back(at);
      row.name = name;
      in.put(kv::Family::meta, key, encode(row));
    }
    return {};
  };
  co_return co_await kv_.commit(kDevices, std::move(write), kv::Durability::relaxed);
}

// By way of the committer, so that what somebody else is saving at this moment is there as well.
Task<Result<std::string>> Devices::stored(AccountId account, const Device& device) {
  auto saved = co_await save();  // what has been noted and is not there yet
  if (!saved) co_return pass_on(saved);
  std::string row;
  kv::Intent read = [&row, key = key_of(account, device)](kv::Transaction& in) -> Result<void> {
    auto found = in.get(kv::Family::meta, key);
    if (!found) return pass_on(found);
    row = found->value_or("");
    return {};
  };
  auto done = co_await kv_.commit(kDevices, std::move(read), kv::Durability::relaxed, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  co_return row;
}

Task<Result<bool>> Devices::knew(AccountId account, Device device, Time before, Time now) {
  auto row = co_await stored(account, device);
  if (!row) co_return pass_on(row);
  co_return std::ranges::any_of(
      decode(*row).logins, [&](Time t) { return t.seconds() <= before.seconds() && t + kKnownFor + kWrittenEvery >= now; });
}

Task<Result<std::optional<KnownDevice>>> Devices::find(AccountId account, Device device, Time now) {
  auto row = co_await stored(account, device);
  if (!row) co_return pass_on(row);
  co_return shown(device.subject(), decode(*row), now);
}

Task<Result<std::vector<KnownDevice>>> Devices::of(AccountId account, Time now) {
  auto saved = co_await save();
  if (!saved) co_return pass_on(saved);
  const auto begin = std::string(keys::kKnownDevices) + Encoder().big64(account.value).take();
  std::vector<KnownDevice> out;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    if (auto known = shown(key.substr(begin.size()), decode(value), now)) out.push_back(std::move(*known));
    return true;
  };
  auto done = co_await kv_.scan(kv::Family::meta, begin, keys::after(begin), std::move(visit));
  if (!done) co_return pass_on(done);
  std::ranges::sort(out, [](const KnownDevice& a, const KnownDevice& b) {
    return std::tie(b.last, a.device.subject()) < std::tie(a.last, b.device.subject());
  });
  if (out.size() > kMostShown) out.erase(out.begin() + kMostShown, out.end());
  co_return out;
}

// Saved first: what waits would bring it back.
Task<Result<bool>> Devices::forget(AccountId account, Device device) {
  auto saved = co_await save();
  if (!saved) co_return pass_on(saved);
  const auto key = key_of(account, device);
  bool was = false;
  kv::Intent erase = [&](kv::Transaction& in) -> Result<void> {
    auto found = in.get(kv::Family::meta, key);
    if (!found) return pass_on(found);
    was = found->has_value();
    in.erase(kv::Family::meta, key);
    return {};
  };
  auto done = co_await kv_.commit(kDevices, std::move(erase), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  waiting_.with([&](Waiting& w) { w.noted.erase(key); });
  co_return was;
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
    const auto logins = decode(value).logins;
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
    const auto logins = decode(value).logins;
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
