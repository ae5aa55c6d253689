// Dropping privileges: user, Landlock, seccomp.
#include "app/privileges.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

#include "events/table.h"

namespace postern::app {
namespace {

std::unexpected<Error> refused(std::string what) { return fail(Failure::denied, std::move(what), std::strerror(errno)); }

Result<void> become(const std::string& user) {
  if (getuid() != 0) return {};
  if (user.empty())
    return fail(Failure::denied, "The server does not run as root: name a user in postern.toml or run postern setup");
  const passwd* entry = getpwnam(user.c_str());
  if (!entry) return fail(Failure::not_found, "There is no user " + user + ": run postern setup as root");
  if (entry->pw_uid == 0) return fail(Failure::denied, "The server does not run as root: choose another user than " + user);
  const uid_t uid = entry->pw_uid;
  const gid_t gid = entry->pw_gid;
  if (setgroups(0, nullptr) != 0 || setresgid(gid, gid, gid) != 0 || setresuid(uid, uid, uid) != 0)
    return refused("Cannot become user " + user);
  if (setuid(0) == 0) return fail(Failure::denied, "Root could be had back after giving it up");
  return {};
}

// Rights that the headers of older systems do not name.
constexpr std::uint64_t kRefer = 1ULL << 13;     // link and rename between folders: second version
constexpr std::uint64_t kTruncate = 1ULL << 14;  // third version

// The rights a rule may grant on a plain file; the others name folder operations.
constexpr std::uint64_t kFileRights =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | kTruncate;
constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kWrite = kRead | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                 LANDLOCK_ACCESS_FS_MAKE_SOCK | kRefer | kTruncate;

// Every right that this kernel knows of those we handle; none: it has no Landlock.
std::uint64_t handled_rights() {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0UL, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return 0;
  std::uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  if (version >= 2) rights |= kRefer;
  if (version >= 3) rights |= kTruncate;
  return rights;
}

Result<void> allow(int rules, const std::string& path, std::uint64_t rights) {
  const int folder = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (folder < 0) return errno == ENOENT ? Result<void>{} : Result<void>(refused("Cannot open " + path));
  struct stat info{};
  if (fstat(folder, &info) == 0 && !S_ISDIR(info.st_mode)) rights &= kFileRights;
  const landlock_path_beneath_attr rule{.allowed_access = rights, .parent_fd = folder};
  const long done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
  close(folder);
  if (done != 0) return refused("Cannot confine the server to " + path);
  return {};
}

Result<bool> landlock(const Confinement& want) {
  const landlock_ruleset_attr handled{.handled_access_fs = handled_rights()};
  if (handled.handled_access_fs == 0) return false;
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0U));
  if (rules < 0) return refused("Cannot confine the server to its folders");
  Result<void> done;
  for (const auto& path : want.write_under)
    if (done) done = allow(rules, path, kWrite & handled.handled_access_fs);
  for (const auto& path : want.read_under)
    if (done) done = allow(rules, path, kRead);
  if (done && syscall(SYS_landlock_restrict_self, rules, 0U) != 0) done = refused("Cannot confine the server to its folders");
  close(rules);
  if (!done) return pass_on(done);
  return true;
}

// System calls that a mail server never makes and an intruder would.
constexpr const char* kForbidden[] = {
    "execve",
    "execveat",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "pidfd_getfd",
    "kcmp",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "setns",
    "unshare",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "open_tree",
    "move_mount",
    "mount_setattr",
    "init_module",
    "finit_module",
    "delete_module",
    "kexec_load",
    "kexec_file_load",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "fanotify_init",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "keyctl",
    "add_key",
    "request_key",
    "open_by_handle_at",
    "name_to_handle_at",
    "mknod",
    "mknodat",
    "reboot",
    "swapon",
    "swapoff",
    "acct",
    "quotactl",
    "syslog",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "sethostname",
    "setdomainname",
    "iopl",
    "ioperm",
    "modify_ldt",
    "personality",
    "vhangup",
    "setuid",
    "setgid",
    "setreuid",
    "setregid",
    "setresuid",
    "setresgid",
    "setfsuid",
    "setfsgid",
    "setgroups",
    "capset",
};

// Counted by the handler of SIGSYS, which may do little more: the only state of the process that is nobody's. Index: of
// kForbidden.
constinit std::array<std::atomic<std::uint32_t>, std::size(kForbidden)> refused_calls{};
constinit std::array<std::atomic<int>, std::size(kForbidden)> forbidden_numbers{};
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
  for (std::size_t i = 0; i < refused_calls.size(); ++i)
    if (forbidden_numbers[i].load(std::memory_order_relaxed) == info->si_syscall)
      refused_calls[i].fetch_add(1, std::memory_order_relaxed);
}

// EPERM and an event, not a kill: the signal runs refuse_call() on the thread that asked.
Result<void> answer_refused_calls() {
  struct sigaction action{};
  action.sa_sigaction = refuse_call;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, SIGSYS);
  if (sigaction(SIGSYS, &action, nullptr) != 0 || pthread_sigmask(SIG_UNBLOCK, &one, nullptr) != 0)
    return refused("Cannot handle refused system calls");
  return {};
}

Result<bool> seccomp() {
  if (auto ready = answer_refused_calls(); !ready) return pass_on(ready);
  const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
  if (!filter) return false;
  for (std::size_t i = 0; i < std::size(kForbidden); ++i) {
    const char* name = kForbidden[i];
    const int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) continue;
    forbidden_numbers[i] = number;
    if (seccomp_rule_add(filter.get(), SCMP_ACT_TRAP, number, 0) != 0)
      return fail(Failure::denied, std::string("Cannot forbid ") + name);
  }
  return seccomp_load(filter.get()) == 0;
}

}  // namespace

void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  std::uint64_t most = limit.rlim_max;
  std::ifstream("/proc/sys/fs/nr_open") >> most;
  rlimit wanted{.rlim_cur = most, .rlim_max = most};
  if (setrlimit(RLIMIT_NOFILE, &wanted) == 0) return;
  limit.rlim_cur = limit.rlim_max;  // not root: up to what we were given
  setrlimit(RLIMIT_NOFILE, &limit);
}

void tell_refused_calls(events::Sink& events) {
  for (std::size_t i = 0; i < refused_calls.size(); ++i)
    if (const auto count = refused_calls[i].exchange(0); count != 0)
      events.write(events::Event::call_refused, {}, {{events::Key::command, kForbidden[i]}, {events::Key::count, count}});
}

Result<Confined> confine(const Confinement& want) {
  if (auto done = become(want.user); !done) return pass_on(done);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("Cannot give up new privileges");
  const rlimit none{};  // the memory of a crash holds passwords and mail
  if (setrlimit(RLIMIT_CORE, &none) != 0) return refused("Cannot give up core dumps");
  Confined out;
  auto folders = landlock(want);
  if (!folders) return pass_on(folders);
  out.landlock = *folders;
  auto calls = seccomp();
  if (!calls) return pass_on(calls);
  out.seccomp = *calls;
  if (!out.landlock) out.note = "this kernel has no Landlock: the server can read what its user can";
  if (!out.seccomp)
    out.note += std::string(out.note.empty() ? "" : "; ") + "this kernel has no seccomp filters: exec is not forbidden";
  return out;
}

}  // namespace postern::app
