// Random bytes from the kernel.
#include "base/random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace postern {
namespace {

class SystemRandom final : public Random {
 public:
  void fill(char* bytes, std::size_t n) override {
    while (n > 0) {
      const auto got = getrandom(bytes, n, 0);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) std::abort();  // without randomness no secret is one
      bytes += got;
      n -= static_cast<std::size_t>(got);
    }
  }
};

}  // namespace

std::uint64_t Random::below(std::uint64_t below) {
  const std::uint64_t uneven = (0 - below) % below;  // 2^64 mod below: draws under it would favour small results
  for (;;) {
    std::uint64_t draw = 0;
    char raw[sizeof draw];
    fill(raw, sizeof raw);
    std::memcpy(&draw, raw, sizeof draw);
    if (draw >= uneven) return draw % below;
  }
}

Random& system_random() {
  static SystemRandom source;
  return source;
}

}  // namespace postern
