// Encoding of second factors, version 1.
#include "directory/second_factor.h"

#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kSecondFactorVersion = 1;

}  // namespace

void write(Encoder& out, const SecondFactor& f) {
  out.bytes(f.totp).u8(bit(f.on)).varint(f.last_step).varint(f.recovery.size());
  for (const auto& tag : f.recovery) out.bytes(tag);
}

SecondFactor read_second_factor(Decoder& in, bool& good) {
  SecondFactor f;
  f.totp = in.bytes();
  f.on = flag(in, good);
  f.last_step = in.varint();
  for (auto n = count(in, kMostRecoveryCodes, good); good && n > 0; --n) f.recovery.emplace_back(in.bytes());
  if (f.on && f.totp.empty()) good = false;
  return f;
}

std::string encode(const SecondFactor& f) {
  Encoder out;
  out.u8(kSecondFactorVersion);
  write(out, f);
  return out.take();
}

Result<SecondFactor> decode_second_factor(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kSecondFactorVersion;
  auto f = read_second_factor(in, good);
  if (!good || !in.done()) return damaged("second factor");
  return f;
}

}  // namespace postern::directory
