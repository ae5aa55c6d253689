// Encodings of application passwords, version 2; version 1 knew no tokens.
#include "directory/app_passwords.h"

#include <algorithm>

#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kAppPasswordsVersion = 2;
constexpr std::uint8_t kUseVersion = 1;
constexpr std::uint64_t kMostServices = 32;

void write(Encoder& out, const AppPassword& p) {
  out.varint(p.number).bytes(p.label).varint(p.services.size());
  for (const auto service : p.services) out.u8(static_cast<std::uint8_t>(service));
  out.varint(p.networks.size());
  for (const auto& network : p.networks) out.bytes(network);
  out.u8(bit(p.read_only)).zigzag(p.created.ms).zigzag(p.expires.ms).bytes(p.tag).bytes(p.scram);
  out.u8(bit(p.refresh.has_value()));
  if (!p.refresh) return;
  out.bytes(p.refresh->tag).zigzag(p.refresh->expires.ms).varint(p.refresh->spent.size());
  for (const auto& tag : p.refresh->spent) out.bytes(tag);
}

Refresh read_refresh(Decoder& in, bool& good) {
  Refresh r;
  r.tag = in.bytes();
  r.expires = {in.zigzag()};
  for (auto n = count(in, kMostSpent, good); good && n > 0; --n) r.spent.emplace_back(in.bytes());
  return r;
}

std::uint32_t small(Decoder& in, bool& good) { return static_cast<std::uint32_t>(count(in, UINT32_MAX, good)); }

AppPassword read(Decoder& in, std::uint8_t version, bool& good) {
  AppPassword p;
  p.number = small(in, good);
  p.label = in.bytes();
  for (auto n = count(in, kMostServices, good); good && n > 0; --n) {
    p.services.push_back(choice(in, events::Service::sieve, good));
    good = good && p.services.back() != events::Service{};
  }
  for (auto n = count(in, kMostNetworks, good); good && n > 0; --n) {
    p.networks.emplace_back(in.bytes());
    good = good && p.networks.back().size() <= kLongestNetworkText;
  }
  p.read_only = flag(in, good);
  p.created = {in.zigzag()};
  p.expires = {in.zigzag()};
  p.tag = in.bytes();
  p.scram = in.bytes();
  if (version >= 2 && flag(in, good)) p.refresh = read_refresh(in, good);
  good = good && in.ok() && p.number != 0 && p.label.size() <= kLongestLabel;
  return p;
}

}  // namespace

const AppPassword* AppPasswords::find(std::uint32_t number) const {
  const auto at = std::ranges::find(list, number, &AppPassword::number);
  return at == list.end() ? nullptr : &*at;
}

std::string encode(const AppPasswords& all) {
  Encoder out;
  out.u8(kAppPasswordsVersion).varint(all.account.value).varint(all.next).varint(all.list.size());
  for (const auto& p : all.list) write(out, p);
  return out.take();
}

Result<AppPasswords> decode_app_passwords(std::string_view stored) {
  Decoder in(stored);
  const auto version = in.u8();
  bool good = version >= 1 && version <= kAppPasswordsVersion;
  AppPasswords all;
  all.account = AccountId(in.varint());
  all.next = small(in, good);
  for (auto n = count(in, kMostAppPasswords, good); good && n > 0; --n) all.list.push_back(read(in, version, good));
  if (!good || !in.done() || !all.account) return damaged("application passwords");
  return all;
}

std::string encode(const AppPasswordUse& use) {
  const std::string_view ip(reinterpret_cast<const char*>(use.ip.data()), use.ip.size());
  return Encoder().u8(kUseVersion).varint(use.number).zigzag(use.at.ms).raw(ip).take();
}

Result<AppPasswordUse> decode_app_password_use(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kUseVersion;
  AppPasswordUse use;
  use.number = small(in, good);
  use.at = {in.zigzag()};
  const auto ip = in.raw(use.ip.size());
  if (!good || !in.done()) return damaged("use of an application password");
  std::ranges::copy(ip, use.ip.begin());
  return use;
}

}  // namespace postern::directory
