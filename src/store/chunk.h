// The bytes of a chunk: rows one after the other, each whole in itself, so that appending a message appends its bytes.
// Cold: no I/O. Decoders check order, range and length; corrupt bytes give Failure::corrupt.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"
#include "store/view.h"

namespace postern::store {

// Adds one row to the bytes of its chunk (empty bytes: begins one). Its UID must be above all others there.
void append_row(std::string& chunk, const Row&);
Result<Chunk> decode_chunk(std::uint32_t index, std::string_view bytes);
std::string encode(const Chunk&);  // empty when the chunk is
void push_row(Chunk&, const Row&);

// The immutable columns of a chunk, rows by UID.
struct FixedRow {
  std::uint8_t low = 0;
  Fixed fixed;
};
using FixedChunk = std::vector<FixedRow>;
void append_fixed(std::string& chunk, Uid, const Fixed&);
Result<FixedChunk> decode_fixed(std::string_view bytes);
std::string encode(const FixedChunk&, std::uint32_t index);  // empty when the chunk is
const Fixed* find(const FixedChunk&, std::uint8_t low);

}  // namespace postern::store
