// Randomness that is the same at every run of a test.
#pragma once
#include <cstddef>
#include <cstdint>

#include "base/random.h"

namespace postern::test {

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(char* bytes, std::size_t n) override {
    for (std::size_t i = 0; i < n; ++i) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      bytes[i] = static_cast<char>(state_ >> 56);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace postern::test
