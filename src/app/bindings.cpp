// bindings.json: written when listeners change, read before privileges are dropped.
#include "app/bindings.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

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

// Empty when it is no plain file, too long, or not there. No link is followed, and a pipe makes nobody wait.
std::string read_suspiciously(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return {};
  struct stat info{};
  std::string text(kMostBytes + 1, '\0');
  const auto got = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) ? ::read(fd, text.data(), text.size()) : -1;
  close(fd);
  text.resize(got < 0 || static_cast<std::size_t>(got) > kMostBytes ? 0 : static_cast<std::size_t>(got));
  return text;
}

std::optional<Bindings> parse(const std::string& text) {
  Bindings out;
  if (text.empty() || !config::set(config::table<Bindings>(), &out, "ports", text)) return {};
  return out;
}

Bindings bindings_of(const NetSettings& settings) {
  Bindings out;
  for (const auto& listener : settings.listeners) out.ports.push_back({listener.address, listener.port});
  return out;
}

Result<void> note(const std::string& path, const Bindings& wanted) {
  const std::string fresh = path + ".new";
  if (const auto noted = parse(read_suspiciously(path)); noted && noted->ports == wanted.ports) return {};
  auto text = config::get(config::table<Bindings>(), &wanted, "ports");
  if (!text) return pass_on(text);
  if (!write_durably(fresh, *text) || rename(fresh.c_str(), path.c_str()) != 0)
    return fail(Failure::io, "Cannot note what the next start has to know", std::strerror(errno));
  return {};
}

}  // namespace

Result<void> note_bindings(const Boot& boot, const NetSettings& settings) {
  return note(boot.bindings().string(), bindings_of(settings));
}

Bindings read_bindings(const Boot& boot) {
  return parse(read_suspiciously(boot.bindings().string())).value_or(bindings_of(NetSettings{}));
}

Result<void> note_reach(const Boot& boot, const std::vector<std::uint16_t>& ports) {
  Bindings wanted;
  for (const auto port : ports) wanted.ports.push_back({"::", port});
  return note(boot.reach().string(), wanted);
}

std::vector<std::uint16_t> read_reach(const Boot& boot) {
  std::vector<std::uint16_t> out;
  const auto noted = parse(read_suspiciously(boot.reach().string())).value_or(Bindings{});
  for (const auto& one : noted.ports)
    if (one.port != 0 && out.size() < kMostReach) out.push_back(one.port);
  return out;
}

}  // namespace postern::app
