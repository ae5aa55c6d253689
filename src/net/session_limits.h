// What the client of one connection may do wrong before it is closed: the same for every protocol, counted in one place.
// Use: the app makes an Allowance of the settings for each connection; the session notes what happens and asks whether it is enough.
#pragma once
#include <chrono>
#include <cstdint>

#include "base/result.h"

namespace postern::net {

// Limits of number: 0 lifts them.
struct SessionLimits {
  std::uint32_t max_bad_commands = 20;     // with the last of them the connection is closed
  std::uint32_t max_failed_logins = 5;     // likewise
  std::chrono::seconds login_timeout{60};  // from the connection to a successful login, where nothing is served before it
};

class Allowance {
 public:
  Allowance() : Allowance(SessionLimits{}, true) {}
  // Not enforced, everything may be done without end; only time stays limited.
  Allowance(const SessionLimits& limits, bool enforced) : limits_(limits), enforced_(enforced) {}

  void bad_command() { ++bad_commands_; }
  // For protocols whose sessions last for days: only errors in a row count there.
  void good_command() { bad_commands_ = 0; }
  // Trouble of ours says nothing about the client.
  void failed_login(const Error& why) {
    if (!why.temporary()) ++failed_logins_;
  }

  [[nodiscard]] bool no_more_commands() const { return reached(bad_commands_, limits_.max_bad_commands); }
  [[nodiscard]] bool no_more_logins() const { return reached(failed_logins_, limits_.max_failed_logins); }
  // For limits that only one protocol has: whether a count is past `most`, which 0 lifts.
  [[nodiscard]] bool passed(std::uint32_t count, std::uint32_t most) const { return enforced_ && most != 0 && count > most; }
  [[nodiscard]] std::chrono::seconds login_timeout() const { return limits_.login_timeout; }

 private:
  [[nodiscard]] bool reached(std::uint32_t count, std::uint32_t most) const { return passed(count + 1, most); }

  SessionLimits limits_;
  bool enforced_;
  std::uint32_t bad_commands_ = 0, failed_logins_ = 0;
};

}  // namespace postern::net
