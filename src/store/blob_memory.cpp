// Blobs in memory, for tests; and the written form of a blob's name.
#include <algorithm>
#include <map>

#include "base/locked.h"
#include "base/text.h"
#include "store/blobs.h"

namespace postern::store {

std::string BlobName::hex() const { return to_hex({reinterpret_cast<const char*>(bits.data()), bits.size()}); }

namespace {

struct Held {
  std::string bytes;
  Time written;
};
using Shelf = Locked<std::map<BlobName, Held>>;

class MemoryWriter final : public BlobWriter {
 public:
  MemoryWriter(Shelf& shelf, BlobName name, const TimeSource& time) : shelf_(shelf), name_(name), time_(time) {}

  Task<Result<void>> write(std::string piece) override {
    bytes_ += piece;
    co_return Result<void>{};
  }
  Task<Result<std::string>> read(std::uint64_t from, std::size_t n) override {
    co_return bytes_.substr(static_cast<std::size_t>(std::min<std::uint64_t>(from, bytes_.size())), n);
  }
  Task<Result<void>> put_in(std::uint64_t at, std::string text) override {
    bytes_.insert(static_cast<std::size_t>(at), text);
    co_return Result<void>{};
  }
  Task<Result<void>> seal() override { co_return Result<void>{}; }
  Task<Result<BlobRef>> finish() override {
    const BlobRef ref{name_, bytes_.size()};
    shelf_.with([&](auto& all) { all[name_] = {std::move(bytes_), time_.now()}; });
    co_return ref;
  }

 private:
  Shelf& shelf_;
  BlobName name_;
  const TimeSource& time_;
  std::string bytes_;
};

class BlobsInMemory final : public BlobStore {
 public:
  BlobsInMemory(Random& random, const TimeSource& time) : random_(random), time_(time) {}

  std::unique_ptr<BlobWriter> begin() override {
    BlobName name;
    random_.fill(reinterpret_cast<char*>(name.bits.data()), name.bits.size());
    return std::make_unique<MemoryWriter>(shelf_, name, time_);
  }
  Task<Result<std::string>> read(BlobName name, std::uint64_t from, std::size_t n) override {
    co_return shelf_.with([&](auto& all) -> Result<std::string> {
      const auto at = all.find(name);
      if (at == all.end()) return fail(Failure::not_found, "No such message");
      const auto& bytes = at->second.bytes;
      return bytes.substr(static_cast<std::size_t>(std::min<std::uint64_t>(from, bytes.size())), n);
    });
  }
  Task<Result<void>> remove(BlobName name) override {
    shelf_.with([&](auto& all) { all.erase(name); });
    co_return Result<void>{};
  }
  Task<Result<std::vector<BlobEntry>>> list() override {
    std::vector<BlobEntry> found;
    shelf_.with([&](auto& all) {
      for (const auto& [name, held] : all) found.push_back({name, held.written});
    });
    co_return found;
  }

 private:
  Random& random_;
  const TimeSource& time_;
  Shelf shelf_;
};

}  // namespace

std::unique_ptr<BlobStore> blobs_in_memory(Random& random, const TimeSource& time) {
  return std::make_unique<BlobsInMemory>(random, time);
}

}  // namespace postern::store
