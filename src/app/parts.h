// All parts of a server but its connections: opened by a running server and by operations on a stopped one.
// Use: auto parts = open_parts(boot, events, Purpose::serving); world = (*parts)->world();
// Promises: made in the order of their needs and destroyed in the reverse; nothing here knows a global.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "admin/administrators.h"
#include "admin/audit_history.h"
#include "admin/certificates.h"
#include "admin/news.h"
#include "admin/settings_store.h"
#include "admin/user_sessions.h"
#include "admin/world.h"
#include "api/settings.h"
#include "app/audit_anchor.h"
#include "app/boot.h"
#include "app/domain_storage.h"
#include "app/late_sink.h"
#include "app/settings.h"
#include "attachments/settings.h"
#include "audit/settings.h"
#include "audit/subject.h"
#include "auth/authenticator.h"
#include "auth/hash_pool.h"
#include "auth/password_hasher.h"
#include "auth/sealer.h"
#include "autoreply/settings.h"
#include "config/registry.h"
#include "counts/counts.h"
#include "directory/directory.h"
#include "directory/domain_defaults.h"
#include "dns/unbound.h"
#include "forwarding/settings.h"
#include "guard/guard.h"
#include "guard/recorder.h"
#include "http/settings.h"
#include "imap/imap.h"
#include "judge/greylist.h"
#include "judge/learner.h"
#include "judge/reputation.h"
#include "judge/settings.h"
#include "kv/open.h"
#include "logs/logs.h"
#include "mtasts/settings.h"
#include "net/session_limits.h"
#include "notify/settings.h"
#include "outbound/settings.h"
#include "pop3/settings.h"
#include "queue/queue.h"
#include "queue/schedule.h"
#include "queue/throttle.h"
#include "releases/releases.h"
#include "reports/reports.h"
#include "reports/sender.h"
#include "reports/settings.h"
#include "scanners/settings.h"
#include "scanners/silence.h"
#include "signing/keyring.h"
#include "smtp/client/settings.h"
#include "smtp/server/origin.h"
#include "smtp/server/settings.h"
#include "store/store.h"

namespace postern::app {

// Every room's settings, live. The order here is the order of the reference page.
struct AllSettings {
  config::Registry registry;
  config::Live<ServerSettings> server = registry.add<ServerSettings>("server");
  config::Live<NetSettings> net = registry.add<NetSettings>("net");
  config::Live<net::SessionLimits> session = registry.add<net::SessionLimits>("session");
  config::Live<dns::Settings> dns = registry.add<dns::Settings>("dns");
  config::Live<admin::TlsSettings> tls = registry.add<admin::TlsSettings>("tls");
  config::Live<smtp::Settings> smtp = registry.add<smtp::Settings>("smtp");
  config::Live<smtp::OriginSettings> origin = registry.add<smtp::OriginSettings>("origin");
  config::Live<attachments::Settings> attachments = registry.add<attachments::Settings>("attachments");
  config::Live<judge::Settings> spam = registry.add<judge::Settings>("spam");
  config::Live<scanners::Settings> scanners = registry.add<scanners::Settings>("scanners");
  config::Live<signing::Settings> dkim = registry.add<signing::Settings>("dkim");
  config::Live<imap::Settings> imap = registry.add<imap::Settings>("imap");
  config::Live<pop3::Settings> pop3 = registry.add<pop3::Settings>("pop3");
  config::Live<http::Settings> http = registry.add<http::Settings>("http");
  api::Doors web{.webmail = registry.add<api::Limits>("webmail", "Webmail and people's own pages"),
                 .console = registry.add<api::Limits>("console", "The console"),
                 .api = registry.add<api::Limits>("api", "Programs with tokens")};
  config::Live<auth::Settings> auth = registry.add<auth::Settings>("auth");
  config::Live<auth::PasswordPolicy> password = registry.add<auth::PasswordPolicy>("password");
  config::Live<directory::DomainDefaults> domain_defaults = registry.add<directory::DomainDefaults>("domain_defaults");
  config::Live<admin::DomainAdministration> domain_administration =
      registry.add<admin::DomainAdministration>("domain_administration");
  config::Live<admin::AdministratorSettings> administrators = registry.add<admin::AdministratorSettings>("administrators");
  config::Live<guard::Settings> guard = registry.add<guard::Settings>("guard");
  config::Live<audit::Settings> audit = registry.add<audit::Settings>("audit");
  config::Live<releases::Settings> releases = registry.add<releases::Settings>("releases");
  config::Live<notify::Settings> notify = registry.add<notify::Settings>("notify");
  config::Live<queue::Settings> queue = registry.add<queue::Settings>("queue");
  config::Live<queue::ThrottleSettings> throttle = registry.add<queue::ThrottleSettings>("throttle");
  config::Live<outbound::Settings> delivery = registry.add<outbound::Settings>("delivery");
  config::Live<reports::Settings> reporting = registry.add<reports::Settings>("reports");
  config::Live<mtasts::Settings> policies = registry.add<mtasts::Settings>("mta_sts");
  config::Live<forwarding::Settings> forwarding = registry.add<forwarding::Settings>("forwarding");
  config::Live<autoreply::Settings> auto_reply = registry.add<autoreply::Settings>("auto_reply");
  config::Live<smtp::client::Settings> smtp_client = registry.add<smtp::client::Settings>("smtp_client");
  config::Live<store::Settings> store = registry.add<store::Settings>("store");
  config::Live<logs::Settings> logs = registry.add<logs::Settings>("logs");
};

struct Parts {
  Parts(Boot b, LateSink& sink);
  ~Parts();

