// Even draws, from the kernel and from any source.
#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "support/seeded_random.h"

namespace postern {
namespace {

TEST(Random, draws_stay_below_and_reach_all) {
  test::SeededRandom random(7);
  std::array<int, 6> seen{};
  for (int i = 0; i < 6000; ++i) ++seen.at(random.below(6));
  for (const int n : seen) EXPECT_NEAR(n, 1000, 200);
  EXPECT_EQ(random.below(1), 0u);
}

// Values under 2^64 mod n would favour small results: they are drawn again.
TEST(Random, an_uneven_draw_is_not_taken) {
  class Fixed final : public Random {
   public:
    void fill(char* bytes, std::size_t n) override {
      std::fill_n(bytes, n, '\0');
      bytes[0] = draws++ == 0 ? '\0' : '\x05';
    }
    int draws = 0;
  };
  Fixed source;
  EXPECT_EQ(source.below(3), 5u % 3);  // 2^64 mod 3 is 1, so 0 is no good draw
  EXPECT_EQ(source.draws, 2);
}

TEST(Random, the_kernel_gives_other_bytes_each_time) {
  EXPECT_EQ(system_random().bytes(32).size(), 32u);
  EXPECT_NE(system_random().bytes(32), system_random().bytes(32));
}

}  // namespace
}  // namespace postern
