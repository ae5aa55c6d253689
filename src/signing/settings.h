// What an administrator can set about signing. The values here are the hardened ones.
#pragma once
#include <cstdint>

namespace postern::signing {

struct Settings {
  bool sign = true;
  std::uint32_t rotate_after = 180;  // days that a key signs; 0: until somebody rotates it
  std::uint32_t keep_retired = 14;   // days that the record of one that signs no more is to stay
};

}  // namespace postern::signing
