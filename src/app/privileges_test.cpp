// A process that has given up its powers tries to get them back, in a child of the test.
#include "app/privileges.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/io_uring.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <map>

#include "app/system_calls.h"
#include "events/table.h"
#include "support/temp_dir.h"

namespace postern::app {
namespace {

struct Attempt {
  const char* what;
  bool (*succeeds)(const std::string& folder);
};

bool opens(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (fd >= 0) close(fd);
  return fd >= 0;
}

bool runs(const char* program) {
  char* const none[] = {nullptr};
  return syscall(SYS_execve, program, none, none) == 0;
}

constexpr Attempt kAttempts[] = {
    {"run a program", [](const std::string&) { return runs("/bin/true"); }},
    {"run a program by descriptor",
     [](const std::string&) {
       char* const none[] = {nullptr};
       const int fd = open("/bin/true", O_PATH | O_CLOEXEC);
       return syscall(SYS_execveat, fd, "", none, none, AT_EMPTY_PATH) == 0;
     }},
    {"read a file outside", [](const std::string& f) { return opens(f + "/outside/secret", O_RDONLY); }},
    {"read it by way of its own folder", [](const std::string& f) { return opens(f + "/inside/../outside/secret", O_RDONLY); }},
    {"read it by a link",
     [](const std::string& f) {
       return symlink((f + "/outside/secret").c_str(), (f + "/inside/link").c_str()) == 0 &&
              opens(f + "/inside/link", O_RDONLY);
     }},
    {"take it in by a hard link",
     [](const std::string& f) { return link((f + "/outside/secret").c_str(), (f + "/inside/hard").c_str()) == 0; }},
    {"write a file outside", [](const std::string& f) { return opens(f + "/outside/fresh", O_WRONLY | O_CREAT); }},
    {"empty a file outside", [](const std::string& f) { return truncate((f + "/outside/secret").c_str(), 0) == 0; }},
    {"write where it may only read", [](const std::string& f) { return opens(f + "/readable/fresh", O_WRONLY | O_CREAT); }},
    {"make a folder outside", [](const std::string& f) { return mkdir((f + "/outside/folder").c_str(), 0700) == 0; }},
    {"delete a file outside", [](const std::string& f) { return unlink((f + "/outside/secret").c_str()) == 0; }},
    {"move a file out",
     [](const std::string& f) { return rename((f + "/inside/own").c_str(), (f + "/outside/own").c_str()) == 0; }},
    {"make a device", [](const std::string& f) { return mknod((f + "/inside/device").c_str(), S_IFCHR | 0600, 0x103) == 0; }},
    {"list the system's passwords", [](const std::string&) { return opens("/etc/shadow", O_RDONLY); }},
    {"become root", [](const std::string&) { return setuid(0) == 0; }},
    {"become root in all three ways", [](const std::string&) { return setresuid(0, 0, 0) == 0; }},
    {"become root as far as files go", [](const std::string&) { return syscall(SYS_setreuid, -1, 0) == 0; }},
    {"trace its parent", [](const std::string&) { return ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr) == 0; }},
    {"mount", [](const std::string& f) { return mount("none", (f + "/inside").c_str(), "tmpfs", 0, nullptr) == 0; }},
    {"mount by the other calls", [](const std::string&) { return syscall(SYS_fsopen, "tmpfs", 0) >= 0; }},
    {"have a name space of its own", [](const std::string&) { return syscall(SYS_unshare, 0x10000000 /* a user's */) == 0; }},
    {"change its root", [](const std::string& f) { return chroot((f + "/inside").c_str()) == 0; }},
    {"load a program into the kernel",
     [](const std::string&) { return syscall(SYS_bpf, 0, nullptr, 0) >= 0 || errno != EPERM; }},
    {"ask the kernel behind the filter's back",
     [](const std::string&) {
       io_uring_params parameters{};
       return syscall(SYS_io_uring_setup, 4, &parameters) >= 0;
     }},
    {"write in another process",
     [](const std::string&) { return syscall(SYS_process_vm_writev, getppid(), nullptr, 0, nullptr, 0, 0) == 0; }},
    {"see a descriptor of another process",
     [](const std::string&) { return syscall(SYS_pidfd_getfd, 0, 0, 0) >= 0 || errno != EPERM; }},
    {"have a child", [](const std::string&) { return fork() == 0 ? (_exit(0), true) : errno != EPERM; }},
    {"send packets of its own making", [](const std::string&) { return socket(AF_INET, SOCK_RAW, 1) >= 0; }},
    {"see the packets of others", [](const std::string&) { return socket(AF_PACKET, SOCK_DGRAM, 0) >= 0; }},
    {"make a program in memory", [](const std::string&) { return syscall(SYS_memfd_create, "x", 0) >= 0; }},
    {"end another process", [](const std::string&) { return kill(getppid(), 0) == 0; }},
    {"type into a terminal",
     [](const std::string&) {
       char c = 'x';
       return ioctl(0, TIOCSTI, &c) == 0 || errno != EPERM;
     }},
    {"set the clock",
     [](const std::string&) {
       const timespec now{1, 0};
       return clock_settime(CLOCK_REALTIME, &now) == 0;
     }},
};

constexpr Attempt kAllowed[] = {
    {"write in its folder", [](const std::string& f) { return opens(f + "/inside/fresh", O_WRONLY | O_CREAT); }},
    {"rename in its folder",
     [](const std::string& f) { return rename((f + "/inside/own").c_str(), (f + "/inside/other").c_str()) == 0; }},
    {"shorten a file in its folder", [](const std::string& f) { return truncate((f + "/inside/other").c_str(), 0) == 0; }},
    {"read where it may read", [](const std::string& f) { return opens(f + "/readable/file", O_RDONLY); }},
    {"open a socket", [](const std::string&) { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
};

// Notes which calls were told as refused.
class Calls final : public events::Sink {
 public:
  std::map<std::string, std::int64_t> count;

  void write(events::Event event, SessionId, std::span<const events::Field> fields) override {
    if (event != events::Event::call_refused || fields.size() != 2) return;
    count[std::string(std::get<std::string_view>(fields[0].value))] += std::get<std::int64_t>(fields[1].value);
  }
  using Sink::write;
  [[nodiscard]] bool wants(events::Event) const override { return true; }
};

std::string told_of_refused_calls() {
  std::string out;
  Calls told;
  tell_refused_calls(told);
  for (const auto* name : {"execve", "execveat", "setuid", "setresuid", "ptrace", "mount", "bpf", "io_uring_setup"})
    if (told.count[name] != 1) out += std::string(name) + " was not told once; ";
  if (told.count["openat"] != 0) out += "what is allowed was told; ";
  Calls again;
  tell_refused_calls(again);
  if (!again.count.empty()) out += "calls were told twice; ";
  kill(getpid(), SIGSYS);  // a signal that somebody sends is no refused call
  tell_refused_calls(again);
  if (!again.count.empty()) out += "a signal was told as a call; ";
  return out;
}

// What is said on the pipe when everything was as it should be, and the server's own word on what it has given up.
std::string child(const std::string& folder, const std::string& user) {
  const auto confined = confine(
      {.user = user, .write_under = {folder + "/inside"}, .read_under = {folder + "/readable", "/proc"}, .connect_to = {25}});
  if (!confined) return "not confined: " + confined.error().text;
  std::string out;
  if (!confined->seccomp) out += "no seccomp; ";
  for (const auto& attempt : kAttempts)
    if (attempt.succeeds(folder)) out += std::string("could ") + attempt.what + "; ";
  out += told_of_refused_calls();
  for (const auto& attempt : kAllowed)
    if (!attempt.succeeds(folder)) out += std::string("could not ") + attempt.what + "; ";
  if (!confined->landlock) out += "no Landlock; ";
  return out.empty() ? "confined" : out;
}

TEST(Privileges, once_given_up_cannot_be_had_back) {
  const test::TempDir root;
  const auto folder = root.path().string();
  for (const auto* name : {"inside", "outside", "readable"}) std::filesystem::create_directory(root.path() / name);
  for (const auto* name : {"inside/own", "outside/secret", "readable/file"}) std::ofstream(root.path() / name) << "x";
  // The folders are open to all: what is refused, the sandbox refuses.
  std::filesystem::permissions(root.path(), std::filesystem::perms::all);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root.path()))
    std::filesystem::permissions(entry, std::filesystem::perms::all);

  int pipe_ends[2] = {};
  ASSERT_EQ(pipe(pipe_ends), 0);
  const pid_t pid = fork();
  ASSERT_GE(pid, 0);
  if (pid == 0) {
    const auto said = child(folder, getuid() == 0 ? "nobody" : "");
    const bool told = write(pipe_ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size());
    _exit(told ? 0 : 1);
  }
  close(pipe_ends[1]);
  std::string said(4096, '\0');
  const auto n = read(pipe_ends[0], said.data(), said.size());
  close(pipe_ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  said.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  if (said.find("no Landlock") != said.npos) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_EQ(said, "confined");
}

TEST(Privileges, root_is_not_a_user_to_run_as) {
  if (getuid() != 0) GTEST_SKIP() << "needs root";
  for (const auto* user : {"", "root", "no-such-user"}) {
    const auto done = confine({.user = user, .write_under = {}, .read_under = {}, .connect_to = {}});
    ASSERT_FALSE(done) << user;
    EXPECT_FALSE(done.error().text.empty());
  }
  EXPECT_EQ(getuid(), 0u);
}

TEST(FileLimit, is_raised_to_what_the_system_allows) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit small{.rlim_cur = 64, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &small), 0);
  raise_file_limit();
  rlimit after{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &after), 0);
  EXPECT_GE(after.rlim_cur, before.rlim_max);
}

}  // namespace
}  // namespace postern::app
