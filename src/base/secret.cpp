// Wiping and comparing secrets.
#include "base/secret.h"

#include <utility>

namespace postern {

void wipe(std::string& s) {
  volatile char* p = s.data();
  for (std::size_t i = 0; i < s.size(); ++i) p[i] = 0;
  s.clear();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(value_, other.value_);
  return *this;
}

Secret::~Secret() { wipe(value_); }

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  volatile unsigned char seen = difference;
  return seen == 0;
}

}  // namespace postern
