// The ports of the protocol rooms that need more than one part of this server.
#pragma once
#include "app/reporting.h"
#include "auth/gate.h"
#include "auth/hourly_cap.h"
#include "auth/login.h"
#include "delivery/delivery.h"
#include "directory/directory.h"
#include "guard/guard.h"
#include "queue/throttle.h"
#include "signing/keyring.h"
#include "smtp/server/adapters.h"
#include "smtp/server/ports.h"
#include "store/store.h"

namespace postern::app {

// Who may send as whom, who is there to receive, and whether there is room.
class SmtpDirectory final : public smtp::Directory {
 public:
  SmtpDirectory(directory::Directory& directory, store::Store& store, const guard::Guard& guard, kv::Store& kv,
                const delivery::Onward& onward)
      : facts_(directory), cap_(kv), directory_(directory), store_(store), guard_(guard), onward_(onward) {}
  Task<Result<smtp::SenderFacts>> sender(address::Mailbox, AccountId) override;
  Task<Result<smtp::RecipientStatus>> recipient(address::Mailbox, AccountId, std::uint64_t size) override;

 private:
  Task<bool> within_its_cap(AccountId);

  smtp::DirectoryFacts facts_;
  auth::HourlyCap cap_;
  directory::Directory& directory_;
  store::Store& store_;
  const guard::Guard& guard_;
  const delivery::Onward& onward_;
};

class SmtpDeliver final : public smtp::Deliver {
 public:
  struct Ports {
    delivery::Delivery& delivery;
    const guard::Guard& guard;
    Reporting& reporting;
    store::BlobStore& blobs;
    std::uint64_t inline_limit;  // of the store, in octets
    queue::Throttle& throttle;
    const directory::Directory& directory;
    events::Sink& events;
  };
  explicit SmtpDeliver(Ports ports) : ports_(ports) {}
  Task<Result<void>> accept(queue::Envelope, smtp::Message) override;

 private:
  [[nodiscard]] std::vector<queue::ThrottleShare> shares_of(const queue::Envelope&) const;
  // Lets what goes beyond a limit wait, or refuses it.
  Result<void> take_turn(queue::Envelope&, const std::vector<queue::ThrottleShare>&);
  // The octets of a message with a report, which goes on in a spool of its own.
  Task<Result<std::string>> copy_of(std::unique_ptr<store::Spool>&);

  Task<Result<void>> hand_on(queue::Envelope, delivery::Incoming, std::vector<queue::ThrottleShare>);

  Ports ports_;
};

// Signatures of mail that our users send.
class SmtpSigning final : public smtp::Signing {
 public:
  explicit SmtpSigning(signing::Keyring& keyring) : keyring_(keyring) {}
  Task<std::string> sign(address::Domain author, const mime::Message& message, const senderauth::BodyHasher& hashes) override {
    return keyring_.sign(std::move(author), message, hashes);
  }

 private:
  signing::Keyring& keyring_;
};

// Login where mail is read: whoever comes in finds INBOX and the other first mailboxes. An account is made in the directory
// first; a crash before the store had it is mended here.
class MailLogin final : public auth::Login {
 public:
  MailLogin(auth::Login& login, directory::Directory& directory, store::Store& store)
      : login_(login), directory_(directory), store_(store) {}
  [[nodiscard]] std::vector<std::string_view> mechanisms(const auth::Peer& peer) const override {
    return login_.mechanisms(peer);
  }
  Result<std::unique_ptr<auth::Exchange>> begin(std::string_view mechanism, auth::Peer) override;
  Task<Result<auth::Identity>> password(auth::Peer, std::string name, Secret password) override;
  [[nodiscard]] bool still_holds(const auth::Identity& who) const override { return login_.still_holds(who); }

 private:
  class MailExchange;
  Task<Result<void>> ensure_mailboxes(AccountId);

  auth::Login& login_;
  directory::Directory& directory_;
  store::Store& store_;
};

// What the guard says of logins. On port 25 a blocked address brings mail and does not log in: there the question is that of
// submission.
class GuardGate final : public auth::Gate {
 public:
  GuardGate(guard::Guard& guard, const directory::Directory& directory) : guard_(guard), directory_(directory) {}
  [[nodiscard]] bool admits(const auth::Peer&) const override;
  Task<Admission> admits(auth::Peer, AccountId) override;
  Task<void> hold(auth::Peer) override;

 private:
  [[nodiscard]] bool admits_country(const auth::Peer&, AccountId) const;

  guard::Guard& guard_;
  const directory::Directory& directory_;
};

// What the allow list and the SMTP blocks say of who sends.
class GuardTrust final : public smtp::Trust {
 public:
  GuardTrust(guard::Guard& guard, const TimeSource& time) : guard_(guard), time_(time) {}
  [[nodiscard]] bool may_send_without_login(const IpAddress&, events::Service) const override;
  [[nodiscard]] bool may_send_as(const IpAddress&, events::Service, const address::Mailbox&) const override;
  bool take_turn(const IpAddress&, events::Service) override;
  [[nodiscard]] smtp::Blocked sender(const address::Mailbox&, smtp::Way) const override;
  [[nodiscard]] smtp::Blocked client(std::string_view name, smtp::Way) const override;

 private:
  guard::Guard& guard_;
  const TimeSource& time_;
};

}  // namespace postern::app
