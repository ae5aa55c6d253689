// How much an account, and all accounts of a domain, may send: recipients an hour, with what was not used of the last hour at once.
// Use: Throttle throttle(settings);  switch (auto turn = throttle.take(sender, recipients, now); turn.what) ...
// Promises: one time is kept for each sender who has something to wait for, and forgotten when he has not; the counts begin anew with the
//   server. Any thread.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "address/mailbox.h"
#include "base/locked.h"
#include "base/time.h"
#include "config/config.h"

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
  explicit Throttle(config::Live<ThrottleSettings> settings) : settings_(std::move(settings)) {}

  enum class What : std::uint8_t { go, wait, refuse };
  struct Turn {
    What what = What::go;
    Time until = {};           // of those that wait
    std::string of = {};       // whose limit it is
    std::uint32_t hourly = 0;  // and what that is
  };
  // One message to so many. What is refused does not count.
  Turn take(const address::Mailbox& sender, std::size_t recipients, Time now);
  [[nodiscard]] std::size_t known() const;

 private:
  // When a sender would have used up what he may, had he sent evenly.
  using Used = std::map<std::string, Time, std::less<>>;

  config::Live<ThrottleSettings> settings_;
  Locked<Used> used_;
};

}  // namespace postern::queue
