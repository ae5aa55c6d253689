// What operations work on: the parts of a server, running or stopped. Made by app.
#pragma once
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "admin/caller.h"
#include "audit/subject.h"
#include "auth/login.h"
#include "auth/password_policy.h"
#include "auth/settings.h"
#include "base/random.h"
#include "base/time.h"
#include "base/writing.h"
#include "config/config.h"
#include "config/registry.h"
#include "directory/directory.h"
#include "directory/domain_defaults.h"
#include "kv/kv.h"
#include "net/stream.h"
#include "store/store.h"

namespace postern::auth {
class HashPool;
class PasswordHasher;
class Sealer;
}  // namespace postern::auth
namespace postern::events {
class Sink;
struct Count;
}  // namespace postern::events
namespace postern::guard {
class Guard;
struct Settings;
}  // namespace postern::guard
namespace postern::counts {
class Counts;
}
namespace postern::judge {
class Greylist;
struct Settings;
}  // namespace postern::judge
namespace postern::logs {
class Logs;
}
namespace postern::queue {
class Queue;
class Throttle;
}  // namespace postern::queue
namespace postern::dns {
class Resolver;
}
namespace postern::releases {
class Releases;
}

namespace postern::signing {
class Keyring;
}

namespace postern::mtasts {
struct Settings;
}
namespace postern::reports {
struct Settings;
struct Reports;
struct Sent;
}  // namespace postern::reports

namespace postern::attachments {
struct Settings;
}

namespace postern::admin {

class SettingsStore;
class AuditHistory;
class Certificates;
class Administrators;
class UserSessions;
struct DomainAdministration;
class News;

// One client of the running server.
struct Connection {
  SessionId session;
  std::string service;
  net::Endpoint peer;
  Time since;
  AccountId account;  // who has logged in; 0: nobody
  net::Doing doing = net::Doing::greeting;
  std::uint64_t octets_in = 0, octets_out = 0;
  Time active = {};                   // when an octet was moved last
  std::string tls = {}, cipher = {};  // empty: plain
};

// What other domains are told of.
enum class ReportKind : std::uint8_t { tls, dmarc };

struct World {
  kv::Store& kv;
  directory::Directory& directory;
  store::Store& store;
  queue::Queue& queue;
  config::Registry& registry;
  SettingsStore& settings;
  Certificates& certificates;
  Administrators& administrators;
  AuditHistory& audits;
  releases::Releases& releases;
  logs::Logs& logs;
  guard::Guard& guard;
  counts::Counts& counts;
  judge::Greylist& greylist;
  config::Live<judge::Settings> spam;
  config::Live<guard::Settings> rules;
  auth::HashPool& pool;
  auth::PasswordHasher& hasher;
  const auth::Sealer& sealer;
  signing::Keyring& keyring;
  dns::Resolver& dns;
  reports::Reports& reports;
  config::Live<reports::Settings> reporting;
  config::Live<mtasts::Settings> policies;  // of our own domains
  config::Live<auth::PasswordPolicy> policy;
  config::Live<auth::Settings> logins;
  config::Live<directory::DomainDefaults> domain_defaults;
  config::Live<DomainAdministration> domain_administration;
  config::Live<attachments::Settings> attachments;
  Random& random;
  const TimeSource& time;
  events::Sink& events;
  // What the running server says of itself, to whom it knows by that connection; empty when it is stopped.
  std::function<boost::json::object(SessionId)> status;
  std::function<audit::Surroundings()> surroundings;
  std::function<std::vector<Connection>()> connections;  // of the running server, as the next
  std::function<bool(SessionId)> drop_connection;        // false when there is none of the name
  // Sets a forgotten password by a token (H20): of the running server.
  std::function<Task<Result<void>>(auth::Peer, std::string token, Secret password)> use_reset_token = {};
  // Whose password that token would set, while he chooses it: nothing is used up.
  std::function<Task<Result<std::shared_ptr<const directory::Account>>>(auth::Peer, std::string token)> whose_reset_token = {};
  // Hears that somebody has forgotten his password, and answers nothing.
  std::function<Task<void>(auth::Peer, std::string name)> ask_reset = {};
  // Whether an alias of a domain of ours may lead to that address elsewhere; none: all may.
  std::function<bool(const address::Domain&, const address::Mailbox&)> may_forward = {};
  UserSessions* users = nullptr;  // of the running server, as the next three
  News* news = nullptr;
  const queue::Throttle* throttle = nullptr;
  // Mail that the server writes itself, to anybody: given to who is here, queued for others. In the reader's language, if he has an
  // account, wherever it goes; else in that of the address.
  std::function<Task<Result<void>>(address::Mailbox to, Writing, AccountId reader)> write_to = {};
  // Sends what was collected of that day, written as 2026-11-25, and of those before: of the running server.
  std::function<Task<Result<reports::Sent>>(ReportKind, std::string day)> send_reports = {};
  // Whether changed settings of rooms above would keep who calls from calling again as he does.
  std::function<bool(const config::Plan&, const Caller&)> shuts_out = {};
  std::function<std::vector<events::Count>()> errors = {};  // since the program began
  // How many octets each domain's accounts hold together; of one that is not named, none.
  std::function<Task<Result<std::map<DomainId, std::uint64_t>>>()> storage = {};
};

}  // namespace postern::admin
