// What the crash test of the store and its writers agree on: keys, and how an acknowledgement looks.
#pragma once
#include <compare>
#include <cstdint>
#include <string>

#include "base/codec.h"

namespace postern::test {

inline constexpr std::uint32_t kAccounts = 4;
inline constexpr int kAckPipe = 3;  // the descriptor on which the writers acknowledge

// One acknowledged message: which writer, and its how manieth.
struct Ack {
  std::uint32_t writer;
  std::uint32_t number;
  friend auto operator<=>(const Ack&, const Ack&) = default;
};

inline std::string head_key(std::uint32_t account) { return Encoder().raw("A").big64(account).raw("H").take(); }
inline std::string body_key(std::uint32_t account, std::uint32_t uid) {
  return Encoder().raw("A").big64(account).raw("B").big32(uid).take();
}

}  // namespace postern::test
