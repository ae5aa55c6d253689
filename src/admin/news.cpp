// Which event is news of what.
#include "admin/news.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "address/domain.h"
#include "directory/directory.h"
#include "events/fields.h"
#include "events/table.h"
#include "guard/guard.h"
#include "queue/queue.h"

namespace postern::admin {
namespace {

using events::Event;
using events::Key;

constexpr auto kConnectionsRest = std::chrono::seconds(1);

struct NewsRow {
  Topic topic;
  std::string_view name, listed_by;
};
constexpr std::array kTopics{
    NewsRow{Topic::block, "block", "ids.blocks"},
    NewsRow{Topic::queue, "queue", "queue.list"},
    NewsRow{Topic::setting, "setting", "settings.list"},
    NewsRow{Topic::session, "session", "admin.sessions"},
    NewsRow{Topic::audit, "audit", "audit.history"},
    NewsRow{Topic::count, "count", "counts.show"},
    NewsRow{Topic::certificate, "certificate", "certificate.list"},
    NewsRow{Topic::quarantine, "quarantine", "quarantine.list"},
    NewsRow{Topic::connection, "connection", "connection.list"},
    NewsRow{Topic::account, "account", "account.list"},
    NewsRow{Topic::alias, "alias", "alias.list"},
    NewsRow{Topic::domain, "domain", "domain.list"},
    NewsRow{Topic::network, "network", "allow.list"},
    NewsRow{Topic::administrator, "administrator", "admin.list"},
};

// By how the name of an operation begins that an administrator has run; the first that fits counts.
struct Acted {
  std::string_view begin;
  Topic topic;
};
constexpr std::array kActed{
    Acted{"session.", Topic::session},
    Acted{"admin.end-session", Topic::session},
    Acted{"connection.drop", Topic::connection},
    Acted{"audit.", Topic::audit},
    Acted{"certificate.", Topic::certificate},
    Acted{"ids.", Topic::block},
    Acted{"settings.", Topic::setting},
    Acted{"account.", Topic::account},
    Acted{"service-account.", Topic::account},
    Acted{"second-factor.", Topic::account},
    Acted{"password.", Topic::account},
    Acted{"alias.", Topic::alias},
    Acted{"domain.", Topic::domain},
    Acted{"dkim.", Topic::domain},
    Acted{"allow.", Topic::network},
    Acted{"deny.", Topic::network},
    Acted{"smtp-block.", Topic::network},
    Acted{"admin.", Topic::administrator},
    Acted{"token.", Topic::administrator},
};

// What belongs to a domain is named by an address in it, or by its own name.
bool is_of_a_domain(Topic topic) { return topic == Topic::account || topic == Topic::alias || topic == Topic::domain; }

std::optional<Topic> topic_of(Event event, std::span<const events::Field> fields) {
  switch (event) {
    case Event::setting_changed: return Topic::setting;
    case Event::certificate_loaded: return Topic::certificate;
    case Event::audited: return Topic::audit;
    case Event::dkim_key_changed: return Topic::domain;
    case Event::impersonation_began:
    case Event::impersonation_ended: return Topic::session;
    case Event::login_succeeded: {
      const auto service = events::service_named(text_of(fields, Key::service));
      if (service == events::Service::admin || service == events::Service::web) return Topic::session;
      return {};
    }
    case Event::administrator_acted: {
      const auto operation = text_of(fields, Key::name);
      const auto at = std::ranges::find_if(kActed, [&](const Acted& a) { return operation.starts_with(a.begin); });
      if (at == kActed.end() || text_of(fields, Key::reason) != "done") return {};
      return at->topic;
    }
    default: return {};
  }
}

// Those of the API are left out: who reads the list over it may have to begin one, of which he would hear, and read it again.
bool is_of_connections(Event event, std::span<const events::Field> fields) {
  switch (event) {
    case Event::connection_opened:
    case Event::connection_closed: return text_of(fields, Key::service) != "api";
    case Event::login_succeeded: {
      const auto service = events::service_named(text_of(fields, Key::service));
      return service != events::Service::admin && service != events::Service::web;
    }
    default: return false;
  }
}

}  // namespace

std::string_view name(Topic topic) { return std::ranges::find(kTopics, topic, &NewsRow::topic)->name; }
std::string_view listed_by(Topic topic) { return std::ranges::find(kTopics, topic, &NewsRow::topic)->listed_by; }

News::News(const Ports& ports)
    : ports_(ports),
      seen_(Seen{.block = ports.guard.block_changes().newest(),
                 .queue = ports.queue.changes().newest(),
                 .held = ports.queue.held_changes().newest()}) {}

void News::write(Event event, SessionId, std::span<const events::Field> fields) {
  if (is_of_connections(event, fields)) ++connections_;
  const auto topic = topic_of(event, fields);
  if (!topic) return;
  Piece piece{.topic = *topic, .key = event == Event::setting_changed ? std::string(text_of(fields, Key::name)) : ""};
  if (is_of_a_domain(*topic))
    piece.domains = whose(text_of(fields, event == Event::dkim_key_changed ? Key::domain : Key::text));
  changes_.add(std::move(piece));
}

// Of a domain that is gone only those hear who see to all.
std::set<DomainId> News::whose(std::string_view subject) const {
  const auto at = subject.rfind('@');
  const auto name = address::parse_domain(at == subject.npos ? subject : subject.substr(at + 1));
  const auto domain = name ? ports_.directory.snapshot()->domain(*name) : nullptr;
  return domain ? std::set{domain->id} : std::set<DomainId>();
}

void News::look() {
  const auto block = ports_.guard.block_changes().newest(), queue = ports_.queue.changes().newest();
  seen_.with([&](Seen& seen) {
    if (block > std::exchange(seen.block, std::max(seen.block, block))) tell(Topic::block);
    if (queue > std::exchange(seen.queue, std::max(seen.queue, queue))) tell(Topic::queue);
    look_at_quarantine(seen);
    look_at_connections(seen);
  });
}

// Where there was more than is known, it may be anybody's.
void News::look_at_quarantine(Seen& seen) {
  const auto part = ports_.queue.held_changes().after(seen.held, std::chrono::milliseconds(0));
  if (part.changes.empty()) return;
  seen.held = part.changes.back().number;
  Piece piece{.topic = Topic::quarantine};
  if (!part.missing) {
    const auto all = ports_.directory.snapshot();
    auto& whose = piece.domains.emplace();
    for (const auto& one : part.changes) {
      if (const auto sender = all->account(one.what.from)) whose.insert(sender->domain);
      for (const auto& name : one.what.to)
        if (const auto domain = all->domain(name)) whose.insert(domain->id);
    }
  }
  changes_.add(std::move(piece));
}

void News::look_at_connections(Seen& seen) {
  const auto count = connections_.load();
  const auto now = ports_.time.steady();
  if (count == seen.connections || (seen.connections_told && now - *seen.connections_told < kConnectionsRest)) return;
  seen.connections = count;
  seen.connections_told = now;
  tell(Topic::connection);
}

}  // namespace postern::admin
