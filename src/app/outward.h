// How this server reaches others with mail: connections, TLS, policies of other domains, and who carries it.
// Use: Outward outward(parts, ids, events); outward.start() when the ports answer; dispatch with outward.courier(); outward.stop() while the
//   reactors run.
#pragma once
#include <memory>
#include <optional>
#include <thread>

#include "app/parts.h"
#include "mtasts/policies.h"
#include "net/connect.h"
#include "net/session_ids.h"
#include "outbound/courier.h"

namespace postern::app {

class Outward {
 public:
  // Authorities that cannot be read are a problem of the parts; the system's are taken then.
  Outward(Parts&, net::SessionIds&, events::Sink&, smtp::client::TlsWatch&, delivery::Signer&);

  // What takes a while and nobody here waits for: the authorities that others are proven by.
  void start();
  [[nodiscard]] delivery::Elsewhere& courier() { return *courier_; }
  // Whoever is being handed mail is left, and its answer is that it was not taken.
  void stop() { connector_.stop(); }

 private:
  std::shared_ptr<const tls::ClientContext> tls_;
  net::Connector connector_;
  mtasts::Policies policies_;
  auth::NamedSecrets secrets_;
  std::optional<outbound::Courier> courier_;
  std::jthread reading_;
};

}  // namespace postern::app
