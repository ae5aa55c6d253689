// How many recipients each service account has sent to within the last hour (H08).
// Use: if (!co_await cap.take(account, scope.hourly, now)) refuse the recipient.
// Promises: never more than `most` in any sixty minutes, over restarts and crashes too: what is stored is at least what was let through.
//   It is written once a minute in which the account sends, and again as often as a twentieth of its cap is used. Any thread.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/locked.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"

namespace postern::auth {

class HourlyCap {
 public:
  explicit HourlyCap(kv::Store& kv) : kv_(kv) {}
  // Whether one more is within `most`; if so, it counts. What is not known, because it cannot be read, is not let through.
  Task<bool> take(AccountId, std::uint32_t most, Time now);

 private:
  static constexpr std::size_t kMinutes = 61;  // whole ones, so that sixty minutes lie within them
  struct Hour {
    std::int64_t minute = 0;  // the newest
    std::array<std::uint32_t, kMinutes> counts{};
    std::uint32_t stored = 0;  // what the store has for the newest minute

    void advance_to(std::int64_t minute);
    [[nodiscard]] std::uint64_t sum() const;
    std::uint32_t& newest() { return counts[static_cast<std::size_t>(minute % static_cast<std::int64_t>(kMinutes))]; }
  };
  static std::string encode(Hour, std::uint32_t newest);
  static std::optional<Hour> decode(std::string_view);
  Task<bool> learn(AccountId);

  kv::Store& kv_;
  Locked<std::map<AccountId, Hour>> hours_;
};

}  // namespace postern::auth