  [[nodiscard]] admin::World world();
  // Whoever calls web servers that settings name; how they are found is said in app/find_hosts.h.
  [[nodiscard]] http::Caller call() const;
  [[nodiscard]] audit::Surroundings surroundings() const;

  Boot boot;
  LateSink& events;
  AllSettings settings;
  std::optional<auth::Sealer> sealer;
  std::optional<DomainStorage> domain_storage;  // which the engine's threads tell of commits until it is gone
  std::unique_ptr<kv::Store> kv;
  std::optional<admin::SettingsStore> stored_settings;
  std::optional<StoredAnchor> audit_anchor;
  std::optional<admin::AuditHistory> audits;
  std::optional<releases::Releases> releases;
  std::unique_ptr<logs::Logs> logs;
  std::unique_ptr<dns::Resolver> dns;
  std::unique_ptr<store::BlobStore> blobs;
  std::unique_ptr<directory::Directory> directory;
  std::optional<store::Store> store;
  std::unique_ptr<auth::PasswordHasher> hasher;
  std::optional<auth::HashPool> pool;
  std::optional<signing::Keyring> keyring;
  std::optional<reports::Reports> reports;
  std::optional<queue::Queue> queue;
  std::optional<queue::Throttle> throttle;
  std::optional<judge::Greylist> greylist;
  std::optional<judge::Reputation> reputation;
  std::optional<judge::Learner> learner;
  std::optional<guard::Recorder> recorder;
  std::optional<guard::Guard> guard;
  std::optional<counts::Counts> counts;
  std::optional<admin::Certificates> certificates;
  std::optional<admin::Administrators> administrators;
  scanners::Silences silences;
  std::function<boost::json::object(SessionId)> status;
  std::function<Task<Result<void>>(auth::Peer, std::string, Secret)> use_reset_token;
  std::function<Task<Result<std::shared_ptr<const directory::Account>>>(auth::Peer, std::string)> whose_reset_token;
  std::function<bool(const address::Domain& from, const address::Mailbox& to)> may_forward;
  std::function<Task<void>(auth::Peer, std::string)> ask_reset;
  admin::UserSessions* users = nullptr;  // of the running server, as the next two
  admin::News* news = nullptr;
  std::function<Task<Result<void>>(address::Mailbox, Writing, AccountId reader)> write_to;
  std::function<Task<Result<reports::Sent>>(admin::ReportKind, std::string day)> send_reports;
  std::function<std::vector<admin::Connection>()> connections;
  std::function<bool(SessionId)> drop_connection;
  std::function<std::vector<audit::Door>()> doors;  // of the running server
  std::vector<std::uint16_t> reachable;             // TCP ports that it can connect to; none: any
  std::vector<Error> problems;                      // settings and certificates that were left out
};

// The host name from the settings, or the system's.
std::string host_name(const ServerSettings&);
// RFC 5321 §4.5.1: <postmaster> without a domain is taken everywhere: in the domain of ours nearest above the host's name, else in the oldest.
std::string domain_of_postmaster(const directory::Directory&, std::string_view host);
// All names this server goes by: the host name first, then those of its listeners.
std::vector<std::string> server_names(const ServerSettings&, const NetSettings&);

// What the guard counts is read only to serve: it takes long, and no operation asks for it.
enum class Purpose : std::uint8_t { serving, one_operation };

Result<std::unique_ptr<Parts>> open_parts(Boot, LateSink&, Purpose);

}  // namespace postern::app
