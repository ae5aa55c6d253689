// The running server: its reactors, its listeners and the services that they speak.
// Use: Server server(events, 0);  server.bind(read_bindings(boot));  server.open(parts);  server.start();  ...  server.stop();
#pragma once
#include <memory>
#include <vector>

#include "api/api.h"
#include "app/attachment_inspector.h"
#include "app/bindings.h"
#include "app/chores.h"
#include "app/daily_audit.h"
#include "app/doors.h"
#include "app/inspection.h"
#include "app/late_sink.h"
#include "app/listeners.h"
#include "app/logged_in.h"
#include "app/notices.h"
#include "app/outward.h"
#include "app/parts.h"
#include "app/reach.h"
#include "app/reporting.h"
#include "app/scanning.h"
#include "app/ticker.h"
#include "app/web.h"
#include "auth/password_reset.h"
#include "autoreply/responder.h"
#include "delivery/dispatch.h"
#include "forwarding/forwarder.h"
#include "forwarding/signer.h"
#include "net/reactor.h"
#include "pop3/adapters.h"

namespace postern::app {

class Server {
 public:
  Server(LateSink& events, std::size_t reactors)
      : events_(events),
        reactors_(reactors),
        ids_(system_time().now()),
        listeners_(reactors_, ids_, events, [this](SessionId s) { ended(s); }) {}
  ~Server();

  // Before privileges are dropped and before any thread.
  Result<void> bind(const Bindings&);
  // Gives every bound port its service as the settings say. The errors name the listeners that stay closed.
  std::vector<Error> open(Parts&);
  // Sessions are served from here on.
  void start();
  // Tells sessions goodbye, waits for them, and ends the threads.
  void stop();

  [[nodiscard]] boost::json::object status(SessionId caller) const;

 private:
  void open_mail(Parts&);
  [[nodiscard]] net::Serve serve_of(const ListenerSetting&);
  [[nodiscard]] std::vector<admin::Connection> connections() const;
  void ended(SessionId);
  void end_trials();

  LateSink& events_;
  net::Reactors reactors_;
  net::SessionIds ids_;
  Listeners listeners_;
  Parts* parts_ = nullptr;
  std::optional<GuardGate> gate_;
  std::optional<auth::PasswordResets> resets_;
  std::optional<LoggedIn> logged_in_;
  std::optional<auth::Authenticator> authenticator_;
  std::optional<admin::UserSessions> users_;
  std::optional<admin::News> news_;
  std::optional<MailLogin> mail_login_;
  std::optional<forwarding::Forwarder> forwarder_;
  std::optional<forwarding::Signer> signer_;
  std::optional<autoreply::Responder> responder_;
  std::optional<delivery::Delivery> delivery_;
  std::optional<senderauth::PublicSuffixes> suffixes_;
  std::optional<Reporting> reporting_;
  std::optional<Outward> outward_;
  std::optional<delivery::Dispatch> dispatch_;
  config::Subscription pausing_;  // of the one above
  std::optional<Scanning> scanning_;
  std::optional<Inspection> inspection_;            // asks the one above
  std::optional<AttachmentInspector> attachments_;  // asks the other one
  std::optional<SmtpDirectory> smtp_directory_;
  std::optional<SmtpDeliver> smtp_deliver_;
  std::optional<SmtpSigning> signing_;
  std::optional<GuardTrust> trust_;
  std::optional<pop3::StoreMaildrops> maildrops_;
  std::optional<api::AdministrationDoor> doorkeeper_;
  std::optional<admin::World> world_;
  std::optional<api::Api> api_;
  std::optional<Chores> chores_;
  std::optional<DailyAudit> audit_;
  std::string trials_fail_;       // why the last look could not end one: told once, and tried again each time
  std::optional<Ticker> trials_;  // of settings
  std::optional<Notices> notices_;
  std::optional<Reach> reach_;
  bool started_ = false;
};

}  // namespace postern::app
