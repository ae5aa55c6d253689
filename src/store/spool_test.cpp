// Spools: what stays in memory, what is written, and what is left when they are dropped.
#include "store/spool.h"

#include <gtest/gtest.h>

#include "support/counting_blobs.h"
#include "support/manual_executor.h"

namespace postern::store {
namespace {

class SpoolTest : public testing::Test {
 protected:
  static constexpr std::size_t kLimit = 1000;

  void add(Spool& spool, std::string_view bytes) {
    spool.add(bytes);
    if (spool.full()) ASSERT_TRUE(executor.run(spool.flush()));
  }
  std::string finished(Spool& spool) {
    auto content = executor.run(spool.finish());
    if (!content) throw std::runtime_error(content.error().text);
    EXPECT_EQ(content->size(), spool.size());
    return content->blob ? blobs.bytes_of(content->blob->name) : *content->bytes;
  }
  ManualExecutor executor;
  CountingBlobs blobs;
};

TEST_F(SpoolTest, what_fits_the_limit_stays_in_memory) {
  Spool spool(blobs, kLimit);
  add(spool, std::string(kLimit, 'x'));
  ASSERT_TRUE(executor.run(spool.seal()));
  EXPECT_EQ(finished(spool), std::string(kLimit, 'x'));
  EXPECT_EQ(blobs.writes, 0u);
}

TEST_F(SpoolTest, one_octet_more_is_a_blob) {
  Spool spool(blobs, kLimit);
  add(spool, std::string(kLimit, 'x'));
  add(spool, "y");
  ASSERT_TRUE(executor.run(spool.seal()));
  EXPECT_TRUE(blobs.finished.empty()) << "not named before it is finished";
  EXPECT_EQ(finished(spool), std::string(kLimit, 'x') + "y");
  EXPECT_EQ(blobs.finished.size(), 1u);
}

TEST_F(SpoolTest, a_caller_that_never_flushes_still_gets_a_blob) {
  Spool spool(blobs, kLimit);
  spool.add(std::string(5000, 'x'));
  EXPECT_EQ(finished(spool), std::string(5000, 'x'));
  EXPECT_EQ(blobs.finished.size(), 1u);
}

TEST_F(SpoolTest, memory_stays_bounded_and_bytes_in_order) {
  Spool spool(blobs, kLimit);
  spool.reserve(UINT64_MAX);
  std::string all;
  for (int i = 0; i < 20'000; ++i) {
    const auto piece = std::to_string(i) + "-" + std::string(40, 'x');
    all += piece;
    add(spool, piece);
    ASSERT_LE(spool.in_memory(), Spool::kPiece + 100);
  }
  EXPECT_EQ(finished(spool), all);
}

TEST_F(SpoolTest, what_is_known_at_the_end_is_put_in_front_of_what_came) {
  for (const std::size_t size : {500U, 5000U}) {
    for (const std::uint64_t at : {0U, 7U, 400U}) {
      Spool spool(blobs, kLimit);
      std::string all;
      for (std::size_t i = 0; i < size; i += 100) {
        const std::string piece(100, static_cast<char>('a' + i / 100 % 20));
        all += piece;
        add(spool, piece);
      }
      ASSERT_TRUE(executor.run(spool.put_in(at, "known late")));
      EXPECT_EQ(finished(spool), all.insert(at, "known late"));
    }
  }
}

TEST_F(SpoolTest, what_has_come_can_be_read_wherever_it_is) {
  for (const std::size_t size : {500U, 5000U, 300'000U}) {
    Spool spool(blobs, kLimit);
    std::string all;
    for (std::size_t i = 0; all.size() < size; ++i) {
      const auto piece = std::to_string(i) + "-";
      all += piece;
      add(spool, piece);
    }
    const auto in_blob = all.size() - spool.in_memory();
    for (const std::size_t from : {std::size_t{0}, std::size_t{77}, std::min(in_blob, size) - std::min<std::size_t>(in_blob, 3),
                                   size - 10, size + 100}) {
      const auto got = executor.run(spool.read(from, 64));
      ASSERT_TRUE(got);
      EXPECT_EQ(*got, from < all.size() ? all.substr(from, 64) : "") << size << " from " << from;
    }
    EXPECT_EQ(*executor.run(spool.read(0, 1'000'000)), all);
    EXPECT_EQ(finished(spool), all) << "reading changes nothing";
  }
}

TEST_F(SpoolTest, dropped_before_its_end_leaves_nothing) {
  for (const bool sealed : {false, true}) {
    {
      Spool spool(blobs, kLimit);
      add(spool, std::string(2000, 'x'));
      EXPECT_EQ(blobs.writers, 1u);
      if (sealed) ASSERT_TRUE(executor.run(spool.seal()));
    }
    EXPECT_EQ(blobs.writers, 0u);
    EXPECT_TRUE(blobs.finished.empty());
  }
}

TEST_F(SpoolTest, a_write_that_fails_is_reported) {
  Spool spool(blobs, kLimit);
  blobs.fail_write_at = 1;
  spool.add(std::string(2000, 'x'));
  EXPECT_EQ(executor.run(spool.flush()).error().kind, Failure::io);
}

}  // namespace
}  // namespace postern::store
