// The running server: its listeners, their services, and how they change while it runs.
// Use: Server server(bound sockets); server.open(parts); server.start(); ... server.stop();
#pragma once
#include <memory>
#include <vector>

#include "app/bindings.h"
#include "app/chores.h"
#include "app/doors.h"
#include "app/late_sink.h"
#include "app/parts.h"
#include "net/listener.h"
#include "net/reactor.h"
#include "pop3/adapters.h"

namespace postern::app {

class Server {
 public:
  explicit Server(LateSink& events, std::size_t reactors) : events_(events), reactors_(reactors), ids_(system_time().now()) {}
  ~Server();

  // Before privileges are dropped and before any thread. What cannot be bound is told by the error.
  Result<void> bind(const NetSettings&);
  // Gives every bound port its service as the settings say; binds what is new, closes what no setting names.
  Result<void> open(Parts&);
  // Sessions are served from here on.
  void start();
  // Tells sessions goodbye, waits for them, and ends the threads.
  void stop();

  [[nodiscard]] boost::json::object status() const;

 private:
  struct Door {
    ListenerSetting setting;
    std::unique_ptr<net::Listener> listener;
    std::shared_ptr<tls::Context> tls;
  };
  Result<std::unique_ptr<net::Listener>> bind_one(const ListenerSetting&);
  Result<std::shared_ptr<tls::Context>> context_for(const ListenerSetting&);
  [[nodiscard]] std::vector<tls::Identity> identities_for(const ListenerSetting&) const;
  Result<void> open_door(const ListenerSetting&);
  [[nodiscard]] net::Serve serve_of(const ListenerSetting&);
  Result<void> relisten(const NetSettings&);
  Result<void> renew_certificates();

  LateSink& events_;
  net::Reactors reactors_;
  net::SessionIds ids_;
  Parts* parts_ = nullptr;
  std::vector<std::pair<ListenerSetting, std::unique_ptr<net::Listener>>> bound_;  // before the store was open
  Locked<std::vector<Door>> doors_;
  std::optional<auth::Authenticator> authenticator_;
  std::optional<delivery::Delivery> delivery_;
  std::optional<SmtpDirectory> smtp_directory_;
  std::optional<SmtpDeliver> smtp_deliver_;
  NobodyTrusted trust_;
  std::optional<pop3::StoreMaildrops> maildrops_;
  std::optional<Chores> chores_;
  config::Subscription listeners_changed_;
  bool started_ = false;
};

}  // namespace postern::app
