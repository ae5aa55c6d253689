// What is particular to the embedded engine: its folder, its lock, what a closed store keeps.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/run_here.h"
#include "kv/open.h"
#include "support/temp_dir.h"

namespace postern::kv {
namespace {

class rocksdbEngine : public testing::Test {
 protected:
  Result<std::unique_ptr<Store>> open() { return open_rocksdb({.dir = dir_.path() / "a" / "store", .low_disk_bytes = 0}); }

  test::TempDir dir_;
};

TEST_F(rocksdbEngine, its_folder_is_made_for_its_owner_alone) {
  ASSERT_TRUE(open());
  struct stat folder{};
  ASSERT_EQ(stat((dir_.path() / "a" / "store").c_str(), &folder), 0);
  EXPECT_EQ(folder.st_mode & 0777U, 0700U);
}

TEST_F(rocksdbEngine, a_second_opener_is_told_that_it_is_in_use) {
  const auto first = open();
  ASSERT_TRUE(first);
  const auto second = open();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, Failure::conflict);
}

TEST_F(rocksdbEngine, a_folder_that_cannot_be_made_is_an_error) {
  {
    const std::ofstream file(dir_.path() / "a");
  }
  const auto opened = open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, Failure::io);
}

TEST_F(rocksdbEngine, a_closed_store_keeps_synced_and_relaxed_commits) {
  const std::string body(100'000, 'b');
  {
    const auto store = open();
    ASSERT_TRUE(store);
    const auto put = [&](Transaction& t) -> Result<void> {
      t.put(Family::body, "Kbody", body);
      t.put(Family::hot, "Kcount", "7");
      return {};
    };
    ASSERT_TRUE(run_here((*store)->commit({1}, put, Durability::relaxed)));
  }
  const auto store = open();
  ASSERT_TRUE(store);
  EXPECT_EQ(*run_here((*store)->get(Family::body, "Kbody")), body);  // in a blob file: read on the pool
  EXPECT_EQ(*run_here((*store)->get(Family::hot, "Kcount")), "7");
  const auto both = run_here((*store)->get_many(Family::body, {"Kbody", "Knone"}));
  ASSERT_TRUE(both);
  EXPECT_EQ((*both)[0], body);
  EXPECT_EQ((*both)[1], std::nullopt);
}

// What a crash leaves: a log whose records are followed by zeros, and once by half a record.
TEST_F(rocksdbEngine, a_log_that_ends_in_zeros_or_in_half_a_record_is_replayed_to_its_last_whole_one) {
  const auto folder = dir_.path() / "a" / "store";
  const auto log_of = [](const std::filesystem::path& in) {
    std::filesystem::path log;
    for (const auto& file : std::filesystem::directory_iterator(in))
      if (file.path().extension() == ".log" && std::filesystem::file_size(file) != 0) log = file.path();
    return log;
  };
  const auto with_commits = [&](int n) {
    auto store = open();
    EXPECT_TRUE(store);
    for (int i = 0; i < n; ++i) {
      EXPECT_TRUE(run_here((*store)->commit({1}, [&](Transaction& t) -> Result<void> {
        t.put(Family::meta, "K" + std::to_string(i), std::string(5000, 'v'));
        return {};
      })));
    }
    return store;
  };
  const auto store = with_commits(200);  // more than one step of zeros
  EXPECT_GE(std::filesystem::file_size(log_of(folder)), 1'024'000U);
  for (const bool torn : {false, true}) {
    const auto copy = dir_.path() / (torn ? "torn" : "whole");
    std::filesystem::copy(folder, copy);
    if (torn) {
      std::fstream log(log_of(copy), std::ios::in | std::ios::out | std::ios::binary);
      const std::string all(std::istreambuf_iterator<char>(log), {});
      log.clear();
      log.seekp(static_cast<std::streamoff>(all.find_last_not_of('\0')) - 2000);
      log.write(std::string(4000, '\0').data(), 4000);
    }
    const auto again = open_rocksdb({.dir = copy, .low_disk_bytes = 0});
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*run_here((*again)->get(Family::meta, "K198")), std::string(5000, 'v'));
    EXPECT_EQ(run_here((*again)->get(Family::meta, "K199"))->has_value(), !torn);
    ASSERT_TRUE(run_here((*again)->commit({1}, [](Transaction& t) -> Result<void> {
      t.put(Family::meta, "Kmore", "1");
      return {};
    })));
  }
}

TEST_F(rocksdbEngine, a_damaged_table_is_an_error_and_never_a_value) {
  {
    const auto store = open();
    ASSERT_TRUE(store);
    ASSERT_TRUE(run_here((*store)->commit({1}, [](Transaction& t) -> Result<void> {
      t.put(Family::body, "Kbody", std::string(50'000, 'b') + std::to_string(1));
      return {};
    })));
  }
  for (const auto& file : std::filesystem::directory_iterator(dir_.path() / "a" / "store")) {
    if (file.path().extension() != ".blob") continue;
    std::fstream blob(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    blob.seekp(60);
    blob.write("damage", 6);
  }
  const auto store = open();
  ASSERT_TRUE(store);
  const auto got = run_here((*store)->get(Family::body, "Kbody"));
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().kind, Failure::corrupt);
}

}  // namespace
}  // namespace postern::kv
