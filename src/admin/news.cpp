// Which event is news of what.
#include "admin/news.h"

#include <algorithm>
#include <array>
#include <optional>

#include "events/fields.h"
#include "events/table.h"
#include "guard/guard.h"
#include "queue/queue.h"

namespace postern::admin {
namespace {

using events::Event;
using events::Key;

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
};

// By how the name of an operation begins that an administrator has run.
struct Acted {
  std::string_view begin;
  Topic topic;
};
constexpr std::array kActed{
    Acted{"session.", Topic::session},  Acted{"admin.end-session", Topic::session}, Acted{"connection.drop", Topic::session},
    Acted{"audit.", Topic::audit},      Acted{"certificate.", Topic::certificate},  Acted{"ids.", Topic::block},
    Acted{"settings.", Topic::setting},
};

std::optional<Topic> topic_of(Event event, std::span<const events::Field> fields) {
  switch (event) {
    case Event::setting_changed: return Topic::setting;
    case Event::certificate_loaded: return Topic::certificate;
    case Event::audited: return Topic::audit;
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

}  // namespace

std::string_view name(Topic topic) { return std::ranges::find(kTopics, topic, &NewsRow::topic)->name; }
std::string_view listed_by(Topic topic) { return std::ranges::find(kTopics, topic, &NewsRow::topic)->listed_by; }

News::News(const guard::Guard& guard, const queue::Queue& queue)
    : guard_(guard), queue_(queue), seen_(Seen{guard.block_changes().newest(), queue.changes().newest()}) {}

void News::write(Event event, SessionId, std::span<const events::Field> fields) {
  const auto topic = topic_of(event, fields);
  if (!topic) return;
  changes_.add({*topic, event == Event::setting_changed ? std::string(text_of(fields, Key::name)) : std::string()});
}

void News::look() {
  const Seen now{guard_.block_changes().newest(), queue_.changes().newest()};
  const auto before = seen_.with([&](Seen& seen) {
    const Seen was = seen;
    seen = {std::max(was.block, now.block), std::max(was.queue, now.queue)};
    return was;
  });
  if (now.block > before.block) tell(Topic::block);
  if (now.queue > before.queue) tell(Topic::queue);
}

}  // namespace postern::admin
