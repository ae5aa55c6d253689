// When the owner of a password is told that it is about to end (H07): so many days before it expires and, once it has, so many days
// before its account sends nothing more.
// Use: if (auto due = notice_due(life, notice_days(policy), since, told, now)) send it, then remember that it was told now.
// Promises: each day of the schedule is told once; several that were missed, because the server was down or the policy is new, are told
//   as one, and the schedule goes on from there.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/password_life.h"
#include "base/time.h"
#include "base/writing.h"

namespace postern::auth {

// What is wrong with a day of the schedule, as it is written; empty when nothing is.
std::string check_notice_day(std::string_view);
using NoticeDays = std::vector<std::uint32_t>;
NoticeDays notice_days(const PasswordPolicy&);

struct PasswordNotice {
  bool expired = false;    // it has; what comes next is the end of sending
  std::uint32_t days = 0;  // that are left, the last one counted whole
  Time end{};              // of the password, or of sending
};

// `since`: when the password was set; `told`: when its owner was told last, 0: never.
std::optional<PasswordNotice> notice_due(const PasswordLife&, const NoticeDays&, Time since, Time told, Time now);

Writing text_of(const PasswordNotice&, const std::string& address);

}  // namespace postern::auth
