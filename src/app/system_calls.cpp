// The filter of system calls (seccomp), and the handler that notes what it refuses.
#include "app/system_calls.h"

#include <linux/fs.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "events/table.h"

namespace postern::app {
namespace {

// By what they are for. A name that this machine does not have is passed over.
constexpr const char* kFiles[] = {
    "read",      "write",      "readv",     "writev",     "pread64",         "pwrite64",  "preadv",     "pwritev",
    "preadv2",   "pwritev2",   "open",      "openat",     "openat2",         "creat",     "close",      "close_range",
    "stat",      "fstat",      "lstat",     "newfstatat", "statx",           "statfs",    "fstatfs",    "access",
    "faccessat", "faccessat2", "lseek",     "getdents",   "getdents64",      "readlink",  "readlinkat", "rename",
    "renameat",  "renameat2",  "link",      "linkat",     "unlink",          "unlinkat",  "mkdir",      "mkdirat",
    "rmdir",     "truncate",   "ftruncate", "fallocate",  "fsync",           "fdatasync", "syncfs",     "sync_file_range",
    "fadvise64", "readahead",  "sendfile",  "splice",     "copy_file_range", "flock",     "fcntl",      "dup",
    "dup2",      "dup3",       "pipe",      "pipe2",      "umask",           "chmod",     "fchmod",     "fchmodat",
    "utimensat", "getcwd"};
constexpr const char* kMemory[] = {"mmap",    "munmap", "mremap", "mprotect", "madvise",    "brk",
                                   "mincore", "msync",  "mlock",  "munlock",  "membarrier", "mbind"};
constexpr const char* kThreads[] = {"set_robust_list",
                                    "get_robust_list",
                                    "set_tid_address",
                                    "rseq",
                                    "futex",
                                    "futex_waitv",
                                    "sched_yield",
                                    "sched_getaffinity",
                                    "sched_setaffinity",
                                    "sched_getparam",
                                    "sched_getscheduler",
                                    "sched_setscheduler",
                                    "sched_get_priority_max",
                                    "sched_get_priority_min",
                                    "getpriority",
                                    "setpriority",
                                    "ioprio_get",
                                    "ioprio_set",
                                    "getcpu",
                                    "exit",
                                    "exit_group",
                                    "arch_prctl",
                                    "gettid",
                                    "getpid",
                                    "getppid",
                                    "tgkill",
                                    "tkill",
                                    "restart_syscall",
                                    "rt_sigaction",
                                    "rt_sigprocmask",
                                    "rt_sigreturn",
                                    "rt_sigtimedwait",
                                    "rt_sigpending",
                                    "rt_sigsuspend",
                                    "sigaltstack",
                                    "signalfd4"};
constexpr const char* kTime[] = {"clock_gettime", "clock_getres",   "clock_nanosleep", "nanosleep",      "gettimeofday",
                                 "time",          "timerfd_create", "timerfd_settime", "timerfd_gettime"};
constexpr const char* kNetwork[] = {"bind",        "listen",       "accept",       "accept4",       "connect",   "getsockname",
                                    "getpeername", "getsockopt",   "setsockopt",   "sendto",        "recvfrom",  "sendmsg",
                                    "recvmsg",     "sendmmsg",     "recvmmsg",     "shutdown",      "poll",      "ppoll",
                                    "select",      "pselect6",     "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait",
                                    "epoll_pwait", "epoll_pwait2", "eventfd",      "eventfd2"};
constexpr const char* kItself[] = {"uname",     "sysinfo",   "getuid",    "geteuid",   "getgid", "getegid", "getresuid",
                                   "getresgid", "getgroups", "getpgrp",   "getpgid",   "getsid", "capget",  "getrlimit",
                                   "setrlimit", "prlimit64", "getrusage", "getrandom", "prctl"};

// Counted by the handler of SIGSYS, which may do little more: the only state of the process that is nobody's. By number.
constexpr std::size_t kNumbers = 1024;
constinit std::array<std::atomic<std::uint32_t>, kNumbers> refusals{};
constinit std::array<std::uint32_t, kNumbers> told{};  // of those, by tell_refused_calls()
static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

constexpr int kFromFilter = 1;  // SYS_SECCOMP, which glibc does not name

// The kernel has left the call undone and asks what it shall have answered.
void refuse_call(int, siginfo_t* info, void* context) {
  if (info->si_code != kFromFilter) return;  // sent by somebody: no call of ours is under way
  auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  registers.gregs[REG_RAX] = -EPERM;
#elif defined(__aarch64__)
  registers.regs[0] = static_cast<unsigned long long>(-EPERM);
#else
#error "which register holds the result of a system call?"
#endif
  const auto number = static_cast<unsigned>(info->si_syscall);
  if (number < kNumbers) refusals[number].fetch_add(1, std::memory_order_relaxed);
}

std::unexpected<Error> cannot(std::string what) { return fail(Failure::denied, std::move(what), std::strerror(errno)); }

// EPERM and an event, not a kill: the signal runs refuse_call() on the thread that asked.
Result<void> answer_refused_calls() {
  struct sigaction action{};
  action.sa_sigaction = refuse_call;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, SIGSYS);
  if (sigaction(SIGSYS, &action, nullptr) != 0 || pthread_sigmask(SIG_UNBLOCK, &one, nullptr) != 0)
    return cannot("Cannot handle refused system calls");
  return {};
}

// On an argument of the call, counted from 0.
constexpr scmp_arg_cmp equals(unsigned argument, scmp_datum_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }
constexpr scmp_arg_cmp masked(unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

class Filter {
 public:
  Filter() : filter_(seccomp_init(SCMP_ACT_TRAP), seccomp_release) {}
  explicit operator bool() const { return filter_ != nullptr; }

  template <class... Conditions>
  void allow(const char* name, Conditions... conditions) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) return;
    const std::array<scmp_arg_cmp, sizeof...(conditions)> all{conditions...};
    if (seccomp_rule_add_array(filter_.get(), SCMP_ACT_ALLOW, number, sizeof...(conditions), all.data()) != 0) failed_ = name;
  }
  // As on a kernel that does not have it.
  void hide(const char* name) {
    if (seccomp_rule_add_array(filter_.get(), SCMP_ACT_ERRNO(ENOSYS), seccomp_syscall_resolve_name(name), 0, nullptr) != 0)
      failed_ = name;
  }
  Result<bool> load() {
    if (!failed_.empty()) return fail(Failure::denied, "Cannot make a rule for the system call " + failed_);
    return seccomp_load(filter_.get()) == 0;
  }

