// Entries in the store, one row each, and in memory by network.
#include "guard/lists.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/ip_network_codec.h"
#include "base/text.h"
#include "guard/keys.h"

namespace postern::guard {
namespace {

constexpr kv::Shard kListsShard{0};

std::string key_of(const IpNetwork& network, Side side) {
  Encoder key;
  key.raw(keys::kLists);
  put(key, network);
  return key.u8(static_cast<std::uint8_t>(side)).take();
}

// Whether they differ in nothing but when they were made and how often they were hit.
bool says_the_same(const Entry& a, const Entry& b) {
  auto as_b = a;
  as_b.since = b.since;
  as_b.hits = b.hits;
  as_b.last_hit = b.last_hit;
  return as_b == b;
}

std::unexpected<Error> too_many() {
  return fail(Failure::too_large, "The allow and deny lists hold a million networks together, and no more");
}

// The next of `all` from `at` on that go into one step.
template <class T>
std::vector<T> step_of(const std::vector<T>& all, std::size_t at) {
  const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
  return {from, from + static_cast<std::ptrdiff_t>(std::min(Lists::kInOneStep, all.size() - at))};
}

}  // namespace

void Lists::Live::put(const Entry& e) {
  auto& held = networks.at(e.network);
  auto& half = held.of(e.side);
  half.services = e.services.bits;
  half.until = e.until;
  next_end = std::min(next_end, e.until);
  if (e.side == Side::deny) return;
  held.bypasses = e.bypasses;
  if (!e.bypasses.has(Bypass::smtp_authentication)) {
    sending.erase(e.network);
    return;
  }
  auto& granted = sending[e.network];
  granted.senders = e.senders;
  granted.hourly = e.hourly;
}

void Lists::Live::drop(const IpNetwork& network, Side side) {
  auto* held = networks.find(network);
  if (held == nullptr) return;
  held->of(side) = {};
  if (side == Side::allow) sending.erase(network);
  if (held->deny.services == 0 && held->allow.services == 0) networks.erase(network);
}

void Lists::Live::note(const IpNetwork& network, Held& held, Half& half, Time now) {
  if (half.hits < std::numeric_limits<std::uint32_t>::max()) ++half.hits;
  half.last_hit = now;
  if (held.noted || hit.size() >= kMostNoted) return;
  held.noted = true;
  hit.push_back(network);
}

template <class Found>
bool Lists::decide(Live& live, const IpAddress& address, events::Service service, Time now, Found found) {
  const auto bit = Services::of(service).bits;
  return live.networks.walk(address, [&](const IpNetwork& network, Held& held) {
    for (const auto side : {Side::deny, Side::allow}) {
      auto& half = held.of(side);
      if ((half.services & bit) == 0 || half.until <= now) continue;
      found(network, held, side);
      return true;
    }
    return false;
  });
}

std::optional<Lists::Hit> Lists::find(const IpAddress& address, events::Service service, Time now) const {
  std::optional<Hit> out;
  live_.with([&](Live& live) {
    decide(live, address, service, now, [&](const IpNetwork& network, Held& held, Side side) {
      out = Hit{side, side == Side::allow ? held.bypasses : Bypasses{}};
      live.note(network, held, held.of(side), now);
    });
  });
  return out;
}

std::optional<Lists::Hit> Lists::look(const IpAddress& address, events::Service service, Time now) const {
  std::optional<Hit> out;
  live_.with([&](Live& live) {
    decide(live, address, service, now, [&](const IpNetwork&, const Held& held, Side side) {
      out = Hit{side, side == Side::allow ? held.bypasses : Bypasses{}};
    });
  });
  return out;
}

// The most specific one, and of two alike the denying one.
std::optional<Side> Lists::look_if(std::span<const Entry> entries, const IpAddress& address, events::Service service,
                                   Time now) const {
  const auto bit = Services::of(service).bits;
  std::optional<Side> side;
  unsigned bits = 0;
  const auto consider = [&](const IpNetwork& network, Side s) {
    if (side && (network.bits() < bits || (network.bits() == bits && s == Side::allow))) return;
    side = s;
    bits = network.bits();
  };
  const auto is_replaced = [&](const IpNetwork& network, Side s) {
    return std::ranges::any_of(entries, [&](const Entry& e) { return e.network == network && e.side == s; });
  };
  live_.with([&](Live& live) {
    live.networks.walk(address, [&](const IpNetwork& network, Held& held) {
      for (const auto s : {Side::deny, Side::allow})
        if (const auto& half = held.of(s); (half.services & bit) != 0 && half.until > now && !is_replaced(network, s))
          consider(network, s);
      return false;
    });
  });
  for (const auto& e : entries)
    if (e.services.has(service) && e.network.contains(address)) consider(e.network, e.side);
  return side;
}

Lists::Sending* Lists::sending(Live& live, const IpAddress& address, events::Service service, Time now) {
  Sending* out = nullptr;
  decide(live, address, service, now, [&](const IpNetwork& network, const Held&, Side side) {
    const auto found = live.sending.find(network);
    if (side == Side::allow && found != live.sending.end()) out = &found->second;
  });
  return out;
}

bool Lists::sends_as(const IpAddress& address, events::Service service, std::string_view sender, Time now) const {
  const auto domain = sender.substr(std::min(sender.rfind('@'), sender.size()));
  return live_.with([&](Live& live) {
    const auto* granted = sending(live, address, service, now);
    return granted != nullptr && std::ranges::any_of(granted->senders, [&](const std::string& s) {
             return equal_nocase(s, s.starts_with('@') ? domain : sender);
           });
  });
}

bool Lists::take_turn(const IpAddress& address, events::Service service, Time now) {
  return live_.with([&](Live& live) {
    auto* granted = sending(live, address, service, now);
    if (granted == nullptr) return false;
    auto& sent = granted->sent;
    while (!sent.empty() && sent.front() + std::chrono::hours(1) <= now) sent.pop_front();
    if (sent.size() >= granted->hourly) return false;
    sent.push_back(now);
    return true;
  });
}

Task<Result<void>> Lists::load(Time now) {
  Result<void> broken;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto entry = decode_entry(value);
    if (!entry)
      broken = pass_on(entry);
    else
      live_.with([&](Live& live) {
        if (entry->until > now) live.put(*entry);
        live.next_end = std::min(live.next_end, entry->until);
      });
    return true;
  };
  auto done = co_await kv_.scan(kv::Family::meta, std::string(keys::kLists), keys::after(keys::kLists), std::move(visit));
  if (!done) co_return done;
  co_return broken;
}

