// What an account answers by itself while its owner is away.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace postern::directory {

struct AutoReply {
  bool on = false;
  std::string subject{};         // UTF-8, one line; empty: that of the message, marked
  std::string text{};            // UTF-8, lines that end in LF
  Time from{}, until{};          // when it is on; 0: since ever, for ever
  bool own_domain_only = false;  // people of the account's domain get it, and nobody else
  Time changed{};                // who was answered before that is answered again

  [[nodiscard]] bool holds_at(Time now) const { return on && now >= from && (until == Time{} || now < until); }
  friend bool operator==(const AutoReply&, const AutoReply&) = default;
};

inline constexpr std::size_t kLongestReplySubject = 200;  // octets
inline constexpr std::size_t kLongestReplyText = 10'000;

// What is wrong with it: too long, or what cannot be shown.
Result<void> check(const AutoReply&);

std::string encode(const AutoReply&);
Result<AutoReply> decode_auto_reply(std::string_view);

}  // namespace postern::directory
