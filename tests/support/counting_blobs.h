// For tests: blobs in memory that say how many there are, finished and not, and whose writes fail when asked to.
#pragma once
#include <algorithm>
#include <cstring>
#include <map>
#include <string>

#include "store/blobs.h"

namespace postern::store {

class CountingBlobs final : public BlobStore {
 public:
  std::map<BlobName, std::string> finished;
  std::size_t writers = 0;        // that live
  std::size_t writes = 0;         // so far
  std::size_t written = 0;        // octets, of all
  std::size_t largest_write = 0;  // octets
  std::size_t largest_read = 0;   // octets
  bool keep_bytes = true;         // false: they are only counted
  std::size_t fail_write_at = 0;  // the n-th write fails, and all after it; 0: none

  [[nodiscard]] std::string bytes_of(const BlobName& name) const { return finished.at(name); }

  std::unique_ptr<BlobWriter> begin() override {
    BlobName name;
    ++begun_;
    std::memcpy(name.bits.data(), &begun_, sizeof begun_);
    return std::make_unique<Writer>(*this, name);
  }
  Task<Result<std::string>> read(BlobName name, std::uint64_t from, std::size_t n) override {
    const auto at = finished.find(name);
    if (at == finished.end()) co_return fail(Failure::not_found, "No such message");
    largest_read = std::max(largest_read, n);
    co_return at->second.substr(static_cast<std::size_t>(from), n);
  }
  Task<Result<void>> remove(BlobName name) override {
    finished.erase(name);
    co_return Result<void>{};
  }
  Task<Result<std::vector<BlobEntry>>> list() override {
    std::vector<BlobEntry> all;
    for (const auto& [name, bytes] : finished) all.push_back({name, Time{}});
    co_return all;
  }

 private:
  class Writer final : public BlobWriter {
   public:
    Writer(CountingBlobs& all, BlobName name) : all_(all), name_(name) { ++all_.writers; }
    ~Writer() override { --all_.writers; }
    Task<Result<void>> write(std::string piece) override {
      ++all_.writes;
      all_.largest_write = std::max(all_.largest_write, piece.size());
      if (all_.fail_write_at != 0 && all_.writes >= all_.fail_write_at)
        co_return fail(Failure::io, "As the test asked", "disk");
      all_.written += piece.size();
      if (all_.keep_bytes) bytes_ += piece;
      co_return Result<void>{};
    }
    Task<Result<std::string>> read(std::uint64_t from, std::size_t n) override {
      all_.largest_read = std::max(all_.largest_read, n);
      co_return bytes_.substr(static_cast<std::size_t>(std::min<std::uint64_t>(from, bytes_.size())), n);
    }
    Task<Result<void>> put_in(std::uint64_t at, std::string text) override {
      if (all_.keep_bytes) bytes_.insert(static_cast<std::size_t>(at), text);
      co_return Result<void>{};
    }
    Task<Result<void>> seal() override { co_return Result<void>{}; }
    Task<Result<BlobRef>> finish() override {
      const BlobRef ref{name_, bytes_.size()};
      all_.finished[name_] = std::move(bytes_);
      co_return ref;
    }

   private:
    CountingBlobs& all_;
    BlobName name_;
    std::string bytes_;
  };

  std::uint64_t begun_ = 0;
};

}  // namespace postern::store
