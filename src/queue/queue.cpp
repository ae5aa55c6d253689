// The commits of whoever adds mail, and of whoever tries it again.
#include "queue/queue.h"

#include <algorithm>
#include <set>
#include <utility>

#include "queue/rows.h"

namespace postern::queue {
using rows::due_in;
using rows::due_key;
using rows::key;
using rows::kFamily;
using rows::leg_key;
using rows::line_key;

namespace {

// Recipients who are in both keep what the first says of them.
void merge(Leg& into, Leg other) {
  into.due = std::min(into.due, other.due);
  for (std::size_t i = 0; i < other.recipients.size(); ++i)
    if (std::ranges::find(into.recipients, other.recipients[i].mailbox, &Recipient::mailbox) == into.recipients.end())
      into.add(std::move(other.recipients[i]), std::move(other.progress[i]));
}

}  // namespace

Task<Result<void>> Queue::load() {
  // The rows of a hop stand together, the one that is due first before the others.
  Due first;
  std::size_t count = 0;
  const auto known = [&] {
    if (count == 0) return;
    ages_.are_there(first.hop, count);
    lines_.add(first.hop, first.at, std::exchange(count, 0));
  };
  kv::Visitor collect = [&](std::string_view k, std::string_view) {
    if (count == 0 || rows::hop_in_due(k) != first.hop) {
      known();
      first = due_in(k);
    }
    ++count;
    if (const auto at = due_in(k).at; at != kNever) furthest_ = std::max(furthest_, at);
    return true;
  };
  auto done = co_await kv_.scan(kFamily, std::string(rows::kDue), rows::after(rows::kDue), std::move(collect), {.once = true});
  known();
  co_return done;
}

// A large message is a blob.
Task<Result<store::Content>> Queue::as_stored(store::Content content, std::uint64_t size) {
  if (content.blob || size <= inline_limit_) co_return content;
  auto writer = blobs_.begin();
  auto written = co_await writer->write(std::string(*content.bytes));
  if (!written) co_return pass_on(written);
  auto large = co_await writer->finish();
  if (!large) co_return pass_on(large);
  co_return store::Content(*large);
}

Task<Result<EntryId>> Queue::add(Envelope envelope, store::Content content, std::vector<Leg> legs, std::size_t skip) {
  const EntryId id(1 + random_.below(~std::uint64_t{0}));
  const auto queued = std::max(envelope.origin.received, envelope.hold_until);
  Message message{.envelope = std::move(envelope),
                  .size = content.size() - skip,
                  .blob = {},
                  .skip = skip,
                  .queued = queued,
                  .legs = legs.size()};
  message.envelope.recipients.clear();
  auto stored = co_await as_stored(std::move(content), message.size);
  if (!stored) co_return pass_on(stored);
  message.blob = stored->blob;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto there = in.get(kFamily, key(rows::kMessages, id));
    if (!there) return pass_on(there);
    if (*there) return fail(Failure::unavailable, "Try again", "a queue id came up twice");
    in.put(kFamily, key(rows::kMessages, id), encode(message));
    if (stored->bytes) in.put(kFamily, key(rows::kBodies, id), *stored->bytes);
    for (const auto& leg : legs) rows::put_leg(in, id, leg);
    return {};
  };
  auto done = co_await kv_.commit(rows::shard(id), std::move(write));
  if (!done) co_return pass_on(done);
  for (const auto& leg : legs) {
    ages_.came(leg.hop, id, message);
    lines_.add(leg.hop, leg.due);
  }
  came(Way::in, id, legs);
  if (auto is_held = held(message, legs)) held_changes_.add(std::move(*is_held));
  co_return id;
}

std::optional<HeldChange> Queue::held(const Message& message, const std::vector<Leg>& legs) {
  if (message.envelope.judged.quarantine.empty()) return {};
  HeldChange out{.from = message.envelope.origin.account, .to = {}};
  for (const auto& leg : legs)
    for (const auto& r : leg.recipients) out.to.insert(r.mailbox.domain());
  return out;
}

