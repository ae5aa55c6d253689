// The listeners of a running server: bound before power is given up, opened when the settings are known, changed while it runs.
// Use: Listeners listeners(reactors, ids, events);  bind(read_bindings(boot));  open(parts, serve_of);  start();  ...  stop();
// Promises: a change drops no connection: who is there keeps what he came in under, also when his listener goes;
//   what cannot be opened is told before it is stored, and nothing of such a change is kept; a port below 1024 that was ours once can be
//   opened again, though root is given up.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/bindings.h"
#include "app/parts.h"
#include "base/locked.h"
#include "net/listener.h"
#include "net/reactor.h"

namespace postern::tls {
class Context;
}

namespace postern::app {

class Listeners {
 public:
  // What is spoken on a listener with these settings.
  using ServeOf = std::function<net::Serve(const ListenerSetting&)>;

  Listeners(net::Reactors& reactors, net::SessionIds& ids, events::Sink& events, net::Ended ended)
      : reactors_(reactors), ids_(ids), events_(events), ended_(std::move(ended)) {}

  // Before privileges are dropped and before any thread. One port in use must not keep the others from answering: open() tries
  // it again and tells. An error only when none at all could be bound.
  Result<void> bind(const Bindings&);
  // Opens what the settings name, closes what they do not, and follows them from here on. The errors name what stays closed.
  std::vector<Error> open(Parts&, ServeOf);
  void start();
  // Tells sessions goodbye, waits for them until `until`, then closes them.
  void stop(Deadline until);

  // `caller`: the session in which is asked, so that the answer tells by which listener it came.
  [[nodiscard]] boost::json::array status(SessionId caller) const;
  [[nodiscard]] std::vector<audit::Door> doors() const;
  // Of those that are retired as well. Nobody is known to have logged in.
  [[nodiscard]] std::vector<admin::Connection> connections() const;
  bool drop(SessionId);

 private:
  struct Door {
    ListenerSetting setting;
    std::unique_ptr<net::Listener> listener;
    std::shared_ptr<tls::Context> tls;
  };
  using Bound = std::vector<std::pair<net::Endpoint, std::unique_ptr<net::Listener>>>;

  Result<config::Judgement> judge(const NetSettings&);
  Result<std::string> judge_one(const ListenerSetting&, Bound& held);
  std::vector<Error> change(const NetSettings&);
  Result<void> open_door(const ListenerSetting&);
  Result<void> serve(Door&);
  void begin(Door&);
  void retire_all_but(const NetSettings&);
  void forget_ended();
  [[nodiscard]] NetSettings with_those_before(NetSettings) const;
  std::unique_ptr<net::Listener> take_bound(const net::Endpoint&);
  Result<std::unique_ptr<net::Listener>> listen_at(const net::Endpoint&);
  void rest(net::Place);
  Result<std::shared_ptr<tls::Context>> context_for(const ListenerSetting&) const;
  [[nodiscard]] std::vector<tls::Identity> identities_for(const ListenerSetting&) const;
  Result<void> renew_certificates();
  void tell(const std::vector<Error>&);

  net::Reactors& reactors_;
  net::SessionIds& ids_;
  events::Sink& events_;
  net::Ended ended_;
  Parts* parts_ = nullptr;
  ServeOf serve_of_;
  Bound bound_;                                     // before the store was open
  Locked<std::vector<std::weak_ptr<Bound>>> held_;  // opened by a judge, for a change that is not in place yet
  Locked<std::vector<net::Place>>
      resting_;  // below 1024, and nobody listens: another start as root would be needed to have them
  Locked<std::vector<Door>> doors_;
  struct Retired {
    std::string service;
    std::unique_ptr<net::Listener> listener;
  };
  Locked<std::vector<Retired>> retired_;  // their last sessions go on
  config::Subscription net_changed_, tls_changed_;
  bool started_ = false;
};

}  // namespace postern::app
