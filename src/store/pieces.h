// A stored message, read from its first octet to its last: a large one piece by piece, so that none of it stays in memory.
// Use: for (Pieces pieces(blobs, content, from); pieces.more();) { auto piece = co_await pieces.next(); ... }
// Promises: a message in memory is one piece, and is not copied; a blob's pieces have Spool::kPiece octets, the last one what is left.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/task.h"
#include "mime/message.h"
#include "store/blobs.h"
#include "store/spool.h"

namespace postern::store {

class Pieces {
 public:
  // The message begins behind the first `from` octets. The blob store outlives it.
  Pieces(BlobStore& blobs, Content content, std::uint64_t from = 0) : blobs_(blobs), content_(std::move(content)), at_(from) {}

  [[nodiscard]] bool more() const { return at_ < content_.size(); }
  // Until the next call.
  Task<Result<std::string_view>> next();

 private:
  BlobStore& blobs_;
  Content content_;
  std::uint64_t at_;
  std::string piece_;
};

// Its structure.
Task<Result<mime::Message>> parse(BlobStore&, Content, std::uint64_t from = 0);

}  // namespace postern::store
