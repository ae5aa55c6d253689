// A disk that runs full under the embedded engine: what was acknowledged is there, what was refused is not, reads go on, and once there is
// room so do writes. The disk is a small file system in memory.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/run_here.h"
#include "base/units.h"
#include "kv/kv_rocksdb_log.h"
#include "kv/open.h"
#include "support/event_list.h"
#include "support/manual_time.h"
#include "support/temp_dir.h"

namespace postern::kv {
namespace {

// Nobody but who has it open sees it, and it is gone with this process: there is a way to it by its descriptor from every thread, those too
// that were there before.
class TinyDisk {
 public:
  TinyDisk() {
    const test::TempDir at;
    if (geteuid() != 0 || mount("tmpfs", at.path().c_str(), "tmpfs", 0, "size=200m") != 0) return;
    root_ = ::open(at.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    umount2(at.path().c_str(), MNT_DETACH);
  }
  ~TinyDisk() {
    if (root_ >= 0) close(root_);
  }
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;

  [[nodiscard]] bool is_there() const { return root_ >= 0; }
  [[nodiscard]] std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(root_); }

  // But for the bytes that are to be left.
  [[nodiscard]] bool fill(std::uint64_t left) const {
    struct statvfs now{};
    if (statvfs(path().c_str(), &now) != 0) return false;
    const int file = ::open(filler().c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const auto bytes = std::uint64_t{now.f_bavail} * now.f_frsize - left;
    const bool filled = file >= 0 && posix_fallocate(file, 0, static_cast<off_t>(bytes)) == 0;
    if (file >= 0) close(file);
    return filled;
  }
  void make_room() const { std::filesystem::remove(filler()); }

 private:
  [[nodiscard]] std::filesystem::path filler() const { return path() / "filler"; }

  int root_ = -1;
};

// Whose files find that a quota is used up.
class SmallQuota final : public rocksdb::FileSystemWrapper {
 public:
  SmallQuota() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  [[nodiscard]] const char* Name() const override { return "SmallQuota"; }
  rocksdb::IOStatus NewWritableFile(const std::string&, const rocksdb::FileOptions&,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file, rocksdb::IODebugContext*) override {
    *file = std::make_unique<File>();
    return rocksdb::IOStatus::OK();
  }

