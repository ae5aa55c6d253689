// Making accounts, one or two hundred: directory entry, credentials and mailboxes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "address/mailbox.h"
#include "admin/world.h"
#include "auth/set_password.h"
#include "base/secret.h"

namespace postern::admin {

struct AccountPlan {
  std::string address;
  std::string display_name;
  Secret password;
  std::optional<std::uint64_t> quota;  // octets; none: as its domain has it for new accounts, else as the server
  std::optional<std::vector<events::Service>> closed{};  // none: as its domain has it for new accounts
};

// What a password in the domain must be.
auth::PasswordPolicy policy_of(const World&, const address::Domain&);
// How many former passwords of the account are kept, and not taken again.
std::uint32_t remembered_of(const World&, const directory::Account&);

// Whose password it is to be, and how it is judged and prepared as the settings are now.
auth::NewPassword new_password(const World&, const address::Mailbox& owner, std::string display_name, bool policy_exempt);

// What the account has now, beside which a new password is made: the former ones, and the salt of its SCRAM verifiers.
Task<Result<auth::NewPassword>> next_password(World&, const directory::Account&);

// One that its policy is content with.
Result<Secret> generate(World&, const address::Mailbox& owner, std::string_view display_name);
// In place of what it has: its sessions end.
Task<Result<void>> set_password(World&, std::shared_ptr<const directory::Account>, Secret chosen);
// By its owner, who has shown the one of this version: in place of that one alone, and never the same again, whatever the policy
// remembers.
Task<Result<void>> set_own_password(World&, std::shared_ptr<const directory::Account>, Secret chosen, std::uint64_t version);

// The salt that all SCRAM verifiers of an account have.
Task<Result<std::string>> salt_of_account(World&, AccountId);

// All or none in the directory. `policy_exempt`: passwords are not judged, and accounts with the same one share its hash; an
// account that is there already is left as it is (plans are safe to repeat). Otherwise that is an error.
Task<Result<void>> create_accounts(World&, std::vector<AccountPlan>, bool policy_exempt);

}  // namespace postern::admin
