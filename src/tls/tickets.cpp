// Rotation happens when a key is asked for, so an idle server does no work for it.
#include "tls/tickets.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace postern::tls {
namespace {

TicketKey fresh_key(Random& random, Time now) {
  TicketKey key{};
  key.made = now;
  random.fill(reinterpret_cast<char*>(key.name.data()), key.name.size());
  random.fill(reinterpret_cast<char*>(key.cipher.data()), key.cipher.size());
  random.fill(reinterpret_cast<char*>(key.mac.data()), key.mac.size());
  return key;
}

void rotate(std::deque<TicketKey>& keys, Random& random, Time now) {
  while (!keys.empty() && now - keys.back().made >= TicketKeys::kAge * (TicketKeys::kPrevious + 1)) keys.pop_back();
  if (!keys.empty() && now - keys.front().made < TicketKeys::kAge) return;
  keys.push_front(fresh_key(random, now));
  while (keys.size() > TicketKeys::kPrevious + 1) keys.pop_back();
}

}  // namespace

TicketKey::~TicketKey() {
  OPENSSL_cleanse(cipher.data(), cipher.size());
  OPENSSL_cleanse(mac.data(), mac.size());
}

TicketKey TicketKeys::sealing() {
  return keys_.with([&](std::deque<TicketKey>& keys) {
    rotate(keys, random_, time_.now());
    return keys.front();
  });
}

std::optional<TicketKeys::Opening> TicketKeys::opening(std::string_view name) {
  return keys_.with([&](std::deque<TicketKey>& keys) -> std::optional<Opening> {
    rotate(keys, random_, time_.now());
    const auto found = std::ranges::find_if(keys, [&](const TicketKey& key) {
      return std::ranges::equal(key.name, name, [](unsigned char a, char b) { return a == static_cast<unsigned char>(b); });
    });
    if (found == keys.end()) return {};
    return Opening{*found, found != keys.begin()};
  });
}

}  // namespace postern::tls
