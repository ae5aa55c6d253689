// Keys that seal session tickets: made in memory, changed every eight hours, the previous two still accepted.
// Each service has its own, so a ticket of one service is no ticket at another (RFC 9325 §4.4, ALPACA).
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

#include "base/locked.h"
#include "base/random.h"
#include "base/time.h"

namespace postern::tls {

struct TicketKey {
  std::array<unsigned char, 16> name;
  std::array<unsigned char, 32> cipher, mac;
  Time made;

  ~TicketKey();
};

class TicketKeys {
 public:
  static constexpr std::chrono::hours kAge{8};
  static constexpr std::size_t kPrevious = 2;

  TicketKeys(const TimeSource& time, Random& random) : time_(time), random_(random) {}

  TicketKey sealing();  // the present key; a fresh one when the last has reached its age
  struct Opening {
    TicketKey key;
    bool renew;  // sealed with a previous key: the client is given a fresh ticket
  };
  std::optional<Opening> opening(std::string_view name);

 private:
  const TimeSource& time_;
  Random& random_;
  Locked<std::deque<TicketKey>> keys_;  // newest first
};

}  // namespace postern::tls
