// Making accounts, one or two hundred: directory entry, credentials and mailboxes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "admin/world.h"
#include "base/secret.h"

namespace postern::admin {

struct AccountPlan {
  std::string address;
  std::string display_name;
  Secret password;
  std::optional<std::uint64_t> quota;  // octets
};

// All or none in the directory. Accounts with the same password share one hash. `policy_exempt`: the password is not judged.
// An account that is there already is left as it is when `policy_exempt` (plans are safe to repeat), else an error.
Task<Result<void>> create_accounts(World&, std::vector<AccountPlan>, bool policy_exempt);

}  // namespace postern::admin
