// A bounded set of keyed tags with one lifetime, so the oldest is always the first to go.
#include "auth/verified_cache.h"

#include <cstring>

#include "auth/mac.h"
#include "base/codec.h"

namespace postern::auth {

std::size_t VerifiedCache::TagHash::operator()(const Tag& tag) const noexcept {
  std::size_t part = 0;  // tags are as good as random
  std::memcpy(&part, tag.data(), sizeof part);
  return part;
}

VerifiedCache::VerifiedCache(Random& random, std::chrono::seconds lifetime, std::size_t entries)
    : key_(random.bytes(kSha256Size)), lifetime_(lifetime), limit_(entries) {}

bool VerifiedCache::holds(std::string_view subject, std::string_view password, Deadline now) {
  const auto wanted = tag(subject, password);
  return entries_.with([&](Entries& e) {
    drop_old(e, now);
    return e.until.contains(wanted);
  });
}

void VerifiedCache::add(std::string_view subject, std::string_view password, Deadline now) {
  if (limit_ == 0 || lifetime_.count() <= 0) return;
  const auto fresh = tag(subject, password);
  entries_.with([&](Entries& e) {
    drop_old(e, now);
    if (!e.until.try_emplace(fresh, now + lifetime_).second) return;
    e.oldest_first.emplace_back(now + lifetime_, fresh);
    if (e.until.size() <= limit_) return;
    e.until.erase(e.oldest_first.front().second);
    e.oldest_first.pop_front();
  });
}

VerifiedCache::Tag VerifiedCache::tag(std::string_view subject, std::string_view password) const {
  const Secret what(Encoder().bytes(subject).raw(password).take());
  const auto mac = hmac_sha256(key_.reveal(), what.reveal());
  Tag out;
  std::memcpy(out.data(), mac.data(), out.size());
  return out;
}

void VerifiedCache::drop_old(Entries& e, Deadline now) const {
  while (!e.oldest_first.empty() && e.oldest_first.front().first <= now) {
    e.until.erase(e.oldest_first.front().second);
    e.oldest_first.pop_front();
  }
}

}  // namespace postern::auth
