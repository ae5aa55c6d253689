// Encoding of names that were left, version 1.
#include "directory/left_name.h"

#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kLeftNameVersion = 1;

}  // namespace

std::string encode(const LeftName& left) {
  return Encoder().u8(kLeftNameVersion).varint(left.domain.value).bytes(left.old).bytes(left.fresh).zigzag(left.at.ms).take();
}

Result<LeftName> decode_left_name(std::string_view stored) {
  Decoder in(stored);
  const bool known = in.u8() == kLeftNameVersion;
  LeftName left;
  left.domain = DomainId(in.varint());
  left.old = in.bytes();
  left.fresh = in.bytes();
  left.at = {in.zigzag()};
  if (!known || !in.done()) return damaged("name that was left");
  return left;
}

}  // namespace postern::directory
