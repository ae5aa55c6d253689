// System calls on log files.
#include "logs/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace postern::logs {
namespace {

std::unexpected<Error> broken(std::string_view what, const std::filesystem::path& path = {}) {
  const int error = errno;
  return fail(error == ENOENT ? Failure::not_found : Failure::io, "The log files cannot be used",
              fmt::format("{} {}: errno {}", what, path.native(), error));
}

}  // namespace

File& File::operator=(File&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

File::~File() {
  if (fd_ >= 0) ::close(fd_);
}

Result<File> File::open(const std::filesystem::path& path) {
  File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.is_open()) return broken("open", path);
  return file;
}

Result<File> File::create(const std::filesystem::path& path) {
  File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.is_open()) return broken("create", path);
  return file;
}

Result<void> File::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(fd_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return broken("write");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<void> File::sync() {
  if (::fdatasync(fd_) != 0) return broken("sync");
  return {};
}

Result<std::string> File::read(std::uint64_t offset, std::size_t n) const {
  std::string out(n, '\0');
  for (std::size_t done = 0; done < n;) {
    const auto got = ::pread(fd_, out.data() + done, n - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return broken("read");
    if (got == 0) return fail(Failure::corrupt, "A log file is shorter than its index says");
    done += static_cast<std::size_t>(got);
  }
  return out;
}

std::uint64_t File::size() const {
  struct stat s{};
  return ::fstat(fd_, &s) == 0 ? static_cast<std::uint64_t>(s.st_size) : 0;
}

Result<std::string> read_whole(const std::filesystem::path& path, std::size_t limit) {
  auto file = File::open(path);
  if (!file) return pass_on(file);
  if (file->size() > limit) return fail(Failure::too_large, "A log file is larger than expected", path.native());
  return file->read(0, static_cast<std::size_t>(file->size()));
}

Result<void> write_whole(const std::filesystem::path& path, std::string_view bytes) {
  auto beside = path;
  beside += ".tmp";
  ::unlink(beside.c_str());
  auto file = File::create(beside);
  if (!file) return pass_on(file);
  if (auto done = file->append(bytes); !done) return done;
  if (auto done = file->sync(); !done) return done;
  if (::rename(beside.c_str(), path.c_str()) != 0) return broken("rename", path);
  return {};
}

}  // namespace postern::logs
