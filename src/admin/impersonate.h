// The operation account.impersonate, and the mail that tells a user what an administrator does in his account (H09).
#pragma once
#include <memory>
#include <vector>

#include "admin/operation.h"
#include "base/writing.h"

namespace postern::directory {
struct Account;
}

namespace postern::admin {

Task<Result<json::value>> impersonate(World&, const Call&);

// What somebody else than its owner has done to an account: "has taken away your second factor", and what follows from it.
struct ByAnother {
  Said subject, act;
  std::vector<Said> follows;
};
Task<void> tell_owner(World&, const Call&, std::shared_ptr<const directory::Account>, ByAnother);

// When somebody else than its owner has made `way`, which opens the account: "an access token".
Task<void> tell_of_way_in(World&, const Call&, std::shared_ptr<const directory::Account>, Said way);

}  // namespace postern::admin
