// What the encodings of the directory's records have in common. A decoder notes in `good` what cannot be, and looks at it once, at the end.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/codec.h"
#include "base/result.h"

namespace postern::directory {

inline std::unexpected<Error> damaged(std::string_view what) {
  return fail(Failure::corrupt, "A directory record is damaged", std::string(what));
}

// Numbers that stand for one of a few: anything else is damage.
template <class E>
E choice(Decoder& in, E last, bool& good) {
  const auto n = in.u8();
  if (n > static_cast<std::uint8_t>(last)) good = false;
  return good ? static_cast<E>(n) : E{};
}

inline bool flag(Decoder& in, bool& good) {
  const auto n = in.u8();
  if (n > 1) good = false;
  return n == 1;
}

inline std::uint8_t bit(bool b) { return b ? 1 : 0; }

// How many of something follow: more than there may be is damage, and nothing is made room for.
inline std::uint64_t count(Decoder& in, std::uint64_t most, bool& good) {
  const auto n = in.varint();
  if (!in.ok() || n > most) good = false;
  return good ? n : 0;
}

}  // namespace postern::directory
