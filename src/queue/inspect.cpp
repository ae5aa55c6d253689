// What administrators see of the queue, and do to it.
#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "queue/queue.h"
#include "queue/rows.h"

namespace postern::queue {

using rows::kFamily;
using rows::line_key;

namespace {

constexpr std::size_t kMostLookedUp = 1000;  // legs one by one; of more all messages are read once
constexpr std::size_t kReadTogether = 100;

bool has(const address::Mailbox& mailbox, std::string_view text) {
  return to_lower(mailbox.text()).find(text) != std::string::npos;
}

bool has(const std::string& said, std::string_view text) { return to_lower(said).find(text) != std::string::npos; }

bool is_of(const Envelope& e, const Search& what) {
  if (what.account && e.origin.account != what.account) return false;
  return what.sender.empty() || has(e.origin.login, what.sender) || (e.reverse_path && has(*e.reverse_path, what.sender));
}

bool is_by_leg(const Search& what) { return !what.text.empty() || !what.answer.empty(); }

bool is_meant(const Message& m, const Search& what) {
  const auto& from = m.envelope.reverse_path;
  return is_of(m.envelope, what) && (!is_by_leg(what) || (!what.text.empty() && from && has(*from, what.text)));
}

bool is_meant(const Leg& leg, const Search& what) {
  const auto is_to = [&](const Recipient& r) { return has(r.mailbox, what.text); };
  const auto is_told = [&](const Progress& p) { return has(p.last_answer, what.answer); };
  return (!what.text.empty() && std::ranges::any_of(leg.recipients, is_to)) ||
         (!what.answer.empty() && std::ranges::any_of(leg.progress, is_told));
}

}  // namespace

namespace {

// The places that are due first, at most so many.
class FirstPlaces {
 public:
  explicit FirstPlaces(std::size_t most) : most_(most) {}

  // Whether nothing that is due then, or later, is among them any more.
  [[nodiscard]] bool are_before(Time at) const { return heap_.size() == most_ && (most_ == 0 || heap_.front().at <= at); }
  // False when this one is not among them, and so none behind it.
  bool take(Due place) {
    if (are_before(place.at)) return false;
    if (heap_.size() == most_) {
      std::ranges::pop_heap(heap_, kLater);
      heap_.pop_back();
    }
    heap_.push_back(std::move(place));
    std::ranges::push_heap(heap_, kLater);
    return true;
  }
  std::vector<Due> in_order() {
    std::ranges::sort_heap(heap_, kLater);
    return std::move(heap_);
  }

 private:
  static constexpr auto kLater = [](const Due& a, const Due& b) { return a.at < b.at; };

