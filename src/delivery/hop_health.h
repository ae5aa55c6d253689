// What was found out about other servers lately: how many workers a hop takes, and whether it is left alone for now.
// Invariants: a hop of which nothing is known has kFirstRoom; at most kMostKnown hops are remembered. One thread.
#pragma once
#include <optional>
#include <unordered_map>

#include "delivery/attempt.h"

namespace postern::delivery {

class HopHealth {
 public:
  static constexpr std::size_t kFirstRoom = 2;
  static constexpr std::size_t kMostKnown = 20'000;
  static constexpr std::chrono::minutes kLongestAlone{10};

  // The answer for all mail of the hop, while it is left alone.
  [[nodiscard]] std::optional<Answer> down(const queue::Hop&, Time now) const;
  void note(const queue::Hop&, const Tried&, const queue::Settings&, Time now);
  // Somebody wants to know anew.
  void forget(const queue::Hop& hop) { known_.erase(hop); }
  [[nodiscard]] std::size_t room(const queue::Hop&, std::size_t most) const;
  // Whether a server of the hop has answered lately.
  [[nodiscard]] bool is_well(const queue::Hop&) const;

 private:
  struct Known {
    double room = kFirstRoom;
    unsigned failures = 0;  // one after the other
    Time alone_until{};
    Answer answer = {};
  };
  void make_room(Time now);

  std::unordered_map<queue::Hop, Known> known_;
};

}  // namespace postern::delivery
