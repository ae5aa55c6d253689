// Adding a system user by writing the account files under their lock, because the server runs no other program.
#include "app/system_user.h"

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "base/text.h"

namespace postern::app {
namespace {

constexpr id_t kFirstSystemId = 100, kLastSystemId = 999;

// Holds /etc/.pwd.lock, which useradd and the like honour.
class AccountFiles {
 public:
  AccountFiles() : locked_(lckpwdf() == 0) {}
  ~AccountFiles() {
    if (locked_) ulckpwdf();
  }
  AccountFiles(const AccountFiles&) = delete;
  AccountFiles& operator=(const AccountFiles&) = delete;
  [[nodiscard]] bool locked() const { return locked_; }

 private:
  bool locked_;
};

bool plain_name(const std::string& name) {
  return !name.empty() && name.size() <= 32 && is_alpha(name[0]) &&
         std::ranges::all_of(name, [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
}

id_t free_id() {
  for (id_t id = kLastSystemId; id >= kFirstSystemId; --id)
    if (!getpwuid(id) && !getgrgid(id)) return id;
  return 0;
}

bool append(const char* file, const std::string& line) {
  std::ofstream out(file, std::ios::app);
  out << line << '\n';
  out.flush();
  return out.good();
}

}  // namespace

Result<SystemUser> find_user(const std::string& name) {
  const passwd* entry = getpwnam(name.c_str());
  if (!entry) return fail(Failure::not_found, "There is no user " + name);
  return SystemUser{entry->pw_uid, entry->pw_gid};
}

Result<void> ensure_user(const std::string& name, const std::filesystem::path& home) {
  if (!plain_name(name)) return fail(Failure::invalid, "A user's name has letters, digits, - and _ only");
  const AccountFiles files;
  if (!files.locked()) return fail(Failure::unavailable, "The system's account files are locked by another program: try again");
  if (const passwd* entry = getpwnam(name.c_str()))
    return entry->pw_uid == 0 ? Result<void>(fail(Failure::denied, "The server does not run as root")) : Result<void>{};
  const group* existing = getgrnam(name.c_str());
  const id_t uid = free_id();
  if (uid == 0) return fail(Failure::unavailable, "No system user id is free");
  const id_t gid = existing ? existing->gr_gid : uid;
  const bool done = (existing || append("/etc/group", fmt::format("{}:x:{}:", name, gid))) &&
                    append("/etc/passwd", fmt::format("{}:x:{}:{}::{}:/usr/sbin/nologin", name, uid, gid, home.string())) &&
                    append("/etc/shadow", fmt::format("{}:!:::::::", name));
  if (!done) return fail(Failure::io, "Cannot add the user " + name);
  return {};
}

}  // namespace postern::app
