// Reading /proc and asking the kernel.
#include "admin/process_facts.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <thread>

#include "base/text.h"

namespace postern::admin {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 20'000;  // that are looked at for the sizes of folders

// A line of a file of /proc: "VmRSS:\t  123 kB".
std::string line_of(const char* file, std::string_view field) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(field) && line.size() > field.size() && line[field.size()] == ':')
      return std::string(trim(std::string_view(line).substr(field.size() + 1)));
  return {};
}

// "123 kB" in octets.
json::value octets(const std::string& text) {
  std::uint64_t n = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (bad != std::errc{}) return nullptr;
  return std::string_view(end, text.data() + text.size()) == " kB" ? n * 1024 : n;
}

json::value of_status(std::string_view field) { return octets(line_of("/proc/self/status", field)); }

std::size_t open_descriptors() {
  std::error_code bad;
  const auto in = fs::directory_iterator("/proc/self/fd", bad);
  return bad ? 0 : static_cast<std::size_t>(std::distance(begin(in), end(in)));
}

json::value most_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return nullptr;
  return limit.rlim_cur;
}

// Ticks since the machine came up at which the process began: the 22nd word of proc(5)'s stat, counted behind the name.
std::optional<std::uint64_t> began() {
  std::ifstream in("/proc/self/stat");
  std::string all;
  std::getline(in, all);
  std::string_view rest = all;
  rest.remove_prefix(std::min(rest.size(), rest.rfind(')') + 2));
  for (int word = 3; word < 22; ++word) rest.remove_prefix(std::min(rest.size(), rest.find(' ') + 1));
  return number<std::uint64_t>(rest.substr(0, rest.find(' ')), UINT64_MAX);
}

struct Size {
  std::uint64_t octets = 0;
  std::uint64_t files = 0;
};

// False when there are too many files to look at.
bool add_up(const fs::path& folder, Size& size) {
  std::error_code bad;
  for (auto it = fs::recursive_directory_iterator(folder, bad); !bad && it != fs::recursive_directory_iterator();
       it.increment(bad)) {
    if (++size.files > kMostFiles) return false;
    std::error_code gone;
    if (const auto octets = it->file_size(gone); !gone) size.octets += octets;
  }
  return true;
}

json::array parts_of(const std::string& folder) {
  json::array out;
  for (const auto* part : {"store", "blobs", "logs"}) {
    Size size;
    const bool all = add_up(fs::path(folder) / part, size);
    json::object row{{"part", part}, {"octets", size.octets}, {"files", size.files}};
    if (!all) row["at_least"] = true;
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

json::object machine_facts() {
  utsname kernel{};
  ::uname(&kernel);
  return {{"system", kernel.sysname},
          {"kernel", kernel.release},
          {"machine", kernel.machine},
          {"cores", std::thread::hardware_concurrency()},
          {"memory", octets(line_of("/proc/meminfo", "MemTotal"))},
          {"memory_free", octets(line_of("/proc/meminfo", "MemAvailable"))}};
}

json::object process_facts() {
  return {{"memory", of_status("VmRSS")},    {"memory_peak", of_status("VmHWM")}, {"memory_swapped", of_status("VmSwap")},
          {"threads", of_status("Threads")}, {"descriptors", open_descriptors()}, {"descriptors_most", most_descriptors()}};
}

// As the audit looks at it: not what was set up, but what shows. Files that everybody may read are not the server's to read.
json::object sandbox_facts() {
  rlimit core{};
  const bool dumps = getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0;
  const bool sees_others = std::ifstream("/etc/debian_version").is_open() || std::ifstream("/etc/group").is_open();
  return {{"root", geteuid() == 0},
          {"no_new_privileges", line_of("/proc/self/status", "NoNewPrivs") == "1"},
          {"system_calls_filtered", line_of("/proc/self/status", "Seccomp") == "2"},
          {"no_capabilities", line_of("/proc/self/status", "CapEff").find_first_not_of('0') == std::string::npos},
          {"own_folders_only", !sees_others},
          {"no_core_dumps", !dumps}};
}

json::object clock_facts(Time now) {
  timespec up{};
  clock_gettime(CLOCK_BOOTTIME, &up);
  json::object out{{"now", rfc3339(now)}, {"machine_runs_for_seconds", up.tv_sec}};
  if (const auto ticks = began()) {
    const auto second = static_cast<std::uint64_t>(std::max(1L, sysconf(_SC_CLK_TCK)));
    out["process_runs_for_seconds"] = up.tv_sec - static_cast<std::int64_t>(*ticks / second);
  }
  return out;
}

json::object disk_facts(const std::string& data_folder) {
  json::object out;
  struct statvfs info{};
  if (statvfs(data_folder.c_str(), &info) == 0) {
    out["octets"] = std::uint64_t{info.f_frsize} * info.f_blocks;
    out["octets_free"] = std::uint64_t{info.f_frsize} * info.f_bavail;
    out["files_free"] = std::uint64_t{info.f_favail};
  }
  out["parts"] = parts_of(data_folder);
  return out;
}

}  // namespace postern::admin
