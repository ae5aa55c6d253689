// Networks in stored records: 16 octets of the address, one of its bits.
#pragma once
#include <algorithm>

#include "base/codec.h"
#include "base/ip_address.h"

namespace postern {

inline void put(Encoder& out, const IpNetwork& network) {
  const auto& octets = network.base().bytes;
  out.raw({reinterpret_cast<const char*>(octets.data()), octets.size()}).u8(static_cast<std::uint8_t>(network.bits()));
}

// Every address, and `good` is false, where there is none.
inline IpNetwork take_network(Decoder& in, bool& good) {
  IpAddress base;
  const auto octets = in.raw(base.bytes.size());
  const auto bits = in.u8();
  good = good && in.ok() && bits <= 128;
  if (!good) return {};
  std::ranges::copy(octets, base.bytes.begin());
  return {base, bits};
}

}  // namespace postern
