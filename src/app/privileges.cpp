// Dropping privileges: user, Landlock; the filter of system calls is in system_calls.cpp.
#include "app/privileges.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "app/system_calls.h"

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

// 0 or less: this kernel has no Landlock.
long landlock_version() { return syscall(SYS_landlock_create_ruleset, nullptr, 0UL, LANDLOCK_CREATE_RULESET_VERSION); }

// Every right that this kernel knows of those we handle.
std::uint64_t handled_rights() {
  const long version = landlock_version();
  if (version < 1) return 0;
  std::uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  if (version >= 2) rights |= kRefer;
  if (version >= 3) rights |= kTruncate;
  return rights;
}

// Not named by the headers either: which ports a TCP connection may be made to, fourth version.
constexpr std::uint64_t kConnectTcp = 1ULL << 1;
constexpr int kRulePort = 2;
struct RulesetWithPorts {
  std::uint64_t files, network;
};
struct PortRule {
  std::uint64_t allowed, port;
};

std::uint64_t connect_right() { return landlock_version() >= 4 ? kConnectTcp : 0; }

Result<void> allow(int rules, std::uint16_t port) {
  const PortRule rule{kConnectTcp, port};
  if (syscall(SYS_landlock_add_rule, rules, kRulePort, &rule, 0U) != 0)
    return refused("Cannot confine the server to port " + std::to_string(port));
  return {};
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
  const RulesetWithPorts handled{.files = handled_rights(), .network = connect_right()};
  if (handled.files == 0) return false;
  // A kernel that knows no ports takes the shorter form only.
  const auto size = handled.network == 0 ? sizeof handled.files : sizeof handled;
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, size, 0U));
  if (rules < 0) return refused("Cannot confine the server to its folders");
  Result<void> done;
  for (const auto& path : want.write_under)
    if (done) done = allow(rules, path, kWrite & handled.files);
  for (const auto& path : want.read_under)
    if (done) done = allow(rules, path, kRead);
  for (const auto port : want.connect_to)
    if (done && handled.network != 0) done = allow(rules, port);
  if (done && syscall(SYS_landlock_restrict_self, rules, 0U) != 0) done = refused("Cannot confine the server to its folders");
  close(rules);
  if (!done) return pass_on(done);
  return true;
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

Result<Confined> confine(const Confinement& want) {
  if (auto done = become(want.user); !done) return pass_on(done);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("Cannot give up new privileges");
  const rlimit none{};  // the memory of a crash holds passwords and mail
  if (setrlimit(RLIMIT_CORE, &none) != 0) return refused("Cannot give up core dumps");
  Confined out;
  auto folders = landlock(want);
  if (!folders) return pass_on(folders);
  out.landlock = *folders;
  out.ports = out.landlock && connect_right() != 0;
  auto calls = filter_system_calls();
  if (!calls) return pass_on(calls);
  out.seccomp = *calls;
  if (!out.landlock) out.note = "this kernel has no Landlock: the server can read what its user can";
  if (!out.seccomp)
    out.note += std::string(out.note.empty() ? "" : "; ") + "this kernel has no seccomp filters: exec is not forbidden";
  if (out.landlock && !out.ports)
    out.note += std::string(out.note.empty() ? "" : "; ") + "this kernel cannot say to which ports the server may connect";
  return out;
}

}  // namespace postern::app