Task<Result<void>> Lists::write(std::vector<Entry> entries) {
  kv::Intent intent = [&](kv::Transaction& in) -> Result<void> {
    for (auto& e : entries) {
      const auto key = key_of(e.network, e.side);
      auto before = in.get(kv::Family::meta, key);
      if (!before) return pass_on(before);
      const auto old = decode_entry(before->value_or(""));
      if (!old || !says_the_same(*old, e)) in.put(kv::Family::meta, key, encode(e));
    }
    return {};
  };
  co_return co_await kv_.commit(kListsShard, std::move(intent));
}

// A row that cannot be read is taken away as well.
Task<Result<std::size_t>> Lists::erase(std::vector<IpNetwork> networks, Side side, Time ended_by) {
  std::vector<IpNetwork> gone;
  kv::Intent intent = [&](kv::Transaction& in) -> Result<void> {
    gone.clear();
    for (const auto& network : networks) {
      const auto key = key_of(network, side);
      auto row = in.get(kv::Family::meta, key);
      if (!row) return pass_on(row);
      const auto entry = decode_entry(row->value_or(""));
      if (!*row || (entry && entry->until > ended_by)) continue;
      in.erase(kv::Family::meta, key);
      gone.push_back(network);
    }
    return {};
  };
  auto done = co_await kv_.commit(kListsShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return pass_on(done);
  live_.with([&](Live& live) {
    for (const auto& network : gone) live.drop(network, side);
  });
  co_return gone.size();
}

Task<Result<void>> Lists::add(std::vector<Entry> entries) {
  if (size() + entries.size() > kMost) co_return too_many();
  const auto live = entries;
  auto written = co_await write(std::move(entries));
  if (!written) co_return written;
  live_.with([&](Live& all) {
    for (const auto& e : live) all.put(e);
  });
  co_return Result<void>{};
}

Task<Result<std::size_t>> Lists::remove(std::vector<IpNetwork> networks, Side side) {
  co_return co_await erase(std::move(networks), side, kForEver);
}

Task<Result<Lists::Imported>> Lists::import(std::vector<IpNetwork> wanted, Entry like, Watch watch) {
  const auto is_on_side = [side = like.side](const Entry& e) { return e.side == side; };
  auto before = co_await list(is_on_side, kMost);
  if (!before) co_return pass_on(before);
  std::ranges::sort(wanted);
  std::vector<IpNetwork> theirs, of_others, gone, to_write;
  for (const auto& e : *before) (e.list == like.list ? theirs : of_others).push_back(e.network);
  std::ranges::sort(theirs);
  std::ranges::sort(of_others);
  std::ranges::set_difference(theirs, wanted, std::back_inserter(gone));
  std::ranges::set_difference(wanted, of_others, std::back_inserter(to_write));
  Imported out{.removed = gone.size(), .by_hand = wanted.size() - to_write.size()};
  std::vector<IpNetwork> kept;
  std::ranges::set_intersection(theirs, to_write, std::back_inserter(kept));
  out.kept = kept.size();
  out.added = to_write.size() - kept.size();
  const auto all = to_write.size() + gone.size();
  for (std::size_t at = 0; at < to_write.size(); at += kInOneStep) {
    if (!watch(at, all)) co_return fail(Failure::closed, "Given up: what was imported until then is there");
    std::vector<Entry> entries;
    for (const auto& network : step_of(to_write, at)) entries.emplace_back(like).network = network;
    auto done = co_await add(std::move(entries));
    if (!done) co_return pass_on(done);
  }
  for (std::size_t at = 0; at < gone.size(); at += kInOneStep) {
    if (!watch(to_write.size() + at, all)) co_return fail(Failure::closed, "Given up: what was to go is partly there");
    auto done = co_await erase(step_of(gone, at), like.side, kForEver);
    if (!done) co_return pass_on(done);
  }
  co_return out;
}

Task<Result<std::optional<Entry>>> Lists::entry(IpNetwork network, Side side) {
  auto row = co_await kv_.get(kv::Family::meta, key_of(network, side));
  if (!row) co_return pass_on(row);
  if (!*row) co_return std::nullopt;
  auto entry = decode_entry(**row);
  if (!entry) co_return pass_on(entry);
  co_return std::move(*entry);
}

Task<Result<std::vector<Entry>>> Lists::list(std::function<bool(const Entry&)> wanted, std::size_t limit) {
  auto saved = co_await save_hits();
  ignore(saved, "storage that takes no more hides no list");
  std::vector<Entry> out;
  Result<void> broken;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    auto entry = decode_entry(value);
    if (!entry)
      broken = pass_on(entry);
    else if (out.size() < limit && wanted(*entry))
      out.push_back(std::move(*entry));
    return out.size() < limit;
  };
  auto done = co_await kv_.scan(kv::Family::meta, std::string(keys::kLists), keys::after(keys::kLists), std::move(visit));
  if (!done) co_return pass_on(done);
  if (!broken) co_return pass_on(broken);
  co_return out;
}

