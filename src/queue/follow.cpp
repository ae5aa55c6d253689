// What goes through all that waits: mail follows the new name of an account, and a clock that was set back.
#include <algorithm>

#include "queue/queue.h"
#include "queue/rows.h"

namespace postern::queue {

using rows::kFamily;

Task<Result<std::size_t>> Queue::rename(EntryId id, Hop hop, const std::function<bool(address::Mailbox&)>& change,
                                        Time received_by) {
  std::vector<Leg> changed;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    changed.clear();
    auto leg = rows::read_leg(in, id, hop);
    if (!leg) return pass_on(leg);
    bool is_meant = false;
    if (*leg)
      for (auto& recipient : (*leg)->recipients) is_meant |= change(recipient.mailbox);
    if (!is_meant) return {};  // delivered meanwhile
    auto message = rows::read_message(in, id);
    if (!message) return pass_on(message);
    if (message->envelope.origin.received > received_by) return {};
    rows::put_leg(in, id, **leg);
    changed.push_back(std::move(**leg));
    return {};
  };
  auto done = co_await kv_.commit(rows::shard(id), std::move(write));
  if (!done) co_return pass_on(done);
  came(Way::changed, id, changed);
  co_return changed.size();
}

Task<Result<std::size_t>> Queue::rename(std::function<bool(address::Mailbox&)> change, Time received_by) {
  std::vector<std::pair<EntryId, Hop>> meant;
  kv::Visitor look = [&](std::string_view k, std::string_view v) {
    auto leg = decode_leg(rows::hop_in(k), v);
    const auto is_meant = [&](Recipient& r) { return change(r.mailbox); };
    if (leg && std::ranges::any_of(leg->recipients, is_meant)) meant.emplace_back(rows::id_in(k), leg->hop);
    return true;
  };
  auto scanned =
      co_await kv_.scan(kFamily, std::string(rows::kLegs), rows::after(rows::kLegs), std::move(look), {.once = true});
  if (!scanned) co_return pass_on(scanned);
  std::size_t count = 0;
  for (auto& [id, hop] : meant) {
    auto changed = co_await rename(id, std::move(hop), change, received_by);
    if (!changed) co_return pass_on(changed);
    count += *changed;
  }
  co_return count;
}

// What cannot be read stays where it is.
Task<Result<bool>> Queue::bring_nearer(Due place, Time now, std::chrono::milliseconds longest) {
  std::optional<Leg> moved;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    moved.reset();
    auto leg = rows::read_leg(in, place.id, place.hop);
    auto message = rows::read_message(in, place.id);
    if (!leg || !*leg || !message || (*leg)->due != place.at) return {};
    const auto from = std::max(now, message->envelope.hold_until);
    if ((*leg)->due <= from + longest) return {};
    rows::erase_leg(in, place.id, **leg);
    (*leg)->due = from;
    rows::put_leg(in, place.id, **leg);
    message->queued =
        std::min(message->queued, from);  // or its waits would not grow before then, and it would be given up late
    in.put(kFamily, rows::key(rows::kMessages, place.id), encode(*message));
    moved = std::move(**leg);
    return {};
  };
  auto done = co_await kv_.commit(rows::shard(place.id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  if (!moved) co_return false;
  ages_.changed(moved->hop);
  lines_.comes_due(moved->hop, moved->due);
  std::vector<Leg> changed;
  changed.push_back(std::move(*moved));
  came(Way::changed, place.id, changed);
  co_return true;
}

Task<Result<std::size_t>> Queue::bring_nearer(Time now, std::chrono::milliseconds longest) {
  std::vector<Due> far;
  kv::Visitor look = [&](std::string_view k, std::string_view) {
    auto place = rows::due_in(k);
    if (place.at > now + longest && place.at != kNever) far.push_back(std::move(place));
    return true;
  };
  auto scanned = co_await kv_.scan(kFamily, std::string(rows::kDue), rows::after(rows::kDue), std::move(look), {.once = true});
  if (!scanned) co_return pass_on(scanned);
  std::size_t count = 0;
  for (auto& place : far) {
    auto moved = co_await bring_nearer(std::move(place), now, longest);
    if (!moved) co_return pass_on(moved);
    count += *moved ? 1U : 0U;
  }
  co_return count;
}

}  // namespace postern::queue
