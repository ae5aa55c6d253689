// How much an account, and all accounts of a domain, may send: recipients an hour, with what was not used of the last hour at once.
// Use: Throttle throttle(kv, settings);  co_await throttle.load(now);   switch (auto turn = throttle.take(sender, recipients, now); turn.what) ...
//   co_await throttle.keep(sender, now) together with the commit of the message that was taken
// Promises: one time is kept for each sender who has something to wait for, and forgotten when he has not. What keep() was begun for before
//   the message was committed is there when the message is, also after a kill, but for a minute's worth; a cut of the power may take the last second. Any thread.
#pragma once
#include <cstdint>
#include <map>
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
  std::string of;            // "ann@example.org", or "example.org" for all its accounts together
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

class Throttle {
 public:
  Throttle(kv::Store& kv, config::Live<ThrottleSettings> settings) : kv_(kv), settings_(std::move(settings)) {}

  // What was kept; who has nothing to wait for any more is forgotten.
  Task<Result<void>> load(Time now);

  enum class What : std::uint8_t { go, wait, refuse };
  struct Turn {
    What what = What::go;
    Time until = {};           // of those that wait
    std::string of = {};       // whose limit it is
    std::uint32_t hourly = 0;  // and what that is
  };
  // One message to so many. What is refused does not count.
  Turn take(const address::Mailbox& sender, std::size_t recipients, Time now);
  // Writes down what this sender and his domain have used up, when it is more than a minute's worth.
  Task<Result<void>> keep(address::Mailbox sender, Time now);
  [[nodiscard]] std::size_t known() const;

 private:
  // When a sender would have used up what he may, had he sent evenly.
  using Used = std::map<std::string, Time, std::less<>>;

  kv::Store& kv_;
  config::Live<ThrottleSettings> settings_;
  Locked<Used> used_;
};

}  // namespace postern::queue
