// One time a sender: each recipient moves it on by his share of an hour, and it may lie an hour ahead.
#include "queue/throttle.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/codec.h"
#include "base/text.h"
#include "config/schema.h"
#include "kv/key_range.h"

namespace postern::queue {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kSweepAt = 10'000;           // senders that are known
constexpr std::string_view kPrefix = "throttle ";  // account or domain -> when it has used up what it may
constexpr kv::Shard kShard{0};
constexpr auto kForgotten = 1min;  // of what may be sent: not worth a row for each who writes a letter

std::string key_of(std::string_view who) { return std::string(kPrefix).append(who); }

}  // namespace

class Throttle::Limits {
 public:
  explicit Limits(std::shared_ptr<const ThrottleSettings> settings) : settings_(std::move(settings)) {
    for (const auto& row : settings_->rows) named_.try_emplace(to_lower(row.of), &row);
  }
  [[nodiscard]] bool are_of(const std::shared_ptr<const ThrottleSettings>& settings) const { return settings_ == settings; }

  // A list has no limit that nobody has set.
  [[nodiscard]] ThrottleRow of(ThrottleShare::Kind kind, const std::string& who) const {
    if (const auto named = named_.find(to_lower(who)); named != named_.end())
      return {.of = who, .hourly = named->second->hourly, .action = named->second->action};
    const auto usual = kind == ThrottleShare::Kind::account  ? settings_->account_hourly
                       : kind == ThrottleShare::Kind::domain ? settings_->domain_hourly
                                                             : 0;
    return {.of = who, .hourly = usual, .action = settings_->action};
  }

 private:
  std::shared_ptr<const ThrottleSettings> settings_;  // whose rows are named
  std::unordered_map<std::string, const ThrottleRow*> named_;
};

Throttle::Throttle(kv::Store& kv, config::Live<ThrottleSettings> settings)
    : kv_(kv), settings_(std::move(settings)), sweep_at_(kSweepAt) {}

std::shared_ptr<const Throttle::Limits> Throttle::limits() const {
  auto settings = settings_.current();
  return limits_.with([&](auto& kept) {
    if (!kept || !kept->are_of(settings)) kept = std::make_shared<const Limits>(std::move(settings));
    return kept;
  });
}

// Who has nothing to wait for is forgotten; where many have, not with each message.
void Throttle::sweep(Used& used, Time now) {
  if (used.size() < sweep_at_) return;
  std::erase_if(used, [&](const auto& one) { return one.second <= now; });
  sweep_at_ = std::max(kSweepAt, 2 * used.size());
}

std::vector<ThrottleShare> shares_of(const address::Mailbox& sender, std::size_t recipients) {
  return {{ThrottleShare::Kind::account, sender.key(), recipients},
          {ThrottleShare::Kind::domain, to_lower(sender.domain().ascii()), recipients}};
}

ThrottleShare share_of_list(const address::Mailbox& list, std::size_t members) {
  return {ThrottleShare::Kind::list, list.key(), members};
}

Throttle::Turn Throttle::take(const std::vector<ThrottleShare>& shares, Time now) {
  const auto limits = this->limits();
  std::vector<ThrottleRow> rows;
  for (const auto& share : shares) rows.push_back(limits->of(share.kind, share.of));
  return used_.with([&](Used& used) {
    sweep(used, now);
    Turn turn;
    std::vector<Time> next(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto& row = rows[i];
      if (row.hourly == 0) continue;
      const auto at = used.find(row.of);
      const Time from = at == used.end() ? now : std::max(at->second, now);
      const std::chrono::milliseconds share(static_cast<std::int64_t>(shares[i].recipients) * 3'600'000 / row.hourly);
      next[i] = from + share;
      // Who has sent nothing lately may send to any number once: it is the next one who waits.
      const auto excess = std::min(next[i] - 1h, from);
      if (excess <= now) continue;
      const bool refused = row.action == OverLimit::reject;
      if (refused) return Turn{.what = What::refuse, .until = {}, .of = row.of, .hourly = row.hourly};
      if (excess > turn.until) turn = {.what = What::wait, .until = excess, .of = row.of, .hourly = row.hourly};
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i].hourly != 0) used[rows[i].of] = next[i];
    return turn;
  });
}

// Not waited for: the commit of the message comes behind it and brings it to the disk.
Task<Result<void>> Throttle::keep(std::vector<ThrottleShare> shares, Time now) {
  auto rows = used_.with([&](const Used& used) {
    std::vector<std::pair<std::string, Time>> out;
    for (const auto& share : shares)
      if (const auto at = used.find(share.of); at != used.end() && at->second > now + kForgotten)
        out.emplace_back(key_of(share.of), at->second);
    return out;
  });
  if (rows.empty()) co_return Result<void>{};
  kv::Intent write = [rows = std::move(rows)](kv::Transaction& in) -> Result<void> {
    for (const auto& [key, until] : rows) in.put(kv::Family::hot, key, Encoder().zigzag(until.ms).view());
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write), kv::Durability::relaxed);
}

