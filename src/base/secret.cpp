// Wiping and comparing secrets.
#include "base/secret.h"

namespace postern {

void wipe(std::string& s) {
  s.resize(s.capacity());  // also what a longer value left behind the end
  volatile char* p = s.data();
  for (std::size_t i = 0; i < s.size(); ++i) p[i] = 0;
  s.clear();
}

// Copied and wiped, not moved: a short text lies in the object itself, and a move would leave it there.
void Secret::take(std::string& from) noexcept {
  wipe(value_);
  value_ = from;
  wipe(from);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) take(other.value_);
  return *this;
}

Secret& Secret::operator=(const Secret& other) {
  if (this == &other) return *this;
  wipe(value_);
  value_ = other.value_;
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
