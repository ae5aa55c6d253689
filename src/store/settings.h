// What an administrator sets of the store; described in settings.cpp.
#pragma once
#include <chrono>
#include <cstdint>

#include "base/units.h"
#include "config/config.h"

namespace postern::store {

struct Settings {
  config::Octets cache_bytes{64_MiB};              // open mailboxes, all sessions together
  config::Octets inline_limit{64_KiB};             // larger bodies are blobs
  config::Octets large_bodies{64_MiB};             // of blobs in memory at once, for all searches together
  config::Octets default_quota{1_GiB};             // 0: no limit
  std::uint32_t max_subscriptions = 10'000;        // of one account
  std::chrono::milliseconds expunged_kept = 5min;  // so long a session may still fetch what another one has expunged
  std::chrono::milliseconds delivery_keys_kept = 7 * 24h;
  std::chrono::milliseconds orphans_kept = 24h;  // blobs that nothing names
};

}  // namespace postern::store
