// Two kinds of rows, each with the time at which it was seen last: who is known, and who waits.
#include "judge/greylist.h"

#include <algorithm>
#include <utility>

#include "base/codec.h"
#include "base/text.h"
#include "judge/sweep.h"
#include "kv/key_range.h"

namespace postern::judge {
namespace {

constexpr kv::Shard kGreylistShard{0};
constexpr std::uint8_t kGreylistVersion = 1;
constexpr std::string_view kRows = "Jg", kKnown = "Jgk", kWaiting = "Jgw";  // in Family::hot
constexpr std::size_t kLongestPart = 300;                                   // of a key
constexpr std::chrono::hours kTouchEvery{24};

std::string_view cut(std::string_view text) { return text.substr(0, kLongestPart); }

std::string known_key(std::string_view who) { return Encoder().raw(kKnown).bytes(cut(who)).take(); }
// Of all with which he waits: they begin so, and no others.
std::string waiting_keys(std::string_view who) { return Encoder().raw(kWaiting).bytes(cut(who)).take(); }
std::string waiting_key(const Knock& knock) {
  return Encoder().raw(waiting_keys(knock.who)).bytes(cut(knock.sender)).bytes(cut(knock.recipient)).take();
}

std::string row(Time seen) { return Encoder().u8(kGreylistVersion).zigzag(seen.ms).take(); }

// A row that cannot be read is as good as none.
std::optional<Time> seen(std::string_view stored) {
  Decoder in(stored);
  const bool good = in.u8() == kGreylistVersion;
  const Time at{in.zigzag()};
  if (!good || !in.done()) return {};
  return at;
}

std::optional<Time> seen(kv::Transaction& t, const std::string& key) {
  const auto stored = t.get(kv::Family::hot, key);
  if (!stored || !*stored) return {};
  return seen(**stored);
}

// A time in the future is of a clock that was wrong.
bool within(Time from, std::chrono::milliseconds span, Time now) { return from <= now && now < from + span; }

bool holds(Time at, bool known, const Settings& settings, Time now) {
  return within(at, known ? settings.greylist_memory : settings.greylist_window, now);
}

std::optional<Greylisted> read_row(std::string_view key, std::string_view value) {
  Greylisted out;
  out.known = key.starts_with(kKnown);
  Decoder in(key.substr((out.known ? kKnown : kWaiting).size()));
  out.who = in.bytes();
  if (!out.known) {
    out.sender = in.bytes();
    out.recipient = in.bytes();
  }
  const auto at = seen(value);
  if (!at || !in.done()) return {};
  out.seen = *at;
  return out;
}

// In lower case.
bool has_text(const Greylisted& row, std::string_view text) {
  const auto has = [&](std::string_view where) { return to_lower(where).find(text) != std::string::npos; };
  return text.empty() || has(row.who) || has(row.sender) || has(row.recipient);
}

void keep_newest(std::vector<Greylisted>& rows, std::size_t most) {
  std::ranges::sort(rows, [](const auto& a, const auto& b) { return a.seen != b.seen ? a.seen > b.seen : a.who < b.who; });
  if (rows.size() > most) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(most), rows.end());
}

}  // namespace

std::string known_as(const IpAddress& client, std::string_view proven_domain) {
  if (!proven_domain.empty()) return to_lower(proven_domain);
  return IpNetwork(client, client.is_v4() ? 96 + 24 : 64).text();
}

Task<bool> Greylist::lets_in(Knock knock, const Settings& settings) {
  const auto now = time_.now();
  bool in = true;
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    const auto known = seen(t, known_key(knock.who));
    if (known && within(*known, settings.greylist_memory, now)) {
      if (now >= *known + kTouchEvery) t.put(kv::Family::hot, known_key(knock.who), row(now));
      return {};
    }
    const auto first = seen(t, waiting_key(knock));
    if (first && within(*first, settings.greylist_window, now)) {
      in = now >= *first + settings.greylist_delay;
      if (!in) return {};
      t.put(kv::Family::hot, known_key(knock.who), row(now));
      t.erase(kv::Family::hot, waiting_key(knock));
      return {};
    }
    if (waiting_ >= kMostWaiting) return {};
    in = false;
    ++waiting_;
    t.put(kv::Family::hot, waiting_key(knock), row(now));
    return {};
  };
  auto done = co_await kv_.commit(kGreylistShard, std::move(intent), kv::Durability::relaxed);
  co_return in || !done;
}

Task<Result<std::vector<Greylisted>>> Greylist::list(const Settings& settings, std::string text, std::size_t most) {
  constexpr std::size_t kAtOnce = 10'000;  // more than is wanted, of which the newest are kept
  const auto now = time_.now();
  const auto lower = to_lower(text);
  std::vector<Greylisted> rows;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    auto one = read_row(key, value);
    if (one && holds(one->seen, one->known, settings, now) && has_text(*one, lower)) rows.push_back(std::move(*one));
    if (rows.size() >= most + kAtOnce) keep_newest(rows, most);
    return true;
  };
  auto scanned = co_await kv_.scan(kv::Family::hot, std::string(kRows), kv::after(kRows), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  keep_newest(rows, most);
  co_return rows;
}

Task<Result<Kept>> Greylist::kept_of(std::string who, const Settings& settings) {
  const auto now = time_.now();
  Kept out;
  auto stored = co_await kv_.get(kv::Family::hot, known_key(who));
  if (!stored) co_return pass_on(stored);
  const auto last = *stored ? seen(**stored) : std::nullopt;
  out.known = last && holds(*last, true, settings, now);
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    const auto first = seen(value);
    out.waiting += first && holds(*first, false, settings, now) ? 1U : 0U;
    return true;
  };
  auto from = waiting_keys(who);
  auto to = kv::after(from);
  auto scanned = co_await kv_.scan(kv::Family::hot, std::move(from), std::move(to), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  co_return out;
}

Task<Result<void>> Greylist::let_in(std::string who) {
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    const auto waiting = waiting_keys(who);
    t.erase_range(kv::Family::hot, waiting, kv::after(waiting));
    t.put(kv::Family::hot, known_key(who), row(time_.now()));
    return {};
  };
  co_return co_await kv_.commit(kGreylistShard, std::move(intent));
}

Task<Result<void>> Greylist::forget(std::string who) {
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    const auto waiting = waiting_keys(who);
    t.erase_range(kv::Family::hot, waiting, kv::after(waiting));
    t.erase(kv::Family::hot, known_key(who));
    return {};
  };
  co_return co_await kv_.commit(kGreylistShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
}

Task<Result<std::size_t>> Greylist::sweep(const Settings& settings, std::size_t rows) {
  auto round = round_.with([](const Round& one) { return one; });
  const auto now = time_.now();
  const auto is_over = [&](std::string_view key, std::string_view value) {
    const bool known = key.starts_with(kKnown);
    const auto at = seen(value);
    const bool stays = at && holds(*at, known, settings, now);
    round.waiting += !known && stays ? 1U : 0U;
    return !stays;
  };
  auto swept = co_await sweep_rows(kv_, std::string(kRows), round.from, rows, is_over);
  if (!swept) co_return pass_on(swept);
  round.from = swept->next;
  if (round.from.empty()) waiting_ = std::exchange(round.waiting, 0);
  round_.with([&](Round& one) { one = round; });
  co_return swept->removed;
}

}  // namespace postern::judge
