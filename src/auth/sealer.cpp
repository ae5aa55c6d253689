// XChaCha20-Poly1305 by libsodium, and the key file.
#include "auth/sealer.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>

#include "auth/mac.h"

namespace postern::auth {
namespace {

constexpr char kSealVersion = 1;
constexpr std::size_t kMarkSize = 4;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeadSize = 1 + kMarkSize + kNonceSize;
static_assert(kSealingKeySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* octets(const char* s) { return reinterpret_cast<const unsigned char*>(s); }
unsigned char* octets(char* s) { return reinterpret_cast<unsigned char*>(s); }

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] bool good() const { return fd_ >= 0; }

 private:
  int fd_;
};

std::unexpected<Error> key_file_error(Failure kind, std::string_view what, const std::filesystem::path& path) {
  return fail(kind, std::string(what), path.string());
}

std::string reason() { return std::strerror(errno); }

}  // namespace

Sealer::Sealer(Secret key, Random& random) : key_(std::move(key)), random_(&random) {
  assert(key_.reveal().size() == kSealingKeySize);
  key_mark_ = derive("postern key mark").reveal().substr(0, kMarkSize);
}

Result<Sealer> Sealer::from_file(const std::filesystem::path& path, Random& random) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.good()) {
    const auto kind = errno == ENOENT ? Failure::not_found : Failure::io;
    return key_file_error(kind, "The sealing key file cannot be opened: " + reason(), path);
  }
  struct stat about{};
  if (fstat(file.fd(), &about) != 0)
    return key_file_error(Failure::io, "The sealing key file cannot be examined: " + reason(), path);
  if (!S_ISREG(about.st_mode)) return key_file_error(Failure::invalid, "The sealing key file is not a regular file", path);
  if (about.st_mode & (S_IRWXG | S_IRWXO))
    return key_file_error(Failure::denied, "The sealing key file is open to others; its mode must be 0600", path);

  std::string key(kSealingKeySize + 1, '\0');
  const auto got = read(file.fd(), key.data(), key.size());
  if (got != static_cast<ssize_t>(kSealingKeySize)) {
    wipe(key);
    return key_file_error(Failure::corrupt, "The sealing key file does not hold a key of 32 bytes", path);
  }
  key.resize(kSealingKeySize);
  return Sealer(Secret(std::move(key)), random);
}

Result<void> Sealer::make_key_file(const std::filesystem::path& path, Random& random) {
  const File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (!file.good()) {
    const auto kind = errno == EEXIST ? Failure::exists : Failure::io;
    return key_file_error(kind, "The sealing key file cannot be made: " + reason(), path);
  }
  const Secret key(random.bytes(kSealingKeySize));
  const bool written = write(file.fd(), key.reveal().data(), kSealingKeySize) == static_cast<ssize_t>(kSealingKeySize);
  const File folder(::open(path.has_parent_path() ? path.parent_path().c_str() : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (written && fsync(file.fd()) == 0 && folder.good() && fsync(folder.fd()) == 0) return {};
  auto failed = key_file_error(Failure::io, "The sealing key file cannot be written: " + reason(), path);
  unlink(path.c_str());  // half a key is worse than none
  return failed;
}

std::string Sealer::seal(std::string_view plain, std::string_view record) const {
  std::string out;
  out.reserve(kHeadSize + plain.size() + kTagSize);
  out += kSealVersion;
  out += key_mark_;
  out += random_->bytes(kNonceSize);
  out.resize(kHeadSize + plain.size() + kTagSize);
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(out.data() + kHeadSize), nullptr, octets(plain.data()), plain.size(),
                                             octets(record.data()), record.size(), nullptr, octets(out.data() + 1 + kMarkSize),
                                             octets(key_.reveal().data()));
  return out;
}

Result<Secret> Sealer::open(std::string_view sealed, std::string_view record) const {
  if (sealed.size() < kHeadSize + kTagSize || sealed[0] != kSealVersion)
    return fail(Failure::corrupt, "A stored secret is damaged");
  if (sealed.substr(1, kMarkSize) != key_mark_)
    return fail(Failure::denied, "A stored secret was sealed with another key than the one in the key file");
  std::string plain(sealed.size() - kHeadSize - kTagSize, '\0');
  const auto text = sealed.substr(kHeadSize);
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      octets(plain.data()), nullptr, nullptr, octets(text.data()), text.size(), octets(record.data()), record.size(),
      octets(sealed.data() + 1 + kMarkSize), octets(key_.reveal().data()));
  if (opened != 0) return fail(Failure::corrupt, "A stored secret is damaged");
  return Secret(std::move(plain));
}

Secret Sealer::derive(std::string_view purpose) const { return Secret(hmac_sha256(key_.reveal(), purpose)); }

}  // namespace postern::auth