  std::size_t most_;
  std::vector<Due> heap_;  // the latest in front
};

// Of a hop that somebody has taken, nobody knows what is due first.
Time first_of(const Line& line) { return line.taken ? Time{} : line.next; }

}  // namespace

// Only the places that are given out are in memory, and of a hop no more is read than may be among them.
Task<Result<std::vector<Due>>> Queue::first_due(std::optional<Hop> hop, std::size_t limit) {
  auto lines = hop ? std::vector<Line>{{.hop = *hop, .taken = true}} : lines_.list();
  std::ranges::sort(lines, {}, first_of);
  FirstPlaces first(limit);
  for (const auto& line : lines) {
    if (first.are_before(first_of(line))) break;
    kv::Visitor collect = [&](std::string_view k, std::string_view) { return first.take(rows::due_in(k)); };
    const auto key = rows::line_key(line.hop);
    auto scanned = co_await kv_.scan(kFamily, key, rows::after(key), std::move(collect), {.once = true});
    if (!scanned) co_return pass_on(scanned);
  }
  co_return first.in_order();
}

// Messages whose sender is meant, or one of whose recipients has the text or was answered so.
Task<Result<std::vector<EntryId>>> Queue::matching(Search what) {
  std::set<EntryId> out;
  kv::Visitor by_message = [&](std::string_view k, std::string_view v) {
    const auto message = decode_message(v);
    if (message && is_meant(*message, what)) out.insert(rows::id_in(k));
    return out.size() < what.limit;
  };
  auto scanned = co_await kv_.scan(kFamily, std::string(rows::kMessages), rows::after(rows::kMessages), std::move(by_message),
                                   {.once = true});
  if (!scanned) co_return pass_on(scanned);
  if (is_by_leg(what)) {
    kv::Visitor by_leg = [&](std::string_view k, std::string_view v) {
      const auto leg = decode_leg(rows::hop_in(k), v);
      if (leg && is_meant(*leg, what)) out.insert(rows::id_in(k));
      return out.size() < what.limit;
    };
    scanned = co_await kv_.scan(kFamily, std::string(rows::kLegs), rows::after(rows::kLegs), std::move(by_leg), {.once = true});
    if (!scanned) co_return pass_on(scanned);
  }
  co_return std::vector<EntryId>(out.begin(), out.end());
}

Task<Result<std::vector<Entry>>> Queue::list(Search what) {
  std::vector<Entry> out;
  const auto is_wanted = [&](const Entry& e) {
    return (!what.hop || e.leg.hop == *what.hop) && is_of(e.message.envelope, what);
  };
  if (what.account || !what.sender.empty() || is_by_leg(what)) {
    auto ids = co_await matching(what);
    if (!ids) co_return pass_on(ids);
    for (const auto id : *ids) {
      auto legs = co_await find(id);
      if (legs) std::ranges::copy_if(std::move(*legs), std::back_inserter(out), is_wanted);
    }
    std::ranges::sort(out, {}, [](const Entry& e) { return e.leg.due; });
    if (out.size() > what.limit) out.resize(what.limit);
    co_return out;
  }
  auto places = co_await first_due(what.hop, what.limit);
  if (!places) co_return pass_on(places);
  for (auto& place : *places) {
    auto entry = co_await show(std::move(place));
    if (entry)
      out.push_back(std::move(*entry));
    else if (entry.error().kind != Failure::corrupt && entry.error().kind != Failure::not_found)
      co_return pass_on(entry);
  }
  co_return out;
}

// What is in the lines of one hop, a few messages at a time. One that is gone between the two reads counts for nobody.
Task<Result<void>> Queue::look_up(Hop hop, Ages::Row& row) {
  std::vector<EntryId> ids;
  kv::Visitor collect = [&](std::string_view k, std::string_view) {
    ids.push_back(rows::due_in(k).id);
    return true;
  };
  auto scanned = co_await kv_.scan(kFamily, line_key(hop), rows::after(line_key(hop)), std::move(collect), {.once = true});
  if (!scanned) co_return scanned;
  Waited found;
  for (std::size_t at = 0; at < ids.size(); at += kReadTogether) {
    std::vector<std::string> keys;
    for (std::size_t i = at; i < std::min(ids.size(), at + kReadTogether); ++i)
      keys.push_back(rows::key(rows::kMessages, ids[i]));
    auto messages = co_await kv_.get_many(kFamily, std::move(keys));
    if (!messages) co_return pass_on(messages);
    for (std::size_t i = 0; i < messages->size(); ++i)
      if (const auto message = decode_message((*messages)[i].value_or(""))) found.add(ids[at + i], *message);
  }
  row.waited = found;
  co_return Result<void>{};
}

// The rows of messages lie in the order of their ids, as those of legs do; a message that is gone between the two counts for nobody.
Task<Result<void>> Queue::look_up_all(Ages::Rows& all) {
  struct Seen {
    Time queued;
    bool held = false;
  };
  std::map<EntryId, Seen> messages;
  kv::Visitor by_message = [&](std::string_view k, std::string_view v) {
    if (const auto m = decode_message(v))
      messages.emplace_hint(messages.end(), rows::id_in(k), Seen{m->queued, !m->envelope.judged.quarantine.empty()});
    return true;
  };
  auto scanned = co_await kv_.scan(kFamily, std::string(rows::kMessages), rows::after(rows::kMessages), std::move(by_message),
                                   {.once = true});
  if (!scanned) co_return scanned;
  for (auto& [hop, row] : all)
    if (!row.known) row.waited = {};
  kv::Visitor by_leg = [&](std::string_view k, std::string_view) {
    const auto message = messages.find(rows::id_in(k));
    const auto row = all.find(rows::hop_in(k));
    if (message != messages.end() && row != all.end() && !row->second.known)
      row->second.waited.add(message->first, message->second.queued, message->second.held);
    return true;
  };
  co_return co_await kv_.scan(kFamily, std::string(rows::kLegs), rows::after(rows::kLegs), std::move(by_leg), {.once = true});
}

Task<Result<std::map<Hop, Waited>>> Queue::waited() {
  auto all = ages_.rows();
  std::size_t unknown = 0;
  for (const auto& [hop, row] : all) unknown += row.known ? 0 : row.count;
  if (unknown > kMostLookedUp) {
    auto done = co_await look_up_all(all);
    if (!done) co_return pass_on(done);
  }
  for (auto& [hop, row] : all) {
    if (row.known) continue;
    if (unknown <= kMostLookedUp) {
      auto done = co_await look_up(hop, row);
      if (!done) co_return pass_on(done);
    }
    ages_.learned(hop, row, row.waited);
  }
  std::map<Hop, Waited> out;
  for (const auto& [hop, row] : all) out.emplace(hop, row.waited);
  co_return out;
}

Task<Result<std::vector<Entry>>> Queue::find(EntryId id) {
  std::vector<Due> places;
  kv::Visitor collect = [&](std::string_view k, std::string_view) {
    places.push_back({.id = id, .hop = rows::hop_in(k), .at = {}});
    return true;
  };
  const auto prefix = rows::key(rows::kLegs, id);
  auto scanned = co_await kv_.scan(kFamily, prefix, rows::after(prefix), std::move(collect));
  if (!scanned) co_return pass_on(scanned);
  std::vector<Entry> out;
  for (auto& place : places) {
    auto entry = co_await show(std::move(place));
    if (!entry && entry.error().kind != Failure::not_found) co_return pass_on(entry);
    if (entry) out.push_back(std::move(*entry));
  }
  if (out.empty()) co_return fail(Failure::not_found, "There is no such message in the queue");
  co_return out;
}

namespace {

// All legs of a message, as they are in the transaction.
Result<std::vector<Leg>> read_legs(kv::Transaction& in, EntryId id) {
  std::vector<Leg> legs;
  Result<void> readable;
  const auto collect = [&](std::string_view k, std::string_view v) {
    auto leg = decode_leg(rows::hop_in(k), v);
    if (!leg) readable = pass_on(leg);
    if (leg) legs.push_back(std::move(*leg));
    return readable.has_value();
  };
  const auto prefix = rows::key(rows::kLegs, id);
  auto scanned = in.scan(kFamily, prefix, rows::after(prefix), collect);
  if (!scanned) return pass_on(scanned);
  if (!readable) return pass_on(readable);
  if (legs.empty()) return fail(Failure::not_found, "There is no such message in the queue");
  return legs;
}

}  // namespace

// All legs of a message are due at `at`, after `edit` has done to them what is to be done.
Task<Result<std::size_t>> Queue::bring_to(EntryId id, Time at,
                                          std::function<Result<void>(kv::Transaction&, std::vector<Leg>&)> edit) {
  std::vector<Leg> moved;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto legs = read_legs(in, id);
    if (!legs) return pass_on(legs);
    moved = std::move(*legs);
    for (const auto& leg : moved) rows::erase_leg(in, id, leg);
    if (auto edited = edit(in, moved); !edited) return edited;
    for (auto& leg : moved) {
      leg.due = at;
      rows::put_leg(in, id, leg);
    }
    return {};
  };
  auto done = co_await kv_.commit(rows::shard(id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  if (at != kNever)
    forced_.with([&](std::set<Hop>& hops) {
      for (const auto& leg : moved) hops.insert(leg.hop);
    });
  for (const auto& leg : moved) lines_.comes_due(leg.hop, at);
  came(Way::changed, id, moved);
  co_return moved.size();
}

// As that, for what makes the message look as if it came in now.
Task<Result<std::size_t>> Queue::bring_anew(EntryId id, Time at,
                                            std::function<Result<void>(kv::Transaction&, std::vector<Leg>&)> edit) {
  std::vector<Hop> hops;
  auto noting = [&hops, &edit](kv::Transaction& in, std::vector<Leg>& legs) {
    hops.clear();
    for (const auto& leg : legs) hops.push_back(leg.hop);
    return edit(in, legs);
  };
  auto done = co_await bring_to(id, at, std::move(noting));
  if (done)
    for (const auto& hop : hops) ages_.changed(hop);
  co_return done;
}

namespace {

Result<void> check_free(kv::Transaction& in, EntryId id) {
  auto message = rows::read_message(in, id);
  if (!message) return pass_on(message);
  if (message->envelope.judged.quarantine.empty()) return {};
  return fail(Failure::conflict, "The message is in quarantine: it goes nowhere until it is released");
}

void begin_anew(kv::Transaction& in, EntryId id, Message message, std::vector<Leg>& legs, Time now) {
  message.queued = now;
  in.put(kFamily, rows::key(rows::kMessages, id), encode(message));
  for (auto& leg : legs) std::ranges::fill(leg.progress, Progress{});
}

}  // namespace

bool Queue::was_forced(const Hop& hop) {
  return forced_.with([&](std::set<Hop>& hops) { return hops.erase(hop) > 0; });
}

Task<Result<std::size_t>> Queue::set_due(EntryId id, Time at) {
  const auto as_they_are = [id](kv::Transaction& in, std::vector<Leg>&) { return check_free(in, id); };
  co_return co_await bring_to(id, at, as_they_are);
}

Task<Result<std::size_t>> Queue::restart(EntryId id, Time now) {
  const auto anew = [id, now](kv::Transaction& in, std::vector<Leg>& legs) -> Result<void> {
    if (auto is_free = check_free(in, id); !is_free) return is_free;
    auto message = rows::read_message(in, id);
    if (!message) return pass_on(message);
    begin_anew(in, id, std::move(*message), legs, now);
    return {};
  };
  co_return co_await bring_anew(id, now, anew);
}

Task<Result<std::size_t>> Queue::release(EntryId id, Time now) {
  std::optional<HeldChange> was;
  const auto free = [id, now, &was](kv::Transaction& in, std::vector<Leg>& legs) -> Result<void> {
    auto message = rows::read_message(in, id);
    if (!message) return pass_on(message);
    if (message->envelope.judged.quarantine.empty()) return fail(Failure::not_found, "There is no such message in quarantine");
    was = held(*message, legs);
    message->envelope.judged = {};  // whoever has looked at it knows better
    begin_anew(in, id, std::move(*message), legs, now);
    return {};
  };
  auto done = co_await bring_anew(id, now, free);
  if (done && was) held_changes_.add(std::move(*was));
  co_return done;
}

Task<Result<std::vector<Entry>>> Queue::quarantined(std::size_t limit) {
  std::vector<Due> places;
  // Never due: behind all others of their hop.
  for (const auto& line : lines_.list()) {
    kv::Visitor collect = [&](std::string_view k, std::string_view) {
      places.push_back(rows::due_in(k));
      return true;
    };
    const auto from = rows::due_key({.id = EntryId(0), .hop = line.hop, .at = kNever});
    auto scanned = co_await kv_.scan(kFamily, from, rows::after(rows::line_key(line.hop)), std::move(collect), {.once = true});
    if (!scanned) co_return pass_on(scanned);
  }
  std::vector<Entry> out;
  for (auto& place : places) {
    auto entry = co_await show(std::move(place));
    if (entry && !entry->message.envelope.judged.quarantine.empty()) out.push_back(std::move(*entry));
  }
  std::ranges::sort(out, {}, [](const Entry& e) { return e.message.queued; });
  if (out.size() > limit) out.resize(limit);
  co_return out;
}

Task<Result<void>> Queue::redirect(EntryId id, Recipient to, Time due) {
  std::vector<Leg> gone;
  std::vector<Recipient> one;
  one.push_back(std::move(to));
  const auto fresh = legs_of(std::move(one), due);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    if (auto is_free = check_free(in, id); !is_free) return is_free;
    auto legs = read_legs(in, id);
    if (!legs) return pass_on(legs);
    gone = std::move(*legs);
    for (const auto& leg : gone) rows::erase_leg(in, id, leg);
    rows::put_leg(in, id, fresh.front());
    return rows::change_legs(in, id, 1 - static_cast<std::int64_t>(gone.size()));
  };
  auto done = co_await kv_.commit(rows::shard(id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return done;
  joins(fresh.front().hop, due);
  for (const auto& leg : gone) is_gone(leg.hop, id);
  came(Way::out, id, gone);
  came(Way::in, id, fresh);
  co_return done;
}

Task<Result<void>> Queue::remove(EntryId id) {
  std::vector<Leg> gone;
  std::optional<HeldChange> was;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    gone.clear();
    was.reset();
    const auto prefix = rows::key(rows::kLegs, id);
    const auto collect = [&](std::string_view k, std::string_view v) {
      auto leg = decode_leg(rows::hop_in(k), v);
      gone.push_back(leg ? std::move(*leg) : Leg{.hop = rows::hop_in(k), .recipients = {}, .progress = {}, .due = {}});
      return true;
    };
    auto scanned = in.scan(kFamily, prefix, rows::after(prefix), collect);
    if (!scanned) return scanned;
    // What cannot be read goes all the same.
    if (const auto message = rows::read_message(in, id)) was = held(*message, gone);
    for (const auto& leg : gone) rows::erase_leg(in, id, leg);
    in.erase(kFamily, rows::key(rows::kMessages, id));
    in.erase(kFamily, rows::key(rows::kBodies, id));
    return {};
  };
  auto done = co_await kv_.commit(rows::shard(id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return done;
  if (gone.empty()) co_return fail(Failure::not_found, "There is no such message in the queue");
  for (const auto& leg : gone) is_gone(leg.hop, id);
  came(Way::out, id, gone);
  if (was) held_changes_.add(std::move(*was));
  co_return done;
}

}  // namespace postern::queue
