// Reading and writing postern.toml.
#include "app/boot.h"

#include <fmt/format.h>
#include <toml++/toml.h>
#include <algorithm>

#include <array>
#include <fstream>

namespace postern::app {
namespace {

struct PathKey {
  const char* name;
  std::filesystem::path Boot::* member;
};
constexpr std::array kPaths{PathKey{"data", &Boot::data}, PathKey{"key", &Boot::key}, PathKey{"socket", &Boot::socket}};

}  // namespace

Result<Boot> read_boot(const std::filesystem::path& file) {
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

Result<void> write_boot(const Boot& boot) {
  const auto folder = std::filesystem::absolute(boot.file).parent_path();
  std::ofstream out(boot.file, std::ios::trunc);
  out << "# What the server needs before its store is open. Everything else is a setting: postern settings list\n";
  for (const auto& path : kPaths)
    out << fmt::format("{} = \"{}\"\n", path.name, (boot.*path.member).lexically_relative(folder).string());
  if (!boot.user.empty()) out << fmt::format("user = \"{}\"\n", boot.user);
  out.flush();
  if (!out) return fail(Failure::io, "Cannot write " + boot.file.string());
  return {};
}

}  // namespace postern::app
