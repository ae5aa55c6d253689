// Blobs as files: <folder>/<first two digits>/<name>. A blob is written under a name ending in ".part", synced, closed,
// renamed, and its folder synced: only then does anybody hear its name. When a server starts, and before the first write, the
// 256 folders are made and what an earlier run left under ".part" is removed; whoever only reads, or does not come here at all,
// pays nothing for that.
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/locked.h"
#include "base/text.h"
#include "store/blobs.h"
#include "store/file_pool.h"

namespace postern::store {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> failed(std::string what, const fs::path& path, int number = errno) {
  const bool is_full = number == ENOSPC || number == EDQUOT;
  return fail(is_full ? Failure::unavailable : Failure::io, "Storage is not available",
              what + " " + path.string() + ": " + std::strerror(number));
}

// An open file, closed at the end.
class File {
 public:
  File() = default;
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int fd() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

Result<void> write_all(const File& file, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const auto n = ::write(file.fd(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

// Octets [from, to) of one file to the end of another, without a way through our memory.
Result<void> append(const File& to, const File& from, std::uint64_t start, std::uint64_t end, const fs::path& path) {
  auto at = static_cast<off_t>(start);
  while (static_cast<std::uint64_t>(at) < end) {
    const auto n = ::sendfile(to.fd(), from.fd(), &at, static_cast<std::size_t>(end - static_cast<std::uint64_t>(at)));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return failed("copy", path);
  }
  return {};
}

Result<void> sync_folder(const fs::path& folder) {
  const File file(folder, O_RDONLY | O_DIRECTORY);
  if (!file || ::fsync(file.fd()) != 0) return failed("sync", folder);
  return {};
}

fs::path path_of(const fs::path& folder, const BlobName& name) {
  const auto hex = name.hex();
  return folder / hex.substr(0, 2) / hex;
}

// Makes the 256 folders, so that no later write ever has to, and removes what an earlier run left unfinished.
Result<void> prepare(const fs::path& folder) {
  std::error_code error;
  for (int i = 0; i < 256 && !error; ++i) {
    const char byte = static_cast<char>(i);
    const auto sub = folder / to_hex({&byte, 1});
    fs::create_directory(sub, error);
    for (fs::directory_iterator at(sub, error), end; !error && at != end; at.increment(error)) {
      if (at->path().extension() == ".part") fs::remove(at->path(), error);
    }
  }
  if (error) return failed("prepare", folder, error.value());
  return sync_folder(folder);
}

// The folder of all blobs. Calls block.
struct Home {
  fs::path folder;
  Locked<bool> prepared{false};  // held while it is done: nobody writes before

  Result<void> get_ready() {
    return prepared.with([this](bool& done) -> Result<void> {
      if (done) return {};
      auto made = prepare(folder);
      done = made.has_value();
      return made;
    });
  }
};

// One blob on its way to disk. All calls block.
struct Writing {
  std::shared_ptr<Home> home;
  BlobName name;
  fs::path part;
  File file;
  std::uint64_t size = 0;
  bool created = false;  // the file is there, under its ".part" name
  bool sealed = false;

  Result<void> write(std::string_view bytes) {
    if (!created) {
      if (auto ready = home->get_ready(); !ready) return ready;
      file = File(part, O_WRONLY | O_CREAT | O_EXCL);
      if (!file) return failed("create", part);
      created = true;
    }
    size += bytes.size();
    return write_all(file, bytes, part);
  }

  // By another file that takes the place of the first, of which little has reached the disk yet.
  Result<void> put_in(std::uint64_t at, std::string_view text) {
    const fs::path again = part.string() + ".part";
    const File before(part, O_RDONLY);
    File after(again, O_WRONLY | O_CREAT | O_EXCL);
    if (!before || !after) return failed("copy", part);
    auto done = append(after, before, 0, at, again);
    if (done) done = write_all(after, text, again);
    if (done) done = append(after, before, at, size, again);
    if (done && ::rename(again.c_str(), part.c_str()) != 0) done = failed("rename", again);
    if (!done) {
      ::unlink(again.c_str());
      return done;
    }
    file = std::move(after);
    size += text.size();
    return {};
  }

  Result<void> seal() {
    if (sealed) return {};
    auto there = write({});  // a blob without bytes is a file, too
    if (!there) return there;
    if (::fdatasync(file.fd()) != 0) return failed("sync", part);
    file = File();
    sealed = true;
    return {};
  }

  Result<BlobRef> finish() {
    auto on_disk = seal();
    if (!on_disk) return pass_on(on_disk);
    const auto path = path_of(home->folder, name);
    if (::rename(part.c_str(), path.c_str()) != 0) return failed("rename", part);
    created = false;
    auto synced = sync_folder(path.parent_path());
    if (!synced) return pass_on(synced);
    return BlobRef{name, size};
  }

  void discard() {
    if (created) ::unlink(part.c_str());
    file = File();
  }
};

Result<std::string> read_file(const fs::path& path, std::uint64_t from, std::size_t n) {
  const File file(path, O_RDONLY);
  if (!file) return errno == ENOENT ? fail(Failure::not_found, "No such message", path.string()) : failed("open", path);
  struct stat info{};
  if (::fstat(file.fd(), &info) != 0) return failed("stat", path);
  const auto size = static_cast<std::uint64_t>(info.st_size);
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(n, size - std::min(from, size))), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const auto got = ::pread(file.fd(), bytes.data() + at, bytes.size() - at, static_cast<off_t>(from + at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failed("read", path);
    at += static_cast<std::size_t>(got);
  }
  return bytes;
}

using Gate = std::function<bool()>;

class FileWriter final : public BlobWriter {
 public:
  FileWriter(FilePool& pool, const Gate& accepts_writes, Writing w)
      : pool_(pool), accepts_writes_(accepts_writes), w_(std::move(w)) {}
  ~FileWriter() override {
    if (!w_.created) return;
    auto left = std::make_shared<Writing>(std::move(w_));
    if (!pool_.post([left] { left->discard(); })) left->discard();
  }

  Task<Result<void>> write(std::string piece) override {
    if (accepts_writes_ && !accepts_writes_()) co_return fail(Failure::unavailable, "Insufficient system storage");
    auto work = [&] { return w_.write(piece); };
    co_return co_await pool_.run(work);
  }
  Task<Result<std::string>> read(std::uint64_t from, std::size_t n) override {
    auto work = [&] { return read_file(w_.part, from, n); };
    co_return co_await pool_.run(work);
  }
  Task<Result<void>> put_in(std::uint64_t at, std::string text) override {
    if (accepts_writes_ && !accepts_writes_()) co_return fail(Failure::unavailable, "Insufficient system storage");
    auto work = [&] { return w_.put_in(at, text); };
    co_return co_await pool_.run(work);
  }
  Task<Result<void>> seal() override {
    auto work = [this] { return w_.seal(); };
    co_return co_await pool_.run(work);
  }
  Task<Result<BlobRef>> finish() override {
    auto work = [this] { return w_.finish(); };
    co_return co_await pool_.run(work);
  }

 private:
  FilePool& pool_;
  const Gate& accepts_writes_;
  Writing w_;
};

Result<std::vector<BlobEntry>> list_files(const fs::path& folder) {
  std::vector<BlobEntry> found;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const auto bits = from_hex(at->path().filename().string());
    struct stat info{};
    if (!bits || bits->size() != 16 || ::lstat(at->path().c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
    BlobEntry entry;
    std::copy(bits->begin(), bits->end(), entry.name.bits.begin());
    entry.written = Time{std::int64_t{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000};
    found.push_back(entry);
  }
  if (error) return failed("list", folder, error.value());
  return found;
}

class BlobFiles final : public BlobStore {
 public:
  BlobFiles(fs::path folder, Random& random, Gate accepts_writes)
      : home_(std::make_shared<Home>(std::move(folder))),
        random_(random),
        accepts_writes_(std::move(accepts_writes)),
        pool_(2) {}

  std::unique_ptr<BlobWriter> begin() override {
    BlobName name;
    random_.fill(reinterpret_cast<char*>(name.bits.data()), name.bits.size());
    auto part = path_of(home_->folder, name);
    part += ".part";
    Writing writing;
    writing.home = home_;
    writing.name = name;
    writing.part = std::move(part);
    return std::make_unique<FileWriter>(pool_, accepts_writes_, std::move(writing));
  }
  Task<Result<std::string>> read(BlobName name, std::uint64_t from, std::size_t n) override {
    auto work = [&] { return read_file(path_of(home_->folder, name), from, n); };
    co_return co_await pool_.run(work);
  }
  Task<Result<void>> remove(BlobName name) override {
    auto work = [&]() -> Result<void> {
      const auto path = path_of(home_->folder, name);
      if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failed("remove", path);
      return {};
    };
    co_return co_await pool_.run(work);
  }
  Task<Result<std::vector<BlobEntry>>> list() override {
    auto work = [this] { return list_files(home_->folder); };
    co_return co_await pool_.run(work);
  }
  Task<Result<void>> tidy() override {
    auto work = [this] { return home_->get_ready(); };
    co_return co_await pool_.run(work);
  }

 private:
  const std::shared_ptr<Home> home_;
  Random& random_;
  const Gate accepts_writes_;
  FilePool pool_;
};

}  // namespace

Result<std::unique_ptr<BlobStore>> open_blob_files(std::filesystem::path folder, Random& random,
                                                   std::function<bool()> accepts_writes) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return failed("make", folder, error.value());
  return std::make_unique<BlobFiles>(std::move(folder), random, std::move(accepts_writes));
}

}  // namespace postern::store
