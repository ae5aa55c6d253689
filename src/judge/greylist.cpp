// Two kinds of rows, each with the time at which it was seen last: who is known, and who waits.
#include "judge/greylist.h"

#include <utility>

#include "base/codec.h"
#include "base/text.h"
#include "judge/sweep.h"

namespace postern::judge {
namespace {

constexpr kv::Shard kGreylistShard{0};
constexpr std::uint8_t kGreylistVersion = 1;
constexpr std::string_view kRows = "Jg", kKnown = "Jgk", kWaiting = "Jgw";  // in Family::hot
constexpr std::size_t kLongestPart = 300;                                   // of a key
constexpr std::chrono::hours kTouchEvery{24};

std::string_view cut(std::string_view text) { return text.substr(0, kLongestPart); }

std::string known_key(const Knock& knock) { return Encoder().raw(kKnown).bytes(cut(knock.who)).take(); }
std::string waiting_key(const Knock& knock) {
  return Encoder().raw(kWaiting).bytes(cut(knock.who)).bytes(cut(knock.sender)).bytes(cut(knock.recipient)).take();
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

}  // namespace

std::string known_as(const IpAddress& client, std::string_view proven_domain) {
  if (!proven_domain.empty()) return to_lower(proven_domain);
  return IpNetwork(client, client.is_v4() ? 96 + 24 : 64).text();
}

Task<bool> Greylist::lets_in(Knock knock, const Settings& settings) {
  const auto now = time_.now();
  bool in = true;
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    const auto known = seen(t, known_key(knock));
    if (known && within(*known, settings.greylist_memory, now)) {
      if (now >= *known + kTouchEvery) t.put(kv::Family::hot, known_key(knock), row(now));
      return {};
    }
    const auto first = seen(t, waiting_key(knock));
    if (first && within(*first, settings.greylist_window, now)) {
      in = now >= *first + settings.greylist_delay;
      if (!in) return {};
      t.put(kv::Family::hot, known_key(knock), row(now));
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

Task<Result<std::size_t>> Greylist::sweep(const Settings& settings, std::size_t rows) {
  auto round = round_.with([](const Round& one) { return one; });
  const auto now = time_.now();
  const auto is_over = [&](std::string_view key, std::string_view value) {
    const bool waits = key.starts_with(kWaiting);
    const auto at = seen(value);
    const bool holds = at && within(*at, waits ? settings.greylist_window : settings.greylist_memory, now);
    round.waiting += waits && holds ? 1U : 0U;
    return !holds;
  };
  auto swept = co_await sweep_rows(kv_, std::string(kRows), round.from, rows, is_over);
  if (!swept) co_return pass_on(swept);
  round.from = swept->next;
  if (round.from.empty()) waiting_ = std::exchange(round.waiting, 0);
  round_.with([&](Round& one) { one = round; });
  co_return swept->removed;
}

}  // namespace postern::judge
