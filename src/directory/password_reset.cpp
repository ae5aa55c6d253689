// Encoding of password resets, version 1.
#include "directory/password_reset.h"

#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kPasswordResetVersion = 1;

}  // namespace

std::string encode(const PasswordReset& r) {
  return Encoder().u8(kPasswordResetVersion).bytes(r.tag).zigzag(r.expires.ms).varint(r.credential_version).take();
}

Result<PasswordReset> decode_password_reset(std::string_view stored) {
  Decoder in(stored);
  const bool good = in.u8() == kPasswordResetVersion;
  PasswordReset r;
  r.tag = in.bytes();
  r.expires = {in.zigzag()};
  r.credential_version = in.varint();
  if (!good || !in.done() || r.tag.empty()) return damaged("password reset");
  return r;
}

}  // namespace postern::directory
