// Where the owner of an account can be reached otherwise when he has forgotten his password (H20).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "address/mailbox.h"
#include "base/result.h"
#include "base/time.h"

namespace postern::directory {

struct Recovery {
  address::Mailbox mailbox{};   // tokens go there; empty: none is sent
  address::Mailbox proposed{};  // what the owner wants it to be, until he has shown what was sent there
  std::string tag{};            // by which auth knows that again
  Time proposal_expires{};
  Time counted_since{};  // what the server has written there, because somebody asked for it: in a day so often
  std::uint32_t written = 0;

  // One more mail, if it is not one too many.
  [[nodiscard]] bool take_mail(Time now, std::uint32_t most_a_day);
  friend bool operator==(const Recovery&, const Recovery&) = default;
};

std::string encode(const Recovery&);
Result<Recovery> decode_recovery(std::string_view);

}  // namespace postern::directory
