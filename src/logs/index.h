// Which blocks of a segment can hold a line: by time, and by the terms of its lines. Kept beside each segment that is complete.
// A block is about 128 KiB of whole lines; in a compressed segment each is a frame of its own, so that one can be read alone.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace postern::logs {

struct Block {
  std::uint64_t offset = 0;  // in the plain file
  std::uint32_t length = 0;
  std::uint64_t packed_offset = 0;  // in the compressed file, once there is one
  std::uint32_t packed_length = 0;
  Time first{INT64_MAX};
  Time last{INT64_MIN};

  friend bool operator==(const Block&, const Block&) = default;
};

inline constexpr std::uint32_t kBlockSize = 128 << 10;
inline constexpr std::uint32_t kLargestBlock = 1 << 20;

struct TermPlace {
  std::uint32_t hash = 0;
  std::uint32_t block = 0;
  friend constexpr auto operator<=>(const TermPlace&, const TermPlace&) = default;
};

struct Index {
  std::vector<Block> blocks;
  std::vector<TermPlace> terms;  // sorted, once the segment is complete

  // The blocks that hold one of the terms; with `sorted` by halving, else by looking at all.
  [[nodiscard]] std::vector<std::uint32_t> blocks_with(std::span<const std::uint32_t> hashes, bool sorted) const;
  friend bool operator==(const Index&, const Index&) = default;
};

// Grows an index line by line, as they are appended to the segment.
class IndexBuilder {
 public:
  void add(Time at, std::size_t length, std::span<const std::uint32_t> terms);
  void end_block();
  Index finish();  // ends the last block and sorts the terms
  [[nodiscard]] const Index& so_far() const { return index_; }
  [[nodiscard]] const Block& open_block() const { return open_; }

 private:
  Index index_;
  Block open_;
  std::vector<std::uint32_t> hashes_;  // of the open block
};

std::string encode(const Index&);
Result<Index> decode_index(std::string_view);

}  // namespace postern::logs
