// Encoding of the keys of a domain, version 1; and what comes after what.
#include "signing/domain_keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/codec.h"
#include "base/text.h"

namespace postern::signing {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint32_t kHighest = 1'000'000;  // of the keys of one day

std::string day_of(Time at) {
  auto text = rfc3339(at).substr(0, 10);
  std::erase(text, '-');
  return text;
}

}  // namespace

std::string_view name(Stage stage) {
  switch (stage) {
    case Stage::pending: return "pending";
    case Stage::active: return "active";
    case Stage::retired: return "retired";
  }
  return "";
}

std::string encode(const DomainKeys& all) {
  Encoder out;
  out.u8(kVersion).varint(all.keys.size());
  for (const auto& key : all.keys) {
    out.bytes(key.selector).u8(static_cast<std::uint8_t>(key.type)).u8(static_cast<std::uint8_t>(key.stage));
    out.zigzag(key.made.ms).zigzag(key.since.ms).bytes(key.record).bytes(key.sealed);
  }
  return out.take();
}

Result<DomainKeys> decode_domain_keys(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kVersion;
  const auto count = in.varint();
  good = good && count <= kMostKeys;
  DomainKeys out;
  for (std::uint64_t i = 0; good && in.ok() && i < count; ++i) {
    auto& key = out.keys.emplace_back();
    key.selector = in.bytes();
    const auto type = in.u8(), stage = in.u8();
    good = type <= 1 && stage <= 2;
    key.type = static_cast<senderauth::KeyType>(type);
    key.stage = static_cast<Stage>(stage);
    key.made = {in.zigzag()};
    key.since = {in.zigzag()};
    key.record = in.bytes();
    key.sealed = in.bytes();
  }
  if (!good || !in.done()) return fail(Failure::corrupt, "The DKIM keys of a domain cannot be read");
  return out;
}

// The DNS may have the record of a key that was taken back, and resolvers remember it: its name is not given to another that day, which is
// why the highest number counts and not the first free one.
std::string selector_for(const DomainKeys& all, senderauth::KeyType type, Time now) {
  const auto first = day_of(now) + (type == senderauth::KeyType::rsa ? "r" : "e");
  std::uint32_t last = 0;
  for (const auto& key : all.keys) {
    if (!key.selector.starts_with(first)) continue;
    const auto rest = std::string_view(key.selector).substr(first.size());
    last = std::max(last, rest.empty() ? 1U : number<std::uint32_t>(rest, kHighest).value_or(0));
  }
  return last == 0 ? first : fmt::format("{}{}", first, last + 1);
}

void add(DomainKeys& all, Key fresh) {
  std::erase_if(all.keys, [&](const Key& key) { return key.type == fresh.type && key.stage == Stage::pending; });
  if (all.keys.size() >= kMostKeys) all.keys.erase(all.keys.begin());
  all.keys.push_back(std::move(fresh));
}

void activate(DomainKeys& all, std::string_view selector, Time now) {
  const auto fresh = std::ranges::find(all.keys, selector, &Key::selector);
  if (fresh == all.keys.end() || fresh->stage != Stage::pending) return;
  for (auto& key : all.keys) {
    if (key.type != fresh->type || key.stage != Stage::active) continue;
    key.stage = Stage::retired;
    key.since = now;
    key.sealed.clear();
  }
  fresh->stage = Stage::active;
  fresh->since = now;
}

bool forget_retired(DomainKeys& all, const Settings& settings, Time now) {
  const std::chrono::days kept(settings.keep_retired);
  return std::erase_if(all.keys, [&](const Key& key) { return key.stage == Stage::retired && key.since + kept <= now; }) > 0;
}

bool is_due(const DomainKeys& all, senderauth::KeyType type, const Settings& settings, Time now) {
  const std::chrono::days life(settings.rotate_after);
  return std::ranges::none_of(all.keys, [&](const Key& key) {
    if (key.type != type || key.stage == Stage::retired) return false;
    return key.stage == Stage::pending || life.count() == 0 || now < key.since + life;
  });
}

}  // namespace postern::signing
