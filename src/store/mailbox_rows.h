// Mailboxes inside a commit: looking up, making, renaming and removing their rows.
#pragma once
#include <string>
#include <vector>

#include "store/change.h"

namespace postern::store {

// The mailbox of a stored name; nothing when there is none.
Result<std::optional<MailboxId>> find_name(kv::Transaction&, AccountId, std::string_view name);
Result<MailboxRecord> mailbox_record(kv::Transaction&, AccountId, MailboxId);

// Makes rows for a name that is free. Too_large when the account has too many.
Result<MailboxId> make_mailbox(Change&, std::string name, Role);
// Makes the superiors of `name` that are missing.
Result<void> make_superiors(Change&, std::string_view name);
Result<void> rename_mailbox(Change&, MailboxId, std::string_view from, std::string to);
Result<void> remove_mailbox(Change&, MailboxId, std::string_view name);

}  // namespace postern::store
