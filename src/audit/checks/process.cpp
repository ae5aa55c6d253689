// What the running process may still do (H31): as the kernel tells it of itself.
#include <fmt/format.h>
#include <link.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <fstream>

#include "audit/checks/groups.h"
#include "base/text.h"

namespace postern::audit {
namespace on_process {
namespace {

// A line of /proc/self/status: "CapEff:\t0000000000000000".
std::string status_of(std::string_view field) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(field) && line.size() > field.size() && line[field.size()] == ':')
      return std::string(trim(std::string_view(line).substr(field.size() + 1)));
  return {};
}

Outcome at_server(const Subject& s, std::vector<Said> found, std::vector<Said> seen) {
  if (!s.around.running) return not_checked(said<"the server is not running">());
  return unless(std::move(found), std::move(seen));
}

Said line_of(std::string_view field) { return said<"{} is {}">(field, status_of(field)); }

Outcome root(const Subject& s) {
  std::vector<Said> found;
  uid_t real = 0, effective = 0, saved = 0;
  if (getresuid(&real, &effective, &saved) != 0 || real == 0 || effective == 0 || saved == 0)
    found.push_back(said<"the server is root, or can be again">());
  return at_server(s, std::move(found), {said<"it runs as user number {}">(effective)});
}

Outcome capabilities(const Subject& s) {
  std::vector<Said> found, seen;
  for (const auto* set : {"CapEff", "CapPrm", "CapInh", "CapAmb"}) {
    seen.push_back(line_of(set));
    if (status_of(set).find_first_not_of('0') != std::string::npos) found.push_back(seen.back());
  }
  return at_server(s, std::move(found), std::move(seen));
}

Outcome new_privileges(const Subject& s) {
  std::vector<Said> found;
  if (status_of("NoNewPrivs") != "1") found.push_back(said<"programs with more rights could be started">());
  return at_server(s, std::move(found), {line_of("NoNewPrivs")});
}

Outcome filter(const Subject& s) {
  std::vector<Said> found;
  if (status_of("Seccomp") != "2") found.push_back(said<"no filter of system calls is in force">());
  return at_server(s, std::move(found), {line_of("Seccomp")});
}

// Not by asking what was set up, but by trying: files that everybody may read are not the server's to read.
Outcome folders(const Subject& s) {
  std::vector<Said> found, seen;
  for (const auto* path : {"/etc/debian_version", "/etc/shells", "/etc/fstab", "/etc/group"}) {
    const bool is_open = std::ifstream(path).is_open();
    if (is_open) found.push_back(said<"{} can be opened">(path));
    if (!is_open) seen.push_back(said<"{} cannot be opened">(path));
  }
  return at_server(s, std::move(found), std::move(seen));
}

Outcome core_dumps(const Subject& s) {
  rlimit limit{};
  std::vector<Said> found;
  if (getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur != 0)
    found.push_back(said<"a crash writes the memory to a file">());
  return at_server(s, std::move(found), {said<"a file of the memory may have {} octets">(limit.rlim_cur)});
}

// The program, and the folder it lies in: who may write there may replace it.
Outcome own_program(const Subject& s) {
  std::array<char, 4096> path{};
  const auto size = readlink("/proc/self/exe", path.data(), path.size() - 1);
  if (size <= 0) return not_checked(said<"the program's place is not known">());
  const std::string program(path.data(), static_cast<std::size_t>(size));
  std::vector<Said> found;
  for (const auto& at : {program, program.substr(0, program.rfind('/'))})
    if (access(at.c_str(), W_OK) == 0) found.push_back(said<"{} can be written by the server">(at));
  struct stat info{};
  if (stat(program.c_str(), &info) == 0 && (info.st_mode & 0022U) != 0)
    found.push_back(said<"{} can be written by others">(program));
  return at_server(s, std::move(found),
                   {said<"the program is {}, with mode {}">(program, fmt::format("{:o}", info.st_mode & 07777U))});
}

// The program as it lies in memory: moved to an address of the kernel's choice, jump tables read-only, a stack that does not run.
Outcome hardened_program(const Subject&) {
  std::vector<Said> found;
  const auto look = [](dl_phdr_info* program, std::size_t, void* into) {
    auto& weak = *static_cast<std::vector<Said>*>(into);
    bool relro = false, stack = false;
    for (unsigned i = 0; i < program->dlpi_phnum; ++i) {
      const auto& part = program->dlpi_phdr[i];
      relro = relro || part.p_type == PT_GNU_RELRO;
      stack = stack || (part.p_type == PT_GNU_STACK && (part.p_flags & PF_X) == 0);
    }
    if (program->dlpi_addr == 0) weak.push_back(said<"it is not position-independent">());
    if (!relro) weak.push_back(said<"its jump tables stay writable">());
    if (!stack) weak.push_back(said<"its stack can be run">());
    return 1;  // the first is the program itself
  };
  dl_iterate_phdr(look, &found);
  return unless(std::move(found),
                {said<"its place in memory is the kernel's choice, its jump tables are read-only, its stack does not run">()});
}

constexpr std::string_view kSetup = "Start it by the systemd unit of: postern setup";

constexpr std::array kRows{
    FixedCheck{"process.root", Severity::critical, "The server is not root", "An intruder gets what the server has.", kSetup,
               root},
    FixedCheck{"process.capabilities", Severity::high, "It holds no capability",
               "Each is a part of root's power; a mail server needs none once its ports are bound.", kSetup, capabilities},
    FixedCheck{"process.no-new-privileges", Severity::high, "It can gain no privileges", "A set-user-id program is a way up.",
               kSetup, new_privileges},
    FixedCheck{"process.system-calls", Severity::high, "System calls that it does not need are refused",
               "Most ways out of a process lead through calls that a mail server never makes.", "Use a kernel with seccomp",
               filter},
    FixedCheck{"process.folders", Severity::high, "It can open no file outside its own folders",
               "An intruder could read what its user can, on the whole machine.", "Use a kernel with Landlock", folders},
    FixedCheck{"process.core-dumps", Severity::medium, "A crash writes no memory to the disk",
               "The memory holds passwords, keys and mail.", kSetup, core_dumps},
    FixedCheck{"process.program", Severity::high, "It cannot write its own program",
               "An intruder would stay over the next start.", "Install the program as root, in a folder of root's",
               own_program},
    FixedCheck{"process.build", Severity::medium, "The program is built hardened",
               "Position-independent code and read-only jump tables turn many holes into mere crashes.",
               "Install a package as it is shipped", hardened_program},
};

}  // namespace
}  // namespace on_process

void process_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::process, on_process::kRows, all); }

}  // namespace postern::audit
