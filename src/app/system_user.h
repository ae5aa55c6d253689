// The system's users: the one the server runs as is found, or made without a shell, password or home of its own.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>

#include "base/result.h"

namespace postern::app {

struct SystemUser {
  uid_t uid = 0;
  gid_t gid = 0;
};

Result<SystemUser> find_user(const std::string& name);
// Root only. Adds the user and a group of the same name when they are missing, as `useradd --system` would.
Result<void> ensure_user(const std::string& name, const std::filesystem::path& home);

}  // namespace postern::app