std::vector<Lists::Hits> Lists::Live::take_hits() {
  std::vector<Hits> all;
  for (const auto& network : hit) {
    auto* held = networks.find(network);
    if (held == nullptr) continue;
    held->noted = false;
    for (const auto side : {Side::deny, Side::allow}) {
      auto& half = held->of(side);
      if (half.hits > 0) all.push_back({network, side, std::exchange(half.hits, 0), half.last_hit});
    }
  }
  hit.clear();
  return all;
}

// Taken within the intent: whoever saves after it, with nothing left to take, comes back when these are written.
Task<Result<void>> Lists::save_hits() {
  kv::Intent intent = [this](kv::Transaction& in) -> Result<void> {
    for (const auto& h : live_.with([](Live& live) { return live.take_hits(); })) {
      const auto key = key_of(h.network, h.side);
      auto row = in.get(kv::Family::meta, key);
      if (!row) return pass_on(row);
      auto entry = decode_entry(row->value_or(""));
      if (!entry) continue;  // it is gone
      entry->hits += h.hits;
      entry->last_hit = h.last;
      in.put(kv::Family::meta, key, encode(*entry));
    }
    return {};
  };
  co_return co_await kv_.commit(kListsShard, std::move(intent), kv::Durability::relaxed);
}

// `next_end`: of those that stay; as it was when it cannot be told.
Task<Result<std::size_t>> Lists::sweep_rows(Time now, Time& next_end) {
  Time next = kForEver;
  const auto is_over = [&](const Entry& e) {
    if (e.until > now) next = std::min(next, e.until);
    return e.until <= now;
  };
  auto over = co_await list(is_over, kMost);
  if (!over) co_return pass_on(over);
  for (const auto side : {Side::deny, Side::allow}) {
    std::vector<IpNetwork> gone;
    for (const auto& e : *over)
      if (e.side == side) gone.push_back(e.network);
    for (std::size_t at = 0; at < gone.size(); at += kInOneStep) {
      auto done = co_await erase(step_of(gone, at), side, now);
      if (!done) co_return pass_on(done);
    }
  }
  next_end = next;
  co_return over->size();
}

// The rows are read only when one of them has ended: there may be a million.
Task<Result<std::size_t>> Lists::sweep(Time now) {
  auto saved = co_await save_hits();
  if (!saved) co_return pass_on(saved);
  // What others add meanwhile counts too, and what goes wrong is tried again.
  const auto due = live_.with([](Live& live) { return std::exchange(live.next_end, kForEver); });
  Time next_end = due;
  Result<std::size_t> done = 0;
  if (due <= now) done = co_await sweep_rows(now, next_end);
  live_.with([&](Live& live) { live.next_end = std::min(live.next_end, next_end); });
  co_return done;
}

std::size_t Lists::size() const {
  return live_.with([](const Live& live) { return live.networks.size(); });
}

}  // namespace postern::guard
