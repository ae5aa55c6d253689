// The ports of the protocol rooms, filled with the parts of this server.
#pragma once
#include "app/parts.h"
#include "auth/authenticator.h"
#include "delivery/delivery.h"
#include "smtp/server/ports.h"

namespace postern::app {

// Who may send as whom, and who is there to receive.
class SmtpDirectory final : public smtp::Directory {
 public:
  SmtpDirectory(directory::Directory& directory, store::Store& store) : directory_(directory), store_(store) {}
  Task<Result<smtp::SenderFacts>> sender(address::Mailbox, AccountId) override;
  Task<Result<smtp::RecipientStatus>> recipient(address::Mailbox) override;

 private:
  directory::Directory& directory_;
  store::Store& store_;
};

class SmtpLogin final : public smtp::Login {
 public:
  SmtpLogin(auth::Authenticator& authenticator, events::Service service) : authenticator_(authenticator), service_(service) {}
  [[nodiscard]] std::vector<std::string> mechanisms(bool tls) const override;
  Result<std::unique_ptr<Exchange>> begin(std::string_view mechanism, smtp::LoginPeer) override;

 private:
  auth::Authenticator& authenticator_;
  events::Service service_;
};

class SmtpDeliver final : public smtp::Deliver {
 public:
  explicit SmtpDeliver(delivery::Delivery& delivery) : delivery_(delivery) {}
  Task<Result<void>> accept(queue::Envelope, smtp::Message) override;

 private:
  delivery::Delivery& delivery_;
};

// H23, H26: the allow list is empty until there is one.
class NobodyTrusted final : public smtp::Trust {
 public:
  [[nodiscard]] bool may_send_without_login(const net::Address&) const override { return false; }
};

}  // namespace postern::app