 private:
  std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter_;
  std::string failed_;
};

// Threads of its own, and no other process. clone3() hides its flags behind a pointer; without it libc takes clone().
void allow_threads(Filter& filter) {
  filter.allow("clone", masked(0, CLONE_THREAD, CLONE_THREAD));
  filter.hide("clone3");
  filter.allow("kill", equals(0, static_cast<scmp_datum_t>(getpid())));
}

// Streams and datagrams of the three families; of netlink only what lists the machine's own addresses. Nothing raw.
void allow_sockets(Filter& filter) {
  constexpr scmp_datum_t kKind = 0xF;  // without SOCK_CLOEXEC and SOCK_NONBLOCK
  for (const scmp_datum_t family : {scmp_datum_t{AF_UNIX}, scmp_datum_t{AF_INET}, scmp_datum_t{AF_INET6}})
    for (const scmp_datum_t kind : {scmp_datum_t{SOCK_STREAM}, scmp_datum_t{SOCK_DGRAM}})
      for (const auto* call : {"socket", "socketpair"}) filter.allow(call, equals(0, family), masked(1, kKind, kind));
  filter.allow("socket", equals(0, AF_NETLINK), equals(2, 0 /* NETLINK_ROUTE */));
}

// Not the one that types into a terminal.
void allow_controls(Filter& filter) {
  for (const scmp_datum_t request : {scmp_datum_t{FIONBIO}, scmp_datum_t{FIONREAD}, scmp_datum_t{FIOCLEX}, scmp_datum_t{TCGETS},
                                     scmp_datum_t{TIOCGWINSZ}, scmp_datum_t{FS_IOC_GETVERSION}})
    filter.allow("ioctl", equals(1, request));
}

std::string name_of(std::size_t number) {
  const std::unique_ptr<char, void (*)(void*)> name(
      seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, static_cast<int>(number)), std::free);
  return name ? std::string(name.get()) : "number " + std::to_string(number);
}

}  // namespace

Result<bool> filter_system_calls() {
  if (auto ready = answer_refused_calls(); !ready) return pass_on(ready);
  Filter filter;
  if (!filter) return false;
  const auto allow_all = [&filter](const auto& names) {
    for (const auto* name : names) filter.allow(name);
  };
  allow_all(kFiles);
  allow_all(kMemory);
  allow_all(kThreads);
  allow_all(kTime);
  allow_all(kNetwork);
  allow_all(kItself);
  allow_threads(filter);
  allow_sockets(filter);
  allow_controls(filter);
  return filter.load();
}

void tell_refused_calls(events::Sink& events) {
  for (std::size_t i = 0; i < kNumbers; ++i) {
    const auto now = refusals[i].load(std::memory_order_relaxed);
    const auto fresh = now - std::exchange(told[i], now);
    if (fresh == 0) continue;
    const auto name = name_of(i);
    events.write(events::Event::call_refused, {}, {{events::Key::command, name}, {events::Key::count, fresh}});
  }
}

std::uint32_t refused_calls(std::string_view name) {
  const int number = seccomp_syscall_resolve_name(std::string(name).c_str());
  if (number < 0 || static_cast<std::size_t>(number) >= kNumbers) return 0;
  return refusals[static_cast<std::size_t>(number)].load(std::memory_order_relaxed);
}

}  // namespace postern::app
