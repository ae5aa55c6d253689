// Large message bodies beside the key-value store: immutable, written once, named by the server.
// Use: auto w = blobs.begin(); co_await w->write(piece); ... auto ref = co_await w->finish(); then commit what names it.
// Promises: after finish() the blob survives a crash; a writer that is dropped before leaves nothing that is ever named.
//   Dropping one does not block; after a call that failed nothing but dropping it makes sense.
//   Blobs that no message names are found by Store::sweep_blobs. Any executor may call; calls come back on the caller's.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"

namespace postern::store {

// 128 random bits, chosen by the server: nothing of a peer ever gets into a file name.
struct BlobName {
  std::array<std::uint8_t, 16> bits{};
  friend auto operator<=>(const BlobName&, const BlobName&) = default;
  [[nodiscard]] std::string hex() const;  // 32 lower-case digits
};

struct BlobRef {
  BlobName name;
  std::uint64_t size = 0;
  friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

class BlobWriter {
 public:
  virtual ~BlobWriter() = default;  // without finish(): discarded
  virtual Task<Result<void>> write(std::string piece) = 0;
  // Of what is written so far: exactly min(n, rest) octets from `from`. Before finish().
  virtual Task<Result<std::string>> read(std::uint64_t from, std::size_t n) = 0;
  // Octets in front of what is written from `at` on; costs a copy of it, within the system. Before seal().
  virtual Task<Result<void>> put_in(std::uint64_t at, std::string text) = 0;
  virtual Task<Result<void>>
  seal() = 0;  // no more will be written; gives back the open file, so that many can wait for finish()
  virtual Task<Result<BlobRef>> finish() = 0;  // seals what is not sealed
};

struct BlobEntry {
  BlobName name;
  Time written;
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  virtual std::unique_ptr<BlobWriter> begin() = 0;
  // Exactly min(n, rest) bytes from `from`.
  virtual Task<Result<std::string>> read(BlobName, std::uint64_t from, std::size_t n) = 0;
  virtual Task<Result<void>> remove(BlobName) = 0;  // a blob that is not there is no failure
  virtual Task<Result<std::vector<BlobEntry>>> list() = 0;
  // Removes what an earlier run left unfinished: for a server that starts. At the latest it is done before the first write.
  virtual Task<Result<void>> tidy() { co_return Result<void>{}; }
};

// Files under `folder`, one a blob, with their own small pool of threads for the blocking calls. While `accepts_writes` says no,
// writing fails with Failure::unavailable; it may be asked from any thread.
Result<std::unique_ptr<BlobStore>> open_blob_files(std::filesystem::path folder, Random&,
                                                   std::function<bool()> accepts_writes = {});
// For tests and for servers without a disk.
std::unique_ptr<BlobStore> blobs_in_memory(Random&, const TimeSource&);

}  // namespace postern::store
