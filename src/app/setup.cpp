// Making the folders, keys, user and unit of a server, and applying a plan.
#include "app/setup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <shadow.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "admin/socket.h"
#include "app/boot.h"
#include "app/offline.h"
#include "app/system_user.h"
#include "app/unit.h"
#include "auth/sealer.h"
#include "base/random.h"

namespace postern::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

Boot layout(const SetupOptions& options) {
  Boot boot;
  boot.user = getuid() == 0 ? options.user : "";
  if (options.dir.empty()) {
    boot.file = kDefaultBootFile;
    boot.data = "/var/lib/postern";
    boot.key = "/etc/postern/key";
    boot.socket = "/run/postern/admin.sock";
  } else {
    const auto dir = fs::absolute(options.dir);
    boot.file = dir / "postern.toml";
    boot.data = dir / "data";
    boot.key = dir / "key";
    boot.socket = dir / "run" / "admin.sock";
  }
  return boot;
}

Result<void> make_folder(const fs::path& path, mode_t mode) {
  std::error_code bad;
  fs::create_directories(path, bad);
  if (bad || chmod(path.c_str(), mode) != 0)
    return fail(Failure::io, fmt::format("Cannot make the folder {}: {}", path.string(), std::strerror(errno)));
  return {};
}

Result<void> make_key(const fs::path& path) {
  auto made = auth::Sealer::make_key_file(path, system_random());
  if (!made && made.error().kind == Failure::exists) return {};
  return made;
}

// Given to the server's user: its folders and all in them, and its key. The boot file stays the administrator's.
Result<void> hand_over(const Boot& boot, bool whole_dir) {
  if (boot.user.empty()) return {};
  auto user = find_user(boot.user);
  if (!user) return pass_on(user);
  std::vector<fs::path> trees{boot.data, boot.socket.parent_path()};
  if (whole_dir) trees.push_back(boot.file.parent_path());
  for (const auto& tree : trees) {
    if (lchown(tree.c_str(), user->uid, user->gid) != 0)
      return fail(Failure::io, "Cannot give " + tree.string() + " to " + boot.user);
    if (tree == boot.file.parent_path()) continue;
    for (const auto& entry : fs::recursive_directory_iterator(tree))
      if (lchown(entry.path().c_str(), user->uid, user->gid) != 0)
        return fail(Failure::io, "Cannot give " + entry.path().string() + " to " + boot.user);
  }
  if (chown(boot.key.c_str(), user->uid, user->gid) != 0) return fail(Failure::io, "Cannot give the key to " + boot.user);
  return {};
}

Result<json::value> apply_plan(const Boot& boot, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Failure::not_found, "Cannot read " + path);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const json::object arguments{{"plan", text}};
  const admin::Progress quiet = [](const json::value&) { return true; };
  auto done = admin::call_over_socket(boot.socket.string(), "server.apply", arguments, quiet);
  if (!done && done.error().kind == Failure::closed) done = run_offline(boot, "server.apply", arguments, quiet);
  return done;
}

Result<json::value> run(const SetupOptions& options) {
  const Boot boot = layout(options);
  if (!boot.user.empty())
    if (auto made = ensure_user(boot.user, boot.data); !made) return pass_on(made);
  for (const auto& [folder, mode] : {std::pair{boot.file.parent_path(), mode_t{0755}}, std::pair{boot.data, mode_t{0700}},
                                     std::pair{boot.socket.parent_path(), mode_t{0700}}})
    if (auto made = make_folder(folder, mode); !made) return pass_on(made);
  if (auto made = make_key(boot.key); !made) return pass_on(made);
  if (auto written = write_boot(boot); !written) return pass_on(written);
  if (auto given = hand_over(boot, !options.dir.empty()); !given) return pass_on(given);
  json::value applied;
  if (!options.plan.empty()) {
    auto done = apply_plan(boot, options.plan);
    if (!done) return pass_on(done);
    applied = std::move(*done);
  }
  json::object out{{"config", boot.file.string()}, {"data", boot.data.string()}, {"user", boot.user}};
  if (options.dir.empty() && getuid() == 0) {
    auto unit = write_unit(boot);
    if (!unit) return pass_on(unit);
    out["unit"] = *unit;
    out["next"] = "systemctl daemon-reload && systemctl enable --now postern";
  }
  if (!applied.is_null()) out["plan"] = std::move(applied);
  return out;
}

}  // namespace

int setup(const SetupOptions& options, bool as_json) {
  auto done = run(options);
  if (!done) {
    fmt::print(stderr, "postern: {}\n", done.error().text);
    return 1;
  }
  if (as_json)
    fmt::print("{}\n", json::serialize(*done));
  else
    for (const auto& [key, value] : done->as_object())
      if (value.is_string()) fmt::print("{:<8} {}\n", std::string_view(key), std::string_view(value.get_string()));
  return 0;
}

}  // namespace postern::app
