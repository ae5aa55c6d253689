// The log file writes its zeros in large steps; all but the files themselves is left to the system's file system.
#include "kv/kv_rocksdb_log.h"

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "base/units.h"

namespace postern::kv {
namespace {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

constexpr std::size_t kBlock = 64_KiB;
constexpr std::size_t kBlocks = 8;  // of zeros written at a time

bool is_no_room(int error) { return error == ENOSPC || error == EDQUOT; }

IOStatus failed(const std::string& path) {
  const int error = errno;
  if (is_no_room(error)) return IOStatus::NoSpace(path, std::strerror(error));
  return IOStatus::IOError(path, std::strerror(error));
}

bool write_at(int fd, std::string_view bytes, std::uint64_t at) {
  while (!bytes.empty()) {
    const auto n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
    at += static_cast<std::size_t>(n);
  }
  return true;
}

class LogFile final : public rocksdb::FSWritableFile {
 public:
  LogFile(std::string path, int fd, std::shared_ptr<const RecordCount> records)
      : path_(std::move(path)), records_(std::move(records)), fd_(fd) {}
  ~LogFile() override {
    if (fd_ >= 0) ::close(fd_);
  }

  using FSWritableFile::Append;
  IOStatus Append(const rocksdb::Slice& data, const IOOptions&, IODebugContext*) override {
    if (is_full_) return full();
    if (const auto now = records_->load(); now != record_) {
      record_ = now;
      record_start_ = size_;
    }
    const auto end = size_ + data.size();
    if (end > zeros_end_) reserve(end);
    if (!write_at(fd_, {data.data(), data.size()}, size_)) return failed_to_write();
    size_ = end;
    return IOStatus::OK();
  }
  IOStatus Flush(const IOOptions&, IODebugContext*) override { return IOStatus::OK(); }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    if (is_full_) return full();
    return ::fdatasync(fd_) == 0 ? IOStatus::OK() : failed_to_write();
  }
  [[nodiscard]] bool IsSyncThreadSafe() const override { return true; }
  IOStatus Truncate(std::uint64_t size, const IOOptions&, IODebugContext*) override {
    if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) return failed(path_);
    size_ = zeros_end_ = size;
    return IOStatus::OK();
  }
  IOStatus Close(const IOOptions&, IODebugContext*) override {
    const bool cut = ::ftruncate(fd_, static_cast<off_t>(size_)) == 0;
    const bool closed = ::close(std::exchange(fd_, -1)) == 0;
    return cut && closed ? IOStatus::OK() : failed(path_);
  }
  std::uint64_t GetFileSize(const IOOptions&, IODebugContext*) override { return size_; }

 private:
  [[nodiscard]] IOStatus full() const { return IOStatus::NoSpace(path_, "the log has ended"); }

  IOStatus failed_to_write() {
    const int error = errno;
    if (is_no_room(error)) {
      is_full_ = true;
      size_ = zeros_end_ = record_start_;
      ignore(::ftruncate(fd_, static_cast<off_t>(size_)), "the reader passes over what stays, as after a crash");
    }
    errno = error;
    return failed(path_);
  }

  // Where the disk has no room for zeros there may be some for the data: then the file just grows.
  void reserve(std::uint64_t from) {
    std::array<char, kBlock> zeros{};
    std::array<iovec, kBlocks> blocks;
    blocks.fill({zeros.data(), zeros.size()});
    const auto n = ::pwritev(fd_, blocks.data(), static_cast<int>(blocks.size()), static_cast<off_t>(from));
    zeros_end_ = from + static_cast<std::uint64_t>(std::max<ssize_t>(n, 0));
  }

  const std::string path_;
  const std::shared_ptr<const RecordCount> records_;
  int fd_;
  std::uint64_t size_ = 0;          // of the data
  std::uint64_t zeros_end_ = 0;     // of the file
  std::uint64_t record_ = 0;        // which one is being written
  std::uint64_t record_start_ = 0;  // and where it begins
  bool is_full_ = false;
};

// RocksDB knows of a full disk, and of a full quota only that something failed: then it takes nothing more before it is opened anew.
// To be asked at once after the call, which has left its errno.
IOStatus told(IOStatus status) {
  const bool is_quota = !status.ok() && !status.IsNoSpace() && errno == EDQUOT;
  return is_quota ? IOStatus::NoSpace(status.ToString()) : status;
}

class OtherFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  using FSWritableFileOwnerWrapper::Append;
  using FSWritableFileOwnerWrapper::FSWritableFileOwnerWrapper;

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options, IODebugContext* debug) override {
    return told(FSWritableFileOwnerWrapper::Append(data, options, debug));
  }
  IOStatus Flush(const IOOptions& options, IODebugContext* debug) override {
    return told(FSWritableFileOwnerWrapper::Flush(options, debug));
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    return told(FSWritableFileOwnerWrapper::Sync(options, debug));
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return told(FSWritableFileOwnerWrapper::Fsync(options, debug));
  }
  IOStatus Close(const IOOptions& options, IODebugContext* debug) override {
    return told(FSWritableFileOwnerWrapper::Close(options, debug));
  }
};

class LogAhead final : public rocksdb::FileSystemWrapper {
 public:
  LogAhead(const std::shared_ptr<rocksdb::FileSystem>& under, std::shared_ptr<const RecordCount> records)
      : FileSystemWrapper(under), records_(std::move(records)) {}
  [[nodiscard]] const char* Name() const override { return "LogAhead"; }

  IOStatus NewWritableFile(const std::string& path, const FileOptions& options, std::unique_ptr<rocksdb::FSWritableFile>* file,
                           IODebugContext* debug) override {
    if (!path.ends_with(".log")) return other_file(path, options, file, debug);
    const int fd = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
    if (fd < 0) return failed(path);
    *file = std::make_unique<LogFile>(path, fd, records_);
    return IOStatus::OK();
  }

 private:
  IOStatus other_file(const std::string& path, const FileOptions& options, std::unique_ptr<rocksdb::FSWritableFile>* file,
                      IODebugContext* debug) {
    std::unique_ptr<rocksdb::FSWritableFile> under;
    auto made = told(FileSystemWrapper::NewWritableFile(path, options, &under, debug));
    if (made.ok()) *file = std::make_unique<OtherFile>(std::move(under));
    return made;
  }

  const std::shared_ptr<const RecordCount> records_;
};

}  // namespace

std::shared_ptr<rocksdb::FileSystem> log_ahead_file_system(std::shared_ptr<const RecordCount> records,
                                                           const std::shared_ptr<rocksdb::FileSystem>& under) {
  return std::make_shared<LogAhead>(under, std::move(records));
}

}  // namespace postern::kv
