// Counts of each domain by the day (UTC), for who administers it: mail that came for its people and went from them, and what of that was
// given up; what was held or refused as spam; their logins. Kept for thirteen months.
// Use: DomainCounts counts(kv, time, domain_of);  counts.hear(event, fields) of all events;  co_await counts.write() each minute and at
//   the end, co_await counts.sweep(domains) each day;  co_await counts.read(domain, from, until)
// Promises: hear() waits for a lock that nobody holds for long; any thread. In memory is a record a domain and day of which something was
//   heard since write(); a crash loses no more than that.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "counts/heard.h"
#include "counts/record.h"
#include "kv/kv.h"

namespace postern::counts {

using Day = std::int64_t;  // since 1970, UTC
constexpr Day day_of(Time t) { return (t.seconds() - (t.seconds() % 86'400 + 86'400) % 86'400) / 86'400; }
constexpr Time begin_of_day(Day day) { return Time{day * 86'400'000}; }

class DomainCounts final : private DomainCounter {
 public:
  static constexpr std::chrono::days kKept{400};
  using DomainOf = std::function<std::optional<DomainId>(std::string_view address)>;  // none: the domain is not ours

  DomainCounts(kv::Store& kv, const TimeSource& time, DomainOf domain_of)
      : kv_(kv), time_(time), domain_of_(std::move(domain_of)) {}

  void hear(events::Event event, std::span<const events::Field> fields) { counts::hear(event, fields, *this); }
  Task<Result<void>> write();
  // What is older than kKept goes, and all of domains that are not among these.
  Task<Result<void>> sweep(std::vector<DomainId> there);
  // One record a day, from the first to the last; also of what is not written yet.
  Task<Result<std::vector<Record>>> read(DomainId, Day first, Day last);

 private:
  using Place = std::pair<DomainId, Day>;
  using All = std::map<Place, Record>;

  void one(Number, std::string_view address) override;
  void give_back(const All&);

  kv::Store& kv_;
  const TimeSource& time_;
  DomainOf domain_of_;
  Locked<All> heard_;
};

}  // namespace postern::counts
