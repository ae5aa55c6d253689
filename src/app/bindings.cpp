// bindings.json: written when listeners change, read before privileges are dropped.
#include "app/bindings.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "config/table.h"

namespace postern::app {
namespace {

constexpr std::size_t kMostBytes = 64 << 10;

bool write_durably(const std::string& path, const std::string& text) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return false;
  const bool done = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fdatasync(fd) == 0;
  return close(fd) == 0 && done;
}

}  // namespace

Result<void> write_bindings(const Boot& boot, const NetSettings& settings) {
  auto text = config::get(config::table<NetSettings>(), &settings, "listeners");
  if (!text) return pass_on(text);
  const std::string path = boot.bindings().string(), fresh = path + ".new";
  if (!write_durably(fresh, *text) || rename(fresh.c_str(), path.c_str()) != 0)
    return fail(Failure::io, "Cannot note what to bind at the next start", std::strerror(errno));
  return {};
}

NetSettings read_bindings(const Boot& boot) {
  NetSettings out;
  const int fd = open(boot.bindings().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return out;
  std::string text(kMostBytes, '\0');
  const auto got = read(fd, text.data(), text.size());
  close(fd);
  if (got <= 0) return out;
  const auto listeners = std::string_view(text).substr(0, static_cast<std::size_t>(got));
  ignore(config::set(config::table<NetSettings>(), &out, "listeners", listeners),
         "a damaged file leaves the shipped listeners");
  return out;
}

}  // namespace postern::app
