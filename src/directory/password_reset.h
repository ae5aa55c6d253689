// A forgotten password that may be set anew once, by whoever shows a token (H20). The token itself is kept nowhere.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace postern::directory {

struct PasswordReset {
  std::string tag{};                     // by which auth knows the token again
  Time expires{};                        // it holds until then
  std::uint64_t credential_version = 0;  // of the account: a password that is set in any other way ends it
};

std::string encode(const PasswordReset&);
Result<PasswordReset> decode_password_reset(std::string_view);

}  // namespace postern::directory
