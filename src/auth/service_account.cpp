// Where service accounts log in, and how much they send.
#include "auth/service_account.h"

#include <algorithm>
#include <numeric>

#include "auth/app_password.h"

namespace postern::auth {

using events::Cause;
using events::Service;

Cause fits(const directory::ServiceScope& scope, const Peer& peer, Time now) {
  const bool sends = peer.service == Service::submission || peer.service == Service::smtp;
  if (!sends || !comes_from(peer, scope.networks)) return Cause::not_permitted;
  return scope.expired(now) ? Cause::password_expired : Cause::none;
}

bool HourlyCap::take(AccountId account, std::uint32_t most, Deadline now) {
  const std::int64_t minute = std::chrono::duration_cast<std::chrono::minutes>(now.time_since_epoch()).count();
  return hours_.with([&](auto& hours) {
    auto& hour = hours[account];
    constexpr std::int64_t kAll = kMinutes;
    for (auto m = std::max(hour.minute + 1, minute - kAll + 1); m <= minute; ++m)
      hour.counts[static_cast<std::size_t>(m % kAll)] = 0;
    hour.minute = std::max(hour.minute, minute);
    if (std::accumulate(hour.counts.begin(), hour.counts.end(), std::uint64_t{0}) >= most) return false;
    ++hour.counts[static_cast<std::size_t>(hour.minute % kAll)];
    return true;
  });
}

}  // namespace postern::auth
