// Networks in stored records: 16 octets of the address, one of its bits.
#pragma once
#include <algorithm>

#include "base/codec.h"
#include "net/network.h"

namespace postern::net {

inline void put(Encoder& out, const Network& network) {
  const auto& octets = network.base().bytes;
  out.raw({reinterpret_cast<const char*>(octets.data()), octets.size()}).u8(static_cast<std::uint8_t>(network.bits()));
}

// Every address, and `good` is false, where there is none.
inline Network take_network(Decoder& in, bool& good) {
  Address base;
  const auto octets = in.raw(base.bytes.size());
  const auto bits = in.u8();
  good = good && in.ok() && bits <= 128;
  if (!good) return {};
  std::ranges::copy(octets, base.bytes.begin());
  return {base, bits};
}

}  // namespace postern::net
