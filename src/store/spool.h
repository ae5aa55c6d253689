// The bytes of one message while they come in: few of them in memory, the rest in a blob.
// Use: spool.add(bytes); if (spool.full()) co_await spool.flush();  again and again; then  auto content = co_await spool.finish();
// Promises: a caller that flushes whenever it is full holds at most the inline limit or a piece, whichever is larger, besides what one
//   add() brings; a spool that is dropped before finish() leaves nothing that is ever named. One call at a time; after one that failed
//   nothing but dropping the spool makes sense.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/task.h"
#include "base/units.h"
#include "store/blobs.h"

namespace postern::store {

// A whole message: in memory, or in a finished blob.
struct Content {
  std::shared_ptr<const std::string> bytes;  // null when `blob` names them
  std::optional<BlobRef> blob;

  Content() = default;
  Content(std::shared_ptr<const std::string> whole) : bytes(std::move(whole)) {}
  explicit Content(BlobRef ref) : blob(ref) {}
  [[nodiscard]] std::uint64_t size() const { return blob ? blob->size : bytes->size(); }
};

class Spool {
 public:
  static constexpr std::size_t kPiece = 64_KiB;  // written at once

  // `inline_limit`: a message of more octets becomes a blob. The blob store must outlive the spool.
  Spool(BlobStore& blobs, std::uint64_t inline_limit) : blobs_(&blobs), inline_limit_(inline_limit) {}

  // Room for so many octets at once; a promise of more than is kept in memory is kept back.
  void reserve(std::uint64_t octets);
  void add(std::string_view);
  // More waits in memory than should: flush() before more is added.
  [[nodiscard]] bool full() const { return held_.size() > (writer_ ? kPiece : inline_limit_); }
  Task<Result<void>> flush();
  // Of what was added so far: exactly min(n, rest) octets from `from`. Before finish(); several may read at a time.
  Task<Result<std::string>> read(std::uint64_t from, std::size_t n) const;
  // Octets in front of those from `at` on, for what is known of a message only once it is whole.
  Task<Result<void>> put_in(std::uint64_t at, std::string text);
  // The message is whole, but it is not yet known whether it is kept: no file stays open for it.
  Task<Result<void>> seal();
  Task<Result<Content>> finish();

  [[nodiscard]] std::uint64_t size() const { return size_; }                // of the message so far
  [[nodiscard]] std::size_t in_memory() const { return held_.capacity(); }  // octets

 private:
  BlobStore* blobs_;
  std::uint64_t inline_limit_;
  std::uint64_t size_ = 0;
  std::string held_;                    // what has not been written
  std::unique_ptr<BlobWriter> writer_;  // from the first flush on
};

}  // namespace postern::store
