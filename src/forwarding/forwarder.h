// What mail for an alias that leads elsewhere needs on its way: a reverse-path of ours, and our seal (RFC 8617) on what we found of it.
// Use: Forwarder forwarder(ports, settings); delivery gets it as its port Onward.
// Promises: what can be given no other path and no seal goes on as it is; mail of our own users keeps its reverse-path. Any executor's thread.
#pragma once
#include <functional>
#include <string>

#include "auth/sealer.h"
#include "base/time.h"
#include "config/config.h"
#include "delivery/onward.h"
#include "directory/directory.h"
#include "events/events.h"
#include "forwarding/settings.h"
#include "forwarding/srs.h"
#include "signing/keyring.h"
#include "store/blobs.h"

namespace postern::forwarding {

class Forwarder final : public delivery::Onward {
 public:
  struct Ports {
    const directory::Directory& directory;
    signing::Keyring& keyring;
    store::BlobStore& blobs;
    const TimeSource& time;
    events::Sink& events;
    std::function<std::string()> authserv_id;  // as our Authentication-Results have it
  };
  Forwarder(Ports ports, const auth::Sealer& sealer, config::Live<Settings> settings)
      : ports_(std::move(ports)), settings_(std::move(settings)), srs_(sealer.derive("srs")) {}

  Task<delivery::Forward> forward(const queue::Envelope&, address::Domain by, store::Content, const mime::Message&) override;
  [[nodiscard]] std::optional<address::Mailbox> sender_behind(const address::Mailbox&) const override;
  [[nodiscard]] bool may_forward(const address::Domain& from, const address::Mailbox& to) const override;

 private:
  Task<Result<std::string>> seal(address::Domain by, store::Content, const mime::Message&);

  Ports ports_;
  config::Live<Settings> settings_;
  Srs srs_;
};

}  // namespace postern::forwarding