Task<Result<void>> Throttle::load(Time now) {
  Used known;
  std::vector<std::string> over;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    Decoder in(value);
    const Time until{in.zigzag()};
    if (in.done() && until > now)
      known.emplace(key.substr(kPrefix.size()), until);
    else
      over.emplace_back(key);
    return true;
  };
  auto scanned = co_await kv_.scan(kv::Family::hot, std::string(kPrefix), kv::after(kPrefix), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  used_.with([&](Used& used) { used = std::move(known); });
  if (over.empty() || !kv_.accepts_writes()) co_return Result<void>{};
  kv::Intent forget = [over = std::move(over)](kv::Transaction& in) -> Result<void> {
    for (const auto& key : over) in.erase(kv::Family::hot, key);
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(forget), kv::Durability::relaxed, kv::Purpose::shrink);
}

// All who are known: of a time that is far off nobody can tell whether it stands for much mail or for a clock that was ahead.
Task<Result<void>> Throttle::clock_was_set_back(std::chrono::milliseconds by) {
  auto rows = used_.with([by](Used& used) {
    for (auto& [of, until] : used) until = until - by;
    return used;
  });
  kv::Intent write = [rows = std::move(rows)](kv::Transaction& in) -> Result<void> {
    for (const auto& [of, until] : rows) in.put(kv::Family::hot, key_of(of), Encoder().zigzag(until.ms).view());
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write), kv::Durability::relaxed);
}

std::vector<Throttle::Reached> Throttle::reached(Time now) const {
  const auto limits = this->limits();
  auto used = used_.with([&](const Used& all) { return all; });
  std::vector<Reached> out;
  for (const auto& [of, until] : used) {
    const bool is_domain = !of.contains('@');
    const auto row = limits->of(is_domain ? ThrottleShare::Kind::domain : ThrottleShare::Kind::account, of);
    if (until <= now || row.hourly == 0) continue;
    constexpr std::int64_t kHour = std::chrono::milliseconds(1h).count();
    const auto recipients = ((until - now).count() * row.hourly + kHour - 1) / kHour;
    out.push_back({of, row.hourly, row.action, static_cast<std::uint64_t>(recipients), until});
  }
  return out;
}

std::size_t Throttle::known() const {
  return used_.with([](const Used& used) { return used.size(); });
}

namespace {

std::string check_of(std::string_view text) {
  const bool named = address::parse_domain(text) || address::parse_mailbox(text, address::Charset::utf8);
  return named ? "" : "is a domain, or the address of an account or an alias";
}

}  // namespace

}  // namespace postern::queue

namespace postern {

template <>
struct config::Names<queue::OverLimit> {
  static constexpr std::array labels{
      config::label(queue::OverLimit::delay, "delay", "It is taken, and goes out when there is room again"),
      config::label(queue::OverLimit::reject, "reject", "It is refused with 550")};
};

template <>
struct config::Schema<queue::ThrottleRow> {
  using S = queue::ThrottleRow;
  static constexpr std::string_view title = "A limit";
  static constexpr std::tuple fields{
      config::field(&S::of,
                    {.key = "of",
                     .label = "Of",
                     .help = "An account; a domain: all its accounts together; or an alias: what it brings to all whom it "
                             "stands for, whoever "
                             "has sent it.",
                     .check = queue::check_of},
                    1, 320),
      config::field(&S::hourly,
                    {.key = "hourly", .label = "Recipients an hour", .help = "0: as many as they like.", .unit = "recipients"},
                    0, 10'000'000),
      config::field(&S::action,
                    {.key = "action", .label = "Beyond it", .help = "What becomes of a message that goes beyond."})};
};
template const config::Table& config::table<queue::ThrottleRow>();

template <>
struct config::Schema<queue::ThrottleSettings> {
  using S = queue::ThrottleSettings;
  static constexpr std::string_view title = "How much is sent";
  static constexpr std::tuple fields{
      config::field(
          &S::account_hourly,
          {.key = "account_hourly",
           .label = "Recipients of an account",
           .help = "So many recipients an hour may an account send to; what it did not use of the last hour it has at once. 0: "
                   "as many as it likes.",
           .reason = "More than people write to in an hour, and few enough that a stolen password spoils no reputation.",
           .unit = "recipients",
           .hardened = {config::Weaker::higher, config::Severity::medium, true}},
          0, 10'000'000),
      config::field(&S::domain_hourly,
                    {.key = "domain_hourly",
                     .label = "Recipients of a domain",
                     .help = "The same of all accounts of a domain together. 0: as many as they like.",
                     .unit = "recipients"},
                    0, 10'000'000),
      config::field(&S::action, {.key = "action",
                                 .label = "Beyond that",
                                 .help = "What becomes of a message that goes beyond.",
                                 .reason = "Delay: nothing is lost, and who did not send it himself has time to notice."}),
      config::field(&S::rows,
                    {.key = "rows",
                     .label = "Others",
                     .help = "Accounts and domains for which other limits hold, and aliases that have one."},
                    0, 10'000)};
};
template const config::Table& config::table<queue::ThrottleSettings>();

}  // namespace postern
