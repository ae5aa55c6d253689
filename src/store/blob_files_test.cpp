// Blobs as files.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/run_here.h"
#include "store/blobs.h"

namespace postern::store {
namespace {

namespace fs = std::filesystem;

class BlobFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "blobs-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder = pattern;
    auto opened = open_blob_files(folder, system_random());
    ASSERT_TRUE(opened);
    blobs = std::move(*opened);
  }
  void TearDown() override {
    blobs.reset();
    fs::remove_all(folder);
  }
  std::size_t files() const {
    std::size_t n = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) n += entry.is_regular_file() ? 1u : 0u;
    return n;
  }
  fs::path folder;
  std::unique_ptr<BlobStore> blobs;
};

TEST_F(BlobFilesTest, are_read_back_in_any_piece) {
  const auto writer = blobs->begin();
  ASSERT_TRUE(run_here(writer->write("hello ")));
  ASSERT_TRUE(run_here(writer->write("world")));
  const auto ref = run_here(writer->finish());
  ASSERT_TRUE(ref);
  EXPECT_EQ(ref->size, 11u);
  EXPECT_EQ(*run_here(blobs->read(ref->name, 0, 100)), "hello world");
  EXPECT_EQ(*run_here(blobs->read(ref->name, 4, 3)), "o w");
  EXPECT_EQ(*run_here(blobs->read(ref->name, 50, 3)), "");
  const auto all = run_here(blobs->list());
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 1u);
  EXPECT_EQ((*all)[0].name, ref->name);
}

TEST_F(BlobFilesTest, octets_are_put_between_those_that_are_written) {
  const std::string large(300'000, 'x');
  const auto writer = blobs->begin();
  ASSERT_TRUE(run_here(writer->write("head" + large)));
  ASSERT_TRUE(run_here(writer->put_in(4, "between")));
  EXPECT_EQ(files(), 1u);
  ASSERT_TRUE(run_here(writer->write("tail")));
  const auto ref = run_here(writer->finish());
  ASSERT_TRUE(ref);
  EXPECT_EQ(ref->size, large.size() + 15);
  EXPECT_EQ(*run_here(blobs->read(ref->name, 0, 400'000)), "headbetween" + large + "tail");
  EXPECT_EQ(files(), 1u);
}

TEST_F(BlobFilesTest, an_unfinished_one_is_read_by_its_writer) {
  const auto writer = blobs->begin();
  ASSERT_TRUE(run_here(writer->write("hello world")));
  EXPECT_EQ(*run_here(writer->read(6, 100)), "world");
  ASSERT_TRUE(run_here(writer->put_in(5, " small")));
  EXPECT_EQ(*run_here(writer->read(0, 11)), "hello small");
  ASSERT_TRUE(run_here(writer->seal()));
  EXPECT_EQ(*run_here(writer->read(12, 5)), "world");
}

TEST_F(BlobFilesTest, an_unfinished_one_leaves_no_file) {
  {
    const auto writer = blobs->begin();
    ASSERT_TRUE(run_here(writer->write("half")));
    EXPECT_EQ(files(), 1u);
    EXPECT_TRUE(run_here(blobs->list())->empty());
    const auto sealed = blobs->begin();
    ASSERT_TRUE(run_here(sealed->write("whole")));
    ASSERT_TRUE(run_here(sealed->seal()));
    EXPECT_EQ(files(), 2u);
    EXPECT_TRUE(run_here(blobs->list())->empty());
  }
  blobs.reset();  // ends the pool, which removes them
  EXPECT_EQ(files(), 0u);
}

TEST_F(BlobFilesTest, a_sealed_one_can_be_finished_later) {
  const auto writer = blobs->begin();
  ASSERT_TRUE(run_here(writer->write("whole")));
  ASSERT_TRUE(run_here(writer->seal()));
  const auto ref = run_here(writer->finish());
  ASSERT_TRUE(ref);
  EXPECT_EQ(*run_here(blobs->read(ref->name, 0, 100)), "whole");
}

TEST_F(BlobFilesTest, nothing_is_written_while_the_disk_is_low) {
  bool accepts = true;
  blobs = std::move(*open_blob_files(folder, system_random(), [&] { return accepts; }));
  const auto writer = blobs->begin();
  ASSERT_TRUE(run_here(writer->write("half")));
  accepts = false;
  const auto refused = run_here(writer->write("more"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::unavailable);
}

TEST_F(BlobFilesTest, what_a_crash_left_unfinished_goes_before_the_first_write) {
  fs::create_directory(folder / "ab");
  std::ofstream(folder / "ab" / "abcdef.part") << "half";
  auto again = open_blob_files(folder, system_random());
  ASSERT_TRUE(again);
  const auto writer = (*again)->begin();
  ASSERT_TRUE(run_here(writer->finish()));
  EXPECT_EQ(files(), 1u) << "the new one alone";
}

TEST_F(BlobFilesTest, what_a_crash_left_unfinished_goes_when_a_server_tidies_up) {
  fs::create_directory(folder / "ab");
  std::ofstream(folder / "ab" / "abcdef.part") << "half";
  EXPECT_TRUE(run_here(blobs->tidy()));
  EXPECT_EQ(files(), 0u);
}

TEST_F(BlobFilesTest, whoever_only_reads_makes_no_folder) {
  EXPECT_TRUE(run_here(blobs->list())->empty());
  EXPECT_EQ(run_here(blobs->read({}, 0, 1)).error().kind, Failure::not_found);
  EXPECT_TRUE(run_here(blobs->remove({})));
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(BlobFilesTest, removing_twice_is_no_failure_and_reading_then_is) {
  const auto writer = blobs->begin();
  const auto ref = run_here(writer->finish());
  ASSERT_TRUE(ref);
  EXPECT_TRUE(run_here(blobs->remove(ref->name)));
  EXPECT_TRUE(run_here(blobs->remove(ref->name)));
  const auto read = run_here(blobs->read(ref->name, 0, 1));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, Failure::not_found);
}

}  // namespace
}  // namespace postern::store
