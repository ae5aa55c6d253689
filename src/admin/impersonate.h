// The operation account.impersonate, and the mail that tells a user what an administrator does in his account (H09).
#pragma once
#include <memory>
#include <string_view>

#include "admin/operation.h"

namespace postern::directory {
struct Account;
}

namespace postern::admin {

Task<Result<json::value>> impersonate(World&, const Call&);

// What somebody else than its owner has done to an account: "has taken away your second factor", and what follows from it.
struct ByAnother {
  std::string subject, act, follows;
};
Task<void> tell_owner(World&, const Call&, std::shared_ptr<const directory::Account>, ByAnother);

// When somebody else than its owner has made `way`, which opens the account: "an access token".
Task<void> tell_of_way_in(World&, const Call&, std::shared_ptr<const directory::Account>, std::string_view way);

}  // namespace postern::admin
