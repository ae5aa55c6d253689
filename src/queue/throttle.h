// How much an account, and all accounts of a domain, may send, and how much a list may bring: recipients an hour, with what was not used of
// the last hour at once.
// Use: Throttle throttle(kv, settings);  co_await throttle.load(now);   auto shares = shares_of(sender, recipients);
//   switch (auto turn = throttle.take(shares, now); turn.what) ...
//   co_await throttle.keep(shares, now) together with the commit of the message that was taken
// Promises: one time is kept for each sender who has something to wait for, and forgotten when he has not. What keep() was begun for before
//   the message was committed is there when the message is, also after a kill, but for a minute's worth; a cut of the power may take the last second. Any thread.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "address/mailbox.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "kv/kv.h"

namespace postern::queue {

enum class OverLimit : std::uint8_t { delay, reject };

struct ThrottleRow {
  std::string
      of;  // "ann@example.org", "example.org" for all its accounts together, or an alias: what it brings to whom it means
  std::uint32_t hourly = 0;  // recipients; 0: as many as they like
  OverLimit action = OverLimit::delay;

  friend bool operator==(const ThrottleRow&, const ThrottleRow&) = default;
};

struct ThrottleSettings {
  std::uint32_t account_hourly = 2000;  // 0: no limit
  std::uint32_t domain_hourly = 0;
  OverLimit action = OverLimit::delay;
  std::vector<ThrottleRow> rows;  // for whom other limits hold
};

// What one message uses up of one limit.
struct ThrottleShare {
  enum class Kind : std::uint8_t { account, domain, list };
  Kind kind = Kind::account;
  std::string of;  // as rows and counts are named
  std::size_t recipients = 0;
};
// Of the account, and of its domain.
std::vector<ThrottleShare> shares_of(const address::Mailbox& sender, std::size_t recipients);
// Of an alias that means so many.
ThrottleShare share_of_list(const address::Mailbox& list, std::size_t members);

class Throttle {
 public:
  Throttle(kv::Store&, config::Live<ThrottleSettings>);

  // What was kept; who has nothing to wait for any more is forgotten.
  Task<Result<void>> load(Time now);
  // What everybody has used up stays, as it would be had the clock been right.
  Task<Result<void>> clock_was_set_back(std::chrono::milliseconds by);

  enum class What : std::uint8_t { go, wait, refuse };
  struct Turn {
    What what = What::go;
    Time until = {};           // of those that wait
    std::string of = {};       // whose limit it is
    std::uint32_t hourly = 0;  // and what that is
  };
  // One message. What is refused does not count, for nobody.
  Turn take(const std::vector<ThrottleShare>&, Time now);
  // Writes down what these have used up, when it is more than a minute's worth.
  Task<Result<void>> keep(std::vector<ThrottleShare>, Time now);
  // Who has used up some of what he may an hour: how many recipients that is now, rounded up, and when it will be nobody again.
  struct Reached {
    std::string of;
    std::uint32_t hourly = 0;
    OverLimit action = OverLimit::delay;
    std::uint64_t recipients = 0;
    Time until = {};
  };
  [[nodiscard]] std::vector<Reached> reached(Time now) const;
  [[nodiscard]] std::size_t known() const;

 private:
  // When a sender would have used up what he may, had he sent evenly.
  using Used = std::map<std::string, Time, std::less<>>;
  // What settings say of each, found by its name: there may be ten thousand rows, and each message asks for two or three.
  class Limits;
  std::shared_ptr<const Limits> limits() const;
  void sweep(Used&, Time now);

  kv::Store& kv_;
  config::Live<ThrottleSettings> settings_;
  Locked<Used> used_;
  std::size_t sweep_at_;  // in the lock of the used
  mutable Locked<std::shared_ptr<const Limits>> limits_;
};

}  // namespace postern::queue
