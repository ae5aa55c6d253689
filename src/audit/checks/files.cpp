// Who may read and write the server's files (H30, H31): looked at on the disk.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>

#include "audit/checks/groups.h"

namespace postern::audit {
namespace on_files {
namespace {

constexpr std::uint32_t kRuns = 06111, kWrittenByOthers = 0022;

bool is_trusted(uid_t owner) { return owner == 0 || owner == geteuid(); }
// Whether we may change its mode.
bool is_ours(const struct stat& info) { return geteuid() == 0 || info.st_uid == geteuid(); }

Outcome modes(const Subject& s) {
  std::vector<Said> found, seen;
  Fixes fix;
  for (const auto& place : s.around.places) {
    struct stat info{};
    if (stat(place.path.c_str(), &info) != 0) {
      if (errno != ENOENT && errno != EACCES) found.push_back(said<"the {} cannot be looked at">(place.what));
      continue;
    }
    const auto mode = fmt::format("{:o}", info.st_mode & 07777U);
    seen.push_back(said<"the {} has mode {}">(place.what, mode));
    if ((info.st_mode & 07777U & ~place.most) != 0) {
      const auto most = fmt::format("{:o}", place.most);
      found.push_back(said<"the {} has mode {}; at most {} is safe: chmod {} {}">(place.what, mode, most, most, place.path));
      if (is_ours(info)) fix.modes.push_back({place.path, place.most});
    }
    if (!is_trusted(info.st_uid)) found.push_back(said<"the {} belongs to user number {}">(place.what, info.st_uid));
  }
  if (found.empty() && seen.empty()) return not_checked(said<"none of them can be looked at from here">());
  return unless(std::move(found), std::move(seen), std::move(fix));
}

Outcome key_apart(const Subject& s) {
  std::error_code bad;
  const auto key = std::filesystem::weakly_canonical(s.around.key_folder, bad);
  const auto data = std::filesystem::weakly_canonical(s.around.data_folder, bad);
  const auto inside = key.lexically_relative(data);
  if (!inside.empty() && !inside.native().starts_with("..")) return failed(said<"the sealing key lies in the data folder">());
  return passed(said<"the key lies in {}, the data in {}">(key.string(), data.string()));
}

// The bits that nothing in the data folder needs; links have no mode of their own.
std::uint32_t surplus_of(std::uint32_t mode) {
  if (S_ISLNK(mode)) return 0;
  return mode & (kWrittenByOthers | (S_ISREG(mode) ? kRuns : 0));
}

// Everything under the data folder: what the server made, under names that it made.
Outcome strangers(const Subject& s) {
  std::vector<Said> found;
  Fixes fix;
  std::error_code bad;
  std::size_t seen = 0;
  constexpr std::size_t kMost = 200'000;  // a large blob store is looked at in part
  auto walk = std::filesystem::recursive_directory_iterator(s.around.data_folder,
                                                            std::filesystem::directory_options::skip_permission_denied, bad);
  for (; !bad && walk != std::filesystem::recursive_directory_iterator() && ++seen < kMost; walk.increment(bad)) {
    struct stat info{};
    if (lstat(walk->path().c_str(), &info) != 0) continue;
    const auto name = walk->path().lexically_relative(s.around.data_folder).string();
    if (S_ISLNK(info.st_mode)) found.push_back(said<"{} is a symbolic link">(name));
    const auto surplus = surplus_of(info.st_mode);
    if ((surplus & kRuns) != 0) found.push_back(said<"{} can be run as a program">(name));
    if ((surplus & kWrittenByOthers) != 0) found.push_back(said<"{} can be written by others">(name));
    if (surplus != 0 && is_ours(info)) fix.modes.push_back({walk->path().string(), 07777U & ~surplus});
    if (!is_trusted(info.st_uid)) found.push_back(said<"{} belongs to somebody else">(name));
    if (found.size() > 20) break;
  }
  return unless(std::move(found), {said<"{} {file or folder was|files and folders were} looked at">(seen)}, std::move(fix));
}

constexpr std::array kRows{
    FixedCheck{"files.modes", Severity::high, "Nobody else can read or write the server's key, data, logs and boot file",
               "Other programs and people of the machine would read all mail, or change what the server does.",
               "chmod as the finding says, or run: postern setup", modes},
    FixedCheck{"files.key-apart", Severity::medium, "The sealing key is kept apart from the data",
               "Who steals a copy of the data, such as a backup, must not have its key in it.",
               "Move the key and name its place in postern.toml", key_apart},
    FixedCheck{"files.data", Severity::high, "The data folder holds plain files of the server alone",
               "Links and programs in it are put there by somebody who wants the server to follow or to run them.",
               "Look at what the finding names, and remove it", strangers},
};

}  // namespace
}  // namespace on_files

void file_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::files, on_files::kRows, all); }

}  // namespace postern::audit
