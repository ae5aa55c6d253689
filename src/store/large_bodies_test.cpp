// How much of large messages stands in memory while many sessions read them whole.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/all_of.h"
#include "support/mail_store.h"

namespace postern::store {
namespace {

// Blobs in memory whose reading takes a while, and that note how many octets are being read at once.
class SlowBlobs final : public BlobStore {
 public:
  SlowBlobs(std::unique_ptr<BlobStore> inner, ManualExecutor& executor) : inner_(std::move(inner)), executor_(executor) {}
  std::uint64_t most = 0;

  std::unique_ptr<BlobWriter> begin() override { return inner_->begin(); }
  Task<Result<std::string>> read(BlobName name, std::uint64_t from, std::size_t n) override {
    now_ += n;
    most = std::max(most, now_);
    co_await pause_until{executor_.after(std::chrono::seconds(1))};
    auto bytes = co_await inner_->read(name, from, n);
    now_ -= n;
    co_return bytes;
  }
  Task<Result<void>> remove(BlobName name) override { return inner_->remove(name); }
  Task<Result<std::vector<BlobEntry>>> list() override { return inner_->list(); }

 private:
  std::unique_ptr<BlobStore> inner_;
  ManualExecutor& executor_;
  std::uint64_t now_ = 0;
};

class LargeBodiesTest : public StoreTest {
 protected:
  static constexpr std::size_t kSize = 100'000;
  static constexpr int kSessions = 7;

  Task<Result<void>> read_all(Store& of, View view) {
    BodyVisitor visit = [this](std::uint32_t, const Row&, std::string_view bytes) {
      seen += bytes.size();
      return true;
    };
    std::vector<SeqRange> all(1, SeqRange{1, 1});
    co_return co_await of.bodies(std::move(view), std::move(all), std::move(visit));
  }
  std::size_t seen = 0;
};

TEST_F(LargeBodiesTest, many_sessions_that_read_whole_messages_share_a_bounded_memory) {
  put(kInbox, std::string(kSize, 'x'));
  SlowBlobs slow(std::move(blobs), executor);
  for (const std::uint64_t limit : {2 * kSize + 1, kSize / 2}) {
    slow.most = seen = 0;
    Settings settings;
    settings.large_bodies.value = limit;
    Store sharing(settings, *kv, slow, time);
    const View view = must(sharing.open(kAccount, kInbox));
    std::vector<Task<Result<void>>> work;
    for (int i = 0; i < kSessions; ++i) work.push_back(read_all(sharing, view));
    bool done = false;
    executor.start(all_of(std::move(work)), [&](const std::vector<Result<void>>& outcomes) {
      for (const auto& outcome : outcomes) EXPECT_TRUE(outcome);
      done = true;
    });
    while (!done) executor.advance(std::chrono::seconds(1));
    EXPECT_EQ(seen, kSessions * kSize);
    EXPECT_EQ(slow.most, std::max(limit / kSize, std::uint64_t{1}) * kSize) << "as many as fit, and one that does not";
  }
}

}  // namespace
}  // namespace postern::store
