// The server's own accounts as IMAP logins.
#pragma once
#include "auth/authenticator.h"
#include "imap/ports.h"

namespace postern::imap {

class AuthenticatorLogins final : public Logins {
 public:
  // The authenticator outlives it.
  explicit AuthenticatorLogins(auth::Authenticator& authenticator) : authenticator_(authenticator) {}

  Task<Result<AccountId>> login(Peer, std::string user, Secret password) override;
  [[nodiscard]] std::vector<std::string_view> mechanisms(bool tls) const override;
  std::unique_ptr<Exchange> begin(std::string_view mechanism, Peer) override;
  [[nodiscard]] bool password_allowed(bool tls) const override;

 private:
  auth::Authenticator& authenticator_;
};

}  // namespace postern::imap