void Queue::came(Way way, EntryId id, const std::vector<Leg>& legs) {
  for (const auto& leg : legs) changes_.add({way, id, leg.hop});
}

void Queue::is_gone(const Hop& hop, EntryId id) {
  lines_.remove(hop);
  ages_.went(hop, id);
}

// A leg of a message that was there before.
void Queue::joins(const Hop& hop, Time due) {
  ages_.came(hop);
  lines_.add(hop, due);
}

Task<Result<void>> Queue::give_back(Hop hop) {
  lines_.begin_return(hop);
  Time first = kNever;
  kv::Visitor look = [&](std::string_view k, std::string_view) {
    first = due_in(k).at;
    return false;
  };
  auto scanned = co_await kv_.scan(kFamily, line_key(hop), rows::after(line_key(hop)), std::move(look));
  lines_.end_return(hop, scanned ? first : Time{});
  co_return scanned;
}

Task<Result<std::vector<Due>>> Queue::due(Hop hop, Time now, std::size_t limit, std::optional<Due> behind) {
  std::vector<Due> out;
  kv::Visitor collect = [&](std::string_view k, std::string_view) {
    auto place = due_in(k);
    if (place.at > now) return false;
    out.push_back(std::move(place));
    return out.size() < limit;
  };
  auto from = behind ? due_key(*behind) + '\0' : line_key(hop);
  auto scanned = co_await kv_.scan(kFamily, std::move(from), rows::after(line_key(hop)), std::move(collect));
  if (!scanned) co_return pass_on(scanned);
  co_return out;
}

Task<Result<Entry>> Queue::show(Due due) {
  auto rows = co_await kv_.get_many(kFamily, {key(rows::kMessages, due.id), leg_key(due.id, due.hop)});
  if (!rows) co_return pass_on(rows);
  if (!(*rows)[1]) co_return fail(Failure::not_found, "There is no such message in the queue");
  auto message = decode_message((*rows)[0].value_or(""));
  if (!message) co_return pass_on(message);
  auto leg = decode_leg(due.hop, *(*rows)[1]);
  if (!leg) co_return pass_on(leg);
  co_return Entry{due.id, std::move(*message), std::move(*leg)};
}

Task<Result<store::Content>> Queue::content(EntryId id, const Message& message) {
  if (message.blob) co_return store::Content(*message.blob);
  const auto size = message.skip + message.size;
  auto bytes = co_await kv_.get(kFamily, key(rows::kBodies, id));
  if (!bytes) co_return pass_on(bytes);
  if (!*bytes || (*bytes)->size() != size) co_return fail(Failure::corrupt, "A queued message has lost its bytes");
  co_return store::Content(std::make_shared<const std::string>(std::move(**bytes)));
}

// What of a leg was left is written in the place of the leg.
struct Queue::Settling {
  Due was;
  std::set<std::string> tried;  // a list may be long
  std::vector<Leg> left;
  bool is_there = false, stays = false;
  std::vector<Leg> legs = {};  // that are there afterwards
  std::vector<const Leg*> fresh = {};

  [[nodiscard]] bool was_tried(const Recipient& r) const { return tried.contains(r.mailbox.key()); }
  void keep_who_came(Leg before);
  Result<void> write(kv::Transaction&);
  Result<void> write(kv::Transaction&, Leg&);
};

// Those who were brought here by another leg of the message while this one was tried.
void Queue::Settling::keep_who_came(Leg before) {
  Leg others{.hop = before.hop, .recipients = {}, .progress = {}, .due = before.due};
  for (std::size_t i = 0; i < before.recipients.size(); ++i)
    if (!was_tried(before.recipients[i])) others.add(std::move(before.recipients[i]), std::move(before.progress[i]));
  if (others.recipients.empty()) return;
  const auto same = std::ranges::find(legs, before.hop, &Leg::hop);
  if (same == legs.end())
    legs.push_back(std::move(others));
  else
    merge(*same, std::move(others));
}

