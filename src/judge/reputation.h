// What senders have sent lately: each message that was judged counts for or against whoever sent it, and is forgotten by and by.
// Use: others.push_back(co_await reputation.opinion(who, settings)) if there is one;  reputation.learn(who, verdict);
//      co_await reputation.write()      now and then
// Promises: who is known_as() of greylist.h; what is learnt is in memory until write(), a crash loses no more; memory and rows are bounded:
//   beyond kMostFresh nothing is learnt until it is written, and sweep() removes who has not been heard of; any thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/locked.h"
#include "base/task.h"
#include "base/time.h"
#include "judge/verdict.h"
#include "kv/kv.h"

namespace postern::judge {

// Messages, in thousandths, each worth half of what it was after kHalfLife.
struct Standing {
  static constexpr std::chrono::hours kHalfLife{14 * 24};
  std::uint32_t good = 0, bad = 0;
  Time at;

  void count(std::uint32_t more_good, std::uint32_t more_bad, Time now);
  [[nodiscard]] Standing at_time(Time now) const;
  friend bool operator==(const Standing&, const Standing&) = default;
};
std::string encode(const Standing&);
std::optional<Standing> decode_standing(std::string_view);

class Reputation {
 public:
  static constexpr std::size_t kMostFresh = 10'000;

  Reputation(kv::Store& kv, const TimeSource& time) : kv_(kv), time_(time) {}
  // Nothing of somebody who has sent little, and nothing good of a network.
  Task<std::optional<Opinion>> opinion(std::string who, const Settings&);
  void learn(const std::string& who, const Verdict&);
  Task<Result<void>> write();
  // The same step as Greylist::sweep().
  Task<Result<std::size_t>> sweep(std::size_t rows);

 private:
  using Fresh = std::map<std::string, Standing>;
  kv::Store& kv_;
  const TimeSource& time_;
  Locked<Fresh> fresh_;
  Locked<std::string> swept_to_;
};

}  // namespace postern::judge
