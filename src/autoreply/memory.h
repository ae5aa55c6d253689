// Whom an account has answered lately.
// Use: auto turn = co_await memory.take(account, sender, limits, now);  *turn == Turn::yes: answer him, it is noted
// Promises: of two who ask at once for one sender one gets yes; one row an account, of bounded size, which goes with it; what is over is
//   forgotten; any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address/mailbox.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"

namespace postern::autoreply {

struct Limits {
  std::chrono::seconds again_after;
  std::uint32_t hourly;
  Time since;  // who was answered before does not count
};

enum class Turn : std::uint8_t { yes, had_one, too_many };

struct Answered {
  static constexpr std::size_t kMost = 1000;
  static constexpr std::size_t kLongestKey = 100;  // octets: of longer addresses the beginning counts

  struct One {
    std::string who;
    Time at;
    friend bool operator==(const One&, const One&) = default;
  };
  std::vector<One> list;  // the oldest first

  Turn take(std::string_view who, const Limits&, Time now);
};

std::string encode(const Answered&);
std::optional<Answered> decode_answered(std::string_view);

class Memory {
 public:
  explicit Memory(kv::Store& kv) : kv_(kv) {}
  Task<Result<Turn>> take(AccountId, address::Mailbox sender, Limits, Time now);

 private:
  kv::Store& kv_;
};

}  // namespace postern::autoreply
