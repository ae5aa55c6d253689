// A file by its descriptor: whole reads and writes, or an error.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace postern::logs {

class File {
 public:
  File() = default;
  explicit File(int fd) : fd_(fd) {}
  File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  File& operator=(File&& other) noexcept;
  ~File();

  static Result<File> open(const std::filesystem::path&);    // to read
  static Result<File> create(const std::filesystem::path&);  // to append; fails when it is there
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  Result<void> append(std::string_view);
  Result<void> sync();
  // Exactly n octets, or Failure::corrupt when the file ends before.
  [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t n) const;
  [[nodiscard]] std::uint64_t size() const;

 private:
  int fd_ = -1;
};

Result<std::string> read_whole(const std::filesystem::path&, std::size_t limit);
// Written beside, synced and renamed: the file is there whole or not at all.
Result<void> write_whole(const std::filesystem::path&, std::string_view);

}  // namespace postern::logs
