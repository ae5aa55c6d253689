// The SMTP server's ports over the rooms auth and directory, for app to hand in.
#pragma once
#include "smtp/server/ports.h"

namespace postern::auth {
class Authenticator;
}
namespace postern::directory {
class Directory;
}

namespace postern::smtp {

// Both must outlive what they are given to.
class AuthLogin final : public Login {
 public:
  explicit AuthLogin(auth::Authenticator& authenticator) : authenticator_(authenticator) {}
  [[nodiscard]] std::vector<std::string> mechanisms(bool tls) const override;
  Result<std::unique_ptr<Exchange>> begin(std::string_view mechanism, LoginPeer) override;

 private:
  auth::Authenticator& authenticator_;
};

// Answers from the directory's snapshot in memory. It knows no quotas: a full mailbox shows when the message is accepted.
class DirectoryFacts final : public Directory {
 public:
  explicit DirectoryFacts(const directory::Directory& directory) : directory_(directory) {}
  Task<Result<SenderFacts>> sender(address::Mailbox, AccountId account) override;
  Task<Result<RecipientStatus>> recipient(address::Mailbox) override;

 private:
  const directory::Directory& directory_;
};

}  // namespace postern::smtp