Result<void> Queue::Settling::write(kv::Transaction& in) {
  auto before = rows::read_leg(in, was.id, was.hop);
  if (!before) return pass_on(before);
  // An administrator was faster, who has deleted it, or given it to somebody else by the same hop.
  is_there =
      before->has_value() && std::ranges::any_of((*before)->recipients, [&](const Recipient& r) { return was_tried(r); });
  if (is_there || !*before || (*before)->due != was.at) in.erase(kFamily, due_key(was));
  if (!is_there) return {};
  rows::erase_leg(in, was.id, **before);
  fresh.clear();
  stays = false;
  legs = left;
  const bool held = (*before)->due == kNever;  // meanwhile
  keep_who_came(std::move(**before));
  for (auto& leg : legs) {
    if (leg.hop == was.hop && held) leg.due = kNever;
    auto written = write(in, leg);
    if (!written) return written;
  }
  return rows::change_legs(in, was.id, static_cast<std::int64_t>(fresh.size()) - (stays ? 0 : 1));
}

// By another hop there may be a leg of the message already.
Result<void> Queue::Settling::write(kv::Transaction& in, Leg& leg) {
  if (leg.hop == was.hop) {
    stays = true;
  } else {
    auto other = rows::read_leg(in, was.id, leg.hop);
    if (!other) return pass_on(other);
    if (*other) {
      rows::erase_leg(in, was.id, **other);
      merge(leg, std::move(**other));
    } else {
      fresh.push_back(&leg);
    }
  }
  rows::put_leg(in, was.id, leg);
  return {};
}

Task<Result<void>> Queue::settle(Due was, std::vector<Recipient> tried, std::vector<Leg> left) {
  Settling what{.was = std::move(was), .tried = {}, .left = std::move(left)};
  for (const auto& r : tried) what.tried.insert(r.mailbox.key());
  kv::Intent write = [&](kv::Transaction& in) { return what.write(in); };
  auto done = co_await kv_.commit(rows::shard(what.was.id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done || !what.is_there) co_return done;
  for (const auto* leg : what.fresh) joins(leg->hop, leg->due);
  for (const auto& leg : what.legs) lines_.comes_due(leg.hop, leg.due);
  if (!what.stays) is_gone(what.was.hop, what.was.id);
  came(Way::changed, what.was.id, what.legs);
  if (!what.stays) changes_.add({Way::out, what.was.id, what.was.hop});
  co_return done;
}

Task<Result<void>> Queue::move(Due was, Time to) {
  bool is_there = false, was_there = false;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto leg = in.get(kFamily, leg_key(was.id, was.hop));
    auto place = in.get(kFamily, due_key(was));
    was_there = place && *place;
    in.erase(kFamily, due_key(was));
    is_there = !leg || *leg;
    if (is_there) in.put(kFamily, due_key({was.id, was.hop, to}), {});
    return {};
  };
  auto done = co_await kv_.commit(rows::shard(was.id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (done && is_there) lines_.comes_due(was.hop, to);
  if (done && !is_there && was_there) is_gone(was.hop, was.id);
  co_return done;
}

// An entry that cannot be read may name any blob, so then there is no answer.
Task<Result<std::vector<store::BlobName>>> Queue::named_blobs() {
  std::vector<store::BlobName> out;
  Result<void> readable;
  kv::Visitor collect = [&](std::string_view, std::string_view v) {
    auto message = decode_message(v);
    if (!message) readable = pass_on(message);
    if (message && message->blob) out.push_back(message->blob->name);
    return readable.has_value();
  };
  auto scanned = co_await kv_.scan(kFamily, std::string(rows::kMessages), rows::after(rows::kMessages), std::move(collect));
  if (!scanned) co_return pass_on(scanned);
  if (!readable) co_return pass_on(readable);
  co_return out;
}

}  // namespace postern::queue
