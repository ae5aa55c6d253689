// Making the folders, keys, user and unit of a server, and applying a plan.
#include "app/setup.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "admin/socket.h"
#include "app/boot.h"
#include "app/input.h"
#include "app/offline.h"
#include "app/render.h"
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

// A folder that is there keeps its mode, but for those that are the server's own. A link in its place is not followed: the
// server's user could have put it there.
Result<void> make_folder(const fs::path& path, mode_t mode, bool ours) {
  std::error_code bad;
  const auto before = fs::symlink_status(path, bad).type();
  if (before == fs::file_type::symlink)
    return fail(Failure::denied, fmt::format("{} is a link: put the folder itself there", path.string()));
  fs::create_directories(path, bad);
  const bool set_mode = ours || before == fs::file_type::not_found;
  if (bad || (set_mode && chmod(path.c_str(), mode) != 0))
    return fail(Failure::io,
                fmt::format("Cannot make the folder {}: {}", path.string(), bad ? bad.message() : std::strerror(errno)));
  return {};
}

Result<void> make_key(const fs::path& path) {
  auto made = auth::Sealer::make_key_file(path, system_random());
  if (!made && made.error().kind == Failure::exists) return {};
  return made;
}

// Gives an open folder and all below it to somebody. By descriptors: between two looks the server's user, whose it may be
// already, could put a link where a folder was. False with errno set when something could not be given.
bool give_tree(int folder, const SystemUser& user) {
  if (fchown(folder, user.uid, user.gid) != 0) return false;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(fdopendir(dup(folder)), closedir);
  if (!listing) return false;
  while (const dirent* entry = readdir(listing.get())) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    const int inner = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const bool given =
        inner >= 0 ? give_tree(inner, user) : fchownat(folder, entry->d_name, user.uid, user.gid, AT_SYMLINK_NOFOLLOW) == 0;
    if (inner >= 0) close(inner);
    if (!given) return false;
  }
  return true;
}

Result<void> give(const fs::path& path, const SystemUser& user, bool whole_tree) {
  const int opened = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  const bool given = opened >= 0 && (whole_tree ? give_tree(opened, user) : fchown(opened, user.uid, user.gid) == 0);
  const int why = errno;
  if (opened >= 0) close(opened);
  if (!given)
    return fail(Failure::io, fmt::format("Cannot give {} to the server's user: {}", path.string(), std::strerror(why)));
  return {};
}

// Given to the server's user: its folders and all in them, and its key. The boot file stays the administrator's.
Result<void> hand_over(const Boot& boot, bool whole_dir) {
  if (boot.user.empty()) return {};
  auto user = find_user(boot.user);
  if (!user) return pass_on(user);
  for (const auto& tree : {boot.data, boot.socket.parent_path()})
    if (auto given = give(tree, *user, true); !given) return given;
  if (whole_dir)
    if (auto given = give(boot.file.parent_path(), *user, false); !given) return given;
  return give(boot.key, *user, false);
}

Result<json::value> apply_plan(Boot boot, const std::string& path) {
  auto text = read_text(path);
  if (!text) return pass_on(text);
  if (auto entered = work_from_its_folder(boot); !entered) return pass_on(entered);
  const json::object arguments{{"plan", *text}};
  const admin::Progress told = [](const json::value& step) {
    fmt::print(stderr, "{}\n", render_progress(step));
    return true;
  };
  auto done = admin::call_over_socket(boot.socket.string(), "server.apply", arguments, told);
  if (!done && done.error().kind == Failure::closed) done = run_offline(boot, "server.apply", arguments, told);
  return done;
}

Result<json::value> run(const SetupOptions& options) {
  const Boot boot = layout(options);
  if (!boot.user.empty())
    if (auto made = ensure_user(boot.user, boot.data); !made) return pass_on(made);
  if (auto made = make_folder(boot.file.parent_path(), 0755, false); !made) return pass_on(made);
  for (const auto& folder : {boot.data, boot.socket.parent_path()})
    if (auto made = make_folder(folder, 0700, true); !made) return pass_on(made);
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
  if (!done) return refuse(done.error(), as_json);
  if (as_json)
    fmt::print("{}\n", json::serialize(*done));
  else
    for (const auto& [key, value] : done->as_object())
      if (value.is_string()) fmt::print("{:<8} {}\n", std::string_view(key), std::string_view(value.get_string()));
  return 0;
}

}  // namespace postern::app
