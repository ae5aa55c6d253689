// Reading and writing postern.toml.
#include "app/boot.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sstream>

namespace postern::app {
namespace {

struct PathKey {
  const char* name;
  std::filesystem::path Boot::* member;
};
constexpr std::array kPaths{PathKey{"data", &Boot::data}, PathKey{"key", &Boot::key}, PathKey{"socket", &Boot::socket}};

// What root starts or administers by it, root must be able to trust: with --dir the folder is the server's user's.
Result<void> check_owner(const std::filesystem::path& file) {
  struct stat info{};
  if (getuid() != 0 || lstat(file.c_str(), &info) != 0) return {};  // what is not there is told when it is read
  if (info.st_uid == 0 && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0 && S_ISREG(info.st_mode)) return {};
  return fail(Failure::denied,
              fmt::format("{} can be changed by others than root, who would trust it: chown root and chmod go-w it, "
                          "or run postern setup again",
                          file.string()));
}

}  // namespace

Result<Boot> read_boot(const std::filesystem::path& file) {
  if (auto trusted = check_owner(file); !trusted) return pass_on(trusted);
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& e) {
    return fail(Failure::invalid, fmt::format("{}: {} (run postern setup to make one)", file.string(), e.description()));
  }
  Boot boot;
  boot.file = std::filesystem::absolute(file);
  const auto folder = boot.file.parent_path();
  for (const auto& [key, value] : table) {
    const auto text = value.value<std::string>();
    const auto path = std::ranges::find(kPaths, key.str(), &PathKey::name);
    if (!text) return fail(Failure::invalid, fmt::format("{}: {} must be a string", file.string(), key.str()));
    if (path != kPaths.end())
      boot.*path->member = (folder / *text).lexically_normal();
    else if (key.str() == "user")
      boot.user = *text;
    else
      return fail(Failure::invalid, fmt::format("{}: unknown key {}", file.string(), key.str()));
  }
  for (const auto& path : kPaths)
    if ((boot.*path.member).empty()) return fail(Failure::invalid, fmt::format("{}: {} is missing", file.string(), path.name));
  return boot;
}

Result<void> work_from_its_folder(Boot& boot) {
  const auto folder = boot.file.parent_path();
  if (chdir(folder.c_str()) != 0)
    return fail(Failure::io, fmt::format("Cannot enter {}: {}", folder.string(), std::strerror(errno)));
  for (const auto member : {&Boot::file, &Boot::data, &Boot::key, &Boot::socket}) {
    const auto below = (boot.*member).lexically_relative(folder);
    if (!below.empty() && *below.begin() != "..") boot.*member = "." / below;
  }
  return {};
}

Result<void> write_boot(const Boot& boot) {
  const auto folder = std::filesystem::absolute(boot.file).parent_path();
  std::ostringstream out;
  out << "# What the server needs before its store is open. Everything else is a setting: postern settings list\n";
  for (const auto& path : kPaths)
    out << path.name << " = " << toml::value((boot.*path.member).lexically_relative(folder).string()) << '\n';
  if (!boot.user.empty()) out << "user = " << toml::value(boot.user) << '\n';
  // Beside the old one and then in its place, so that no link is followed that somebody else put there.
  const std::string text = out.str(), fresh = boot.file.string() + ".new";
  unlink(fresh.c_str());
  const int fd = open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  bool done = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (fd >= 0) done = close(fd) == 0 && done;
  if (!done || rename(fresh.c_str(), boot.file.c_str()) != 0) return fail(Failure::io, "Cannot write " + boot.file.string());
  return {};
}

}  // namespace postern::app
