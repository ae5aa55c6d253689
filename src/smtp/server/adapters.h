// What the SMTP server asks about addresses, answered by the directory; for app to hand in.
#pragma once
#include "smtp/server/ports.h"

namespace postern::directory {
class Directory;
}

namespace postern::smtp {

// Answers from the directory's snapshot in memory; the directory outlives it. It knows no quotas and no
// ceilings: a full mailbox shows when the message is accepted.
class DirectoryFacts final : public Directory {
 public:
  explicit DirectoryFacts(const directory::Directory& directory) : directory_(directory) {}
  Task<Result<SenderFacts>> sender(address::Mailbox, AccountId account) override;
  Task<Result<RecipientStatus>> recipient(address::Mailbox, AccountId, std::uint64_t size) override;

 private:
  const directory::Directory& directory_;
};

}  // namespace postern::smtp