 private:
  class File final : public rocksdb::FSWritableFile {
   public:
    using FSWritableFile::Append;
    rocksdb::IOStatus Append(const rocksdb::Slice&, const rocksdb::IOOptions&, rocksdb::IODebugContext*) override {
      return used_up();
    }
    rocksdb::IOStatus Flush(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override { return used_up(); }
    rocksdb::IOStatus Sync(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override { return used_up(); }
    rocksdb::IOStatus Close(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override { return used_up(); }

   private:
    static rocksdb::IOStatus used_up() {  // as RocksDB tells it
      errno = EDQUOT;
      return rocksdb::IOStatus::IOError("While appending to file", std::strerror(errno));
    }
  };
};

TEST(rocksdbQuota, a_table_that_finds_its_quota_used_up_is_told_as_one_that_finds_the_disk_full) {
  const auto files = log_ahead_file_system(std::make_shared<RecordCount>(0), std::make_shared<SmallQuota>());
  std::unique_ptr<rocksdb::FSWritableFile> table;
  ASSERT_TRUE(files->NewWritableFile("000002.sst", {}, &table, nullptr).ok());
  EXPECT_TRUE(table->Append("row", {}, nullptr).IsNoSpace());
  EXPECT_TRUE(table->Flush({}, nullptr).IsNoSpace());
  EXPECT_TRUE(table->Sync({}, nullptr).IsNoSpace());
  EXPECT_TRUE(table->Fsync({}, nullptr).IsNoSpace());
  EXPECT_TRUE(table->Close({}, nullptr).IsNoSpace());
}

class rocksdbFull : public testing::Test {
 protected:
  void SetUp() override {
    if (!disk_.is_there()) GTEST_SKIP() << "not run: needs root, for a file system of its own";
    store_ = open(disk_.path() / "store");
    ASSERT_TRUE(store_);
  }

  std::unique_ptr<Store> open(const std::filesystem::path& dir) {
    auto opened = open_rocksdb({.dir = dir, .low_disk_bytes = 0, .events = &log_, .time = &time_});
    return opened ? std::move(*opened) : nullptr;
  }

  // Whether it was acknowledged; a refusal is one that is over some day.
  bool write(std::size_t size) {
    std::string body(size, '\0');
    for (auto& c : body) c = static_cast<char>(random_());
    const auto key = "K" + std::to_string(made_++);
    auto done = run_here(store_->commit({1}, [&](Transaction& t) -> Result<void> {
      t.put(Family::meta, key, "m");
      t.put(Family::body, key, body);
      return {};
    }));
    if (!done) EXPECT_EQ(done.error().kind, Failure::unavailable) << done.error().detail;
    (done ? acknowledged_ : refused_).push_back(key);
    return done.has_value();
  }
  void write_bytes(std::uint64_t bytes) {
    for (std::uint64_t n = 0; n < bytes; n += 100'000) ASSERT_TRUE(write(100'000));
  }

  void expect_whole(Store& store) {
    std::size_t lost = 0, undead = 0;
    for (const auto& key : acknowledged_)
      lost += !run_here(store.get(Family::body, key))->has_value() || !run_here(store.get(Family::meta, key))->has_value();
    for (const auto& key : refused_)
      undead += run_here(store.get(Family::body, key))->has_value() || run_here(store.get(Family::meta, key))->has_value();
    EXPECT_EQ(lost, 0U) << "of " << acknowledged_.size();
    EXPECT_EQ(undead, 0U) << "of " << refused_.size();
  }
  // As it would be after kill -9.
  void expect_whole_elsewhere() {
    const test::TempDir elsewhere;
    std::filesystem::copy(disk_.path() / "store", elsewhere.path() / "store", std::filesystem::copy_options::recursive);
    const auto copy = open(elsewhere.path() / "store");
    ASSERT_TRUE(copy);
    expect_whole(*copy);
  }

  // Until the disk is full and there is room again.
  void run_full(std::uint64_t left, std::size_t size) {
    ASSERT_TRUE(disk_.fill(left));
    while (write(size)) continue;
    EXPECT_FALSE(store_->accepts_writes());
    expect_whole(*store_);
    time_.pass(std::chrono::seconds(2));
    EXPECT_FALSE(write(size)) << "there is no room yet";
    expect_whole(*store_);
    expect_whole_elsewhere();

    disk_.make_room();
    time_.pass(std::chrono::seconds(2));
    EXPECT_TRUE(write(size));
    EXPECT_TRUE(store_->accepts_writes());
    expect_whole(*store_);
    expect_whole_elsewhere();
  }

  TinyDisk disk_;
  test::ManualTime time_;
  EventList log_;
  std::unique_ptr<Store> store_;
  std::mt19937 random_{1};
  int made_ = 0;
  std::vector<std::string> acknowledged_, refused_;
};

TEST_F(rocksdbFull, a_log_that_finds_no_room_ends_with_its_last_whole_record_and_writes_go_on_after_it) {
  write_bytes(1'000'000);
  for (const std::size_t size : {100'000U, 3'000'000U, 2'000U}) run_full(0, size);
  EXPECT_EQ(log_.count(events::Event::disk_full), 3U);
  EXPECT_EQ(log_.count(events::Event::disk_has_room), 3U);
}

TEST_F(rocksdbFull, a_record_that_finds_no_room_is_taken_back_from_the_log_which_takes_no_other) {
  const auto records = std::make_shared<RecordCount>(0);
  const auto files = log_ahead_file_system(records);
  const auto path = disk_.path() / "000001.log";
  std::unique_ptr<rocksdb::FSWritableFile> log;
  ASSERT_TRUE(files->NewWritableFile(path.string(), {}, &log, nullptr).ok());
  const std::string part(100'000, 'r');
  const auto append = [&] { return log->Append(part, {}, nullptr); };
  ++*records;
  ASSERT_TRUE(append().ok());
  ASSERT_TRUE(append().ok());
  ASSERT_TRUE(disk_.fill(0));
  ++*records;
  auto last = append();
  while (last.ok()) last = append();
  EXPECT_TRUE(last.IsNoSpace());
  EXPECT_EQ(std::filesystem::file_size(path), 200'000U) << "where the record before it ends";
  disk_.make_room();
  EXPECT_TRUE(append().IsNoSpace());
  EXPECT_TRUE(log->Sync({}, nullptr).IsNoSpace());
  EXPECT_TRUE(log->Close({}, nullptr).ok());
  EXPECT_EQ(std::filesystem::file_size(path), 200'000U);
}

TEST_F(rocksdbFull, the_first_record_of_a_store_may_be_the_one_that_finds_no_room) { run_full(0, 1'000'000); }

TEST_F(rocksdbFull, tables_that_find_no_room_are_written_once_there_is_some) {
  write_bytes(25'000'000);
  run_full(12_MiB, 100'000);  // the log has room, and then memory is full and its tables have none
}

TEST_F(rocksdbFull, whoever_reads_meanwhile_gets_what_is_there) {
  write_bytes(1'000'000);
  std::atomic<bool> over = false;
  std::atomic<int> reads = 0, failed = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!over) {
        std::size_t seen = 0;
        auto count = [&seen](std::string_view, std::string_view) { return ++seen < 5; };
        const auto got = run_here(store_->get(Family::body, "K3"));
        const auto many = run_here(store_->get_many(Family::meta, {"K1", "K2"}));
        const bool scanned = run_here(store_->scan(Family::meta, "K", "L", count)).has_value();
        ++reads;
        failed += !(got && *got && many && (*many)[0] && (*many)[1] && scanned && seen == 5);
      }
    });
  }
  for (int i = 0; i < 3; ++i) run_full(0, 100'000);
  over = true;
  for (auto& reader : readers) reader.join();
  EXPECT_GT(reads, 0);
  EXPECT_EQ(failed, 0);
}

TEST_F(rocksdbFull, a_store_that_ran_full_opens_again) {
  write_bytes(1'000'000);
  run_full(0, 100'000);
  write_bytes(1'000'000);
  store_.reset();
  store_ = open(disk_.path() / "store");
  ASSERT_TRUE(store_);
  expect_whole(*store_);
  EXPECT_TRUE(write(1000));
}

}  // namespace
}  // namespace postern::kv
