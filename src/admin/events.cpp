// The stream that the console listens to: what has changed, so that it is read again.
#include "events/events.h"

#include <algorithm>
#include <array>

#include "admin/follow.h"
#include "admin/news.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"

namespace postern::admin {
namespace on_events {
namespace {

// Whether he may look at all of them, and so hears that there is something new.
bool hears(const Caller& caller, Topic topic) {
  const auto* row = find(listed_by(topic));
  return row && may_ever(caller, *row) && !(caller.domains && row->access.reach == Reach::system);
}

Task<Result<json::value>> follow_news(World& world, const Call& call) {
  if (!world.news) co_return fail(Failure::unavailable, "Only a running server tells what changes");
  const auto describe = [&](const Piece& piece) {
    json::object line;
    if (!hears(call.caller, piece.topic)) return line;
    line["kind"] = name(piece.topic);
    if (!piece.key.empty()) line["key"] = piece.key;
    return line;
  };
  world.news->look();
  follow<Piece>(world.news->changes(), call, describe, [&] { world.news->look(); });
  co_return json::value();
}

constexpr std::array kFollow{kAfter};

constexpr std::array kOperations{
    Operation{"events.follow", "Say what changes: blocks, the queue, settings, sessions, the audit, counts, certificates",
              reads(Area::any).of_own_domains().live(), true, kFollow, follow_news,
              "{number: number, kind: text, key?: text} | Missed", Output::lines},
};

}  // namespace
}  // namespace on_events

std::span<const Operation> events_operations() { return on_events::kOperations; }

}  // namespace postern::admin
