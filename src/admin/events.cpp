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

// Whether he may look at it, and so hears that there is something new.
bool hears(const Caller& caller, const Piece& piece) {
  const auto* row = find(listed_by(piece.topic));
  if (!row || !may_ever(caller, *row)) return false;
  if (!caller.domains) return true;
  return row->access.reach != Reach::system &&
         (!piece.domains || std::ranges::any_of(*piece.domains, [&](DomainId id) { return caller.sees(id); }));
}

Task<Result<json::value>> follow_news(World& world, const Call& call) {
  if (!world.news) co_return fail(Failure::unavailable, "Only a running server tells what changes");
  const auto describe = [&](const Piece& piece) {
    json::object line;
    if (!hears(call.caller, piece)) return line;
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
    Operation{
        "events.follow",
        "Say what changes: blocks, the queue, quarantine, connections, settings, sessions, the audit, counts, certificates",
        reads(Area::any).of_own_domains().live(), true, kFollow, follow_news,
        "{number: number, kind: text, key?: text} | Missed", Output::lines},
};

}  // namespace
}  // namespace on_events

std::span<const Operation> events_operations() { return on_events::kOperations; }

}  // namespace postern::admin
