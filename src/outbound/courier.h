// Hands mail to other servers: finds out who they are, connects, and keeps connections for what comes next.
// Use: Courier courier(ports, settings, timeouts); dispatch.start() with it; courier.stop() before the dispatch is stopped.
// Promises: an answer for each recipient by the deadlines of smtp/client; servers are tried in the order of their MX records, each at its
//   addresses of both families, a few of them; an address inside (this host, private networks) only by a route or where settings allow
//   it; a connection that was kept and has ended meanwhile is no answer: the message goes over a new one.
// On the reactor of its connector.
#pragma once
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "auth/named_secrets.h"
#include "config/config.h"
#include "delivery/elsewhere.h"
#include "delivery/signer.h"
#include "dns/resolver.h"
#include "mtasts/policies.h"
#include "outbound/handing.h"
#include "outbound/kept.h"
#include "outbound/settings.h"
#include "smtp/client/client.h"
#include "smtp/client/route.h"
#include "smtp/client/security.h"
#include "smtp/client/tls_session.h"

namespace postern::outbound {

class Courier final : public delivery::Elsewhere {
 public:
  struct Ports {
    smtp::client::Ports client;
    dns::Resolver& resolver;
    mtasts::Policies& policies;
    const auth::NamedSecrets& secrets;                   // passwords of routes
    delivery::Signer& signer;                            // of what is turned into 7 bit
    std::function<std::string()> our_name;               // of EHLO
    std::function<smtp::client::Ourselves()> ourselves;  // so that mail does not come back to us
    smtp::client::TlsWatch* watch = nullptr;             // hears how TLS went, by which other domains are told
    std::uint64_t inline_limit = 0;                      // of the store, in octets
  };
  Courier(Ports, config::Live<Settings>, config::Live<smtp::client::Settings>);

  Task<delivery::Handed> hand_over(const queue::Entry&, store::Content) override;

 private:
  // What can be done for a hop, or why nothing can.
  using Opened = std::expected<Connection, delivery::Answer>;
  struct Way;

  [[nodiscard]] Kind kind_of(const queue::Entry&) const;
  [[nodiscard]] bool is_as_usual(const Kind&) const;
  void keep(const Kind&, Connection);
  Task<Opened> open(Kind, bool watched, std::string besides = {});  // this server
  Task<std::expected<Way, delivery::Answer>> way_to(Kind);
  Task<std::expected<smtp::client::Credentials, delivery::Answer>> login_of(Route, Secret usual);
  Task<smtp::client::Need> need(const Way&, const smtp::client::Host&);
  Task<Opened> call(const Way&, const smtp::client::Host&, std::size_t& calls);
  Task<Opened> call(const Way&, const smtp::client::Need&, std::string server, IpAddress);
  Task<Opened> connection_to(Kind, bool watched);
  Task<void> hand_over(Handing&);
  Task<void> ask_another(Handing&, Kind, bool watched);
  Task<bool> convert(Handing&);
  void tell(const Way&, const smtp::client::Need&, std::string_view server, std::optional<IpAddress>,
            std::optional<std::string> result, std::string_view reason);
  static Task<void> close_late(std::weak_ptr<bool>, Courier*);

  Ports ports_;
  config::Live<Settings> settings_;
  config::Live<smtp::client::Settings> timeouts_;
  Kept kept_;
  bool closing_ = false;                                        // somebody looks after what is kept
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // for whoever waits on a timer
};

}  // namespace postern::outbound
