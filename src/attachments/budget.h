// How much work one message may make: what comes in small can unpack to anything.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/said.h"
#include "base/time.h"
#include "base/units.h"

namespace postern::attachments {

struct Limits {
  std::uint32_t depth = 6;  // archives and messages in one another
  std::uint32_t entries = 10'000;
  std::uint64_t unpacked = 512_MiB;
  std::uint32_t ratio = 250;    // of what comes out of an archive to its size
  std::uint64_t held = 32_MiB;  // of one archive, message or document inside another, while it is looked into
  std::chrono::milliseconds patience = 20s;
};

class Budget {
 public:
  Budget(const Limits& limits, const TimeSource& time)
      : limits_(limits), time_(&time), until_(time.steady() + limits.patience) {}

  [[nodiscard]] const Limits& limits() const { return limits_; }
  // Each is false when nothing is left; why() then says of what, and all that come after are false as well.
  bool take_entry() { return in_time() && (entries_++ < limits_.entries || refuse(phrase<"has too many files in it">())); }
  bool take_octets(std::uint64_t n) {
    unpacked_ += n;
    return in_time() && (unpacked_ <= limits_.unpacked || refuse(phrase<"unpacks to too much">()));
  }
  bool in_time() { return why_.empty() && (time_->steady() < until_ || refuse(phrase<"takes too long to look into">())); }
  bool refuse(std::string_view why) {
    if (why_.empty()) why_ = why;
    return false;
  }
  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  Limits limits_;
  const TimeSource* time_;
  Deadline until_;
  std::uint64_t entries_ = 0;
  std::uint64_t unpacked_ = 0;
  std::string why_;
};

}  // namespace postern::attachments
