// Messages in memory and in blobs, read to their end.
#include "store/pieces.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "support/manual_time.h"
#include "support/seeded_random.h"

namespace postern::store {
namespace {

class PiecesTest : public testing::Test {
 protected:
  Content blob(const std::string& text) {
    auto writer = blobs_->begin();
    EXPECT_TRUE(run_here(writer->write(text)));
    return Content(run_here(writer->finish()).value());
  }
  std::vector<std::string> all(Content content, std::uint64_t from) {
    std::vector<std::string> out;
    for (Pieces pieces(*blobs_, std::move(content), from); pieces.more();) out.emplace_back(run_here(pieces.next()).value());
    return out;
  }

  test::SeededRandom random_{1};
  test::ManualTime time_;
  std::unique_ptr<BlobStore> blobs_ = blobs_in_memory(random_, time_);
};

TEST_F(PiecesTest, a_blob_comes_in_pieces_and_what_is_in_memory_at_once) {
  std::string text(2 * Spool::kPiece + 10, 'x');
  text += "end";
  const auto pieces = all(blob(text), 3);
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_EQ(pieces[0].size(), Spool::kPiece);
  EXPECT_EQ(pieces[0] + pieces[1] + pieces[2], text.substr(3));
  EXPECT_EQ(all(std::make_shared<const std::string>(text), 3), std::vector{text.substr(3)});
  EXPECT_TRUE(all(std::make_shared<const std::string>("abc"), 3).empty());
}

TEST_F(PiecesTest, a_message_has_the_same_structure_wherever_it_lies) {
  const std::string path = "Return-Path: <>\r\n";
  const auto text = path + "Subject: x\r\n\r\n" + std::string(2 * Spool::kPiece, 'y');
  for (const auto& content : {blob(text), Content(std::make_shared<const std::string>(text))}) {
    const auto parsed = run_here(parse(*blobs_, content, path.size())).value();
    EXPECT_EQ(parsed.size, text.size() - path.size());
    EXPECT_EQ(parsed.unfolded(0, "Subject"), "x");
    EXPECT_EQ(parsed.count(0, "Return-Path"), 0u);
  }
}

TEST_F(PiecesTest, what_is_gone_is_an_error) {
  auto content = blob("Subject: x\r\n\r\n");
  ASSERT_TRUE(run_here(blobs_->remove(content.blob->name)));
  EXPECT_FALSE(run_here(parse(*blobs_, content)));
}

}  // namespace
}  // namespace postern::store
