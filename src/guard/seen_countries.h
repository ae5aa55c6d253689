// In which countries each account has logged in during the last year, so that its owner is told of a login from another one.   H36
// Use: if (seen.is_due(account, country, at)) seen.note({...});  for (const auto& one : *co_await seen.save()) tell;
// Promises: a row of a few octets for each account, written once a day and country at most. The first country of an account is no news,
//   nor is the one of its last login before this was kept: who is told of nothing has nothing to wonder at. Of two logins at once from the
//   same country one is news.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "base/ip_address.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "events/security.h"
#include "kv/kv.h"

namespace postern::guard {

struct CountryLogin {
  AccountId account;
  std::string country;  // two letters
  std::string before;   // of the login before it; empty: there was none, or nobody knows
  IpAddress from;
  events::Service service = events::Service::imap;
  Time at;
};

class SeenCountries {
 public:
  static constexpr std::chrono::hours kRemembered{365 * 24};

  explicit SeenCountries(kv::Store& kv) : kv_(kv) {}

  // False where it was noted within the last day. Any thread, as the next.
  [[nodiscard]] bool is_due(AccountId, std::string_view country, Time at) const;
  void note(CountryLogin);
  // Keeps what was noted. Those that came from a country that their account was not seen in.
  Task<Result<std::vector<CountryLogin>>> save();
  Task<Result<void>> forget(AccountId);

 private:
  static constexpr std::size_t kMostNoted = 50'000;
  struct Waiting {
    std::unordered_map<std::string, Time> noted;  // by account and country: what need not be written again today
    std::vector<CountryLogin> logins;
  };
  kv::Store& kv_;
  Locked<Waiting> waiting_;
};

}  // namespace postern::guard
