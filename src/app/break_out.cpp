// One attempt a function: nothing when it succeeded, else what stopped it.
#include "app/break_out.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <functional>

#include "app/system_calls.h"
#include "base/said.h"

namespace postern::app {
namespace {

constexpr std::string_view kFilter = phrase<"the filter of system calls">();

// What the kernel says where it lets nobody do this; anything else is told as the system calls it.
std::string reason() {
  if (errno == EACCES) return std::string(phrase<"the kernel (permission denied)">());
  if (errno == EPERM) return std::string(phrase<"the kernel (operation not permitted)">());
  if (errno == EROFS) return std::string(phrase<"the file system (read-only)">());
  return std::strerror(errno);
}

// Whether the filter has refused this call since.
class Watched {
 public:
  explicit Watched(std::string_view call) : call_(call), before_(refused_calls(call)) {}
  [[nodiscard]] bool refused() const { return refused_calls(call_) != before_; }

 private:
  std::string_view call_;
  std::uint32_t before_;
};

std::string read_outside() {
  std::string why;
  for (const auto* path : {"/etc/debian_version", "/etc/shells", "/etc/group"}) {
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
      why = reason();
      continue;
    }
    close(fd);
    return {};
  }
  return why;
}

// Makes a file and takes it away again.
std::string write_into(const std::string& folder) {
  const auto path = folder + "/postern-break-out";
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return reason();
  close(fd);
  unlink(path.c_str());
  return {};
}

std::string write_outside() { return write_into("/tmp"); }

// Whoever may write beside the program may put another in its place.
std::string replace_program() {
  std::array<char, 4096> path{};
  const auto size = readlink("/proc/self/exe", path.data(), path.size() - 1);
  if (size <= 0) return reason();
  const std::string program(path.data(), static_cast<std::size_t>(size));
  return write_into(program.substr(0, program.rfind('/')));
}

// A child does what is asked, and says by its exit code whether it could. Nothing of the child's is shared but memory that it does
// not touch.
std::string in_a_child(const std::function<bool(pid_t)>& parent, void (*child)()) {
  const pid_t pid = fork();
  if (pid < 0) return std::string(phrase<"the filter of system calls (no child process)">());
  if (pid == 0) {
    child();
    _exit(1);
  }
  const bool done = parent(pid);
  const auto why = reason();
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  return done ? std::string() : why;
}

// First a call that runs nothing: the filter refuses it before it is looked at. Then a real one, in a child.
std::string run_a_program() {
  const Watched exec("execve");
  syscall(SYS_execve, "", nullptr, nullptr);
  if (exec.refused()) return std::string(kFilter);
  const auto ended_well = [](pid_t pid) {
    int status = 0;
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  };
  return in_a_child(ended_well, [] { execl("/bin/true", "true", nullptr); });
}

std::string trace_a_process() {
  const Watched trace("ptrace");
  ptrace(PTRACE_ATTACH, 0, nullptr, nullptr);  // nobody's number
  if (trace.refused()) return std::string(kFilter);
  const auto attach = [](pid_t pid) { return ptrace(PTRACE_SEIZE, pid, nullptr, nullptr) == 0; };
  return in_a_child(attach, [] { pause(); });
}

std::string raw_socket() {
  const Watched made("socket");
  const int fd = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP);
  if (fd < 0) return made.refused() ? std::string(kFilter) : reason();
  close(fd);
  return {};
}

// To a port of our own that is not among those named at start.
std::string connect_elsewhere() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof at;
  auto* where = reinterpret_cast<sockaddr*>(&at);
  std::string why;
  const bool ready = bind(listener, where, size) == 0 && listen(listener, 1) == 0 && getsockname(listener, where, &size) == 0;
  if (!ready || connect(client, where, size) != 0) why = reason();
  close(client);
  close(listener);
  return why;
}

std::string become_root() {
  const Watched asked("setuid");
  if (geteuid() == 0) return {};
  if (syscall(SYS_setuid, 0) == 0) return {};
  return asked.refused() ? std::string(kFilter) : reason();
}

}  // namespace

std::vector<audit::Attempt> break_out() {
  struct Named {
    std::string_view what;
    std::string (*attempt)();
  };
  constexpr std::array kAttempts{Named{phrase<"open a file outside">(), read_outside},
                                 Named{phrase<"write a file outside">(), write_outside},
                                 Named{phrase<"put another program in its own place">(), replace_program},
                                 Named{phrase<"run a program">(), run_a_program},
                                 Named{phrase<"trace a process">(), trace_a_process},
                                 Named{phrase<"open a raw socket">(), raw_socket},
                                 Named{phrase<"connect to a port that is not named">(), connect_elsewhere},
                                 Named{phrase<"become root">(), become_root}};
  std::vector<audit::Attempt> out;
  for (const auto& one : kAttempts) {
    auto by = one.attempt();
    const bool stopped = !by.empty();
    out.push_back({std::string(one.what), stopped, std::move(by)});
  }
  return out;
}

}  // namespace postern::app
