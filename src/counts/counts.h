// Counts by the hour: mail in and out, verdicts, blocks, logins and what is measured at an instant, kept for thirteen months.
// Use: Counts counts(kv, time, country_of);  give it to the sink of all events;  counts.measure(series::kQueueLength, n);
//   co_await counts.write() each minute and at the end, co_await counts.sweep(domains) each day;  co_await counts.read(from, until)
// Promises: write(event) adds to a number, waits for nothing and allocates nothing but for a domain's own counts; any thread. In memory is one number a series and
//   hour, of this hour and the one before. What is written is added to what is stored, so a restart loses nothing; a crash, and an hour
//   in which write() was not called, lose no more than what came since it was.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "counts/domain_counts.h"
#include "counts/heard.h"
#include "counts/record.h"
#include "events/events.h"
#include "kv/kv.h"

namespace postern::counts {

using Hour = std::int64_t;  // since 1970, UTC
constexpr Hour hour_of(Time t) { return (t.seconds() - (t.seconds() % 3600 + 3600) % 3600) / 3600; }
constexpr Time begin_of(Hour hour) { return Time{hour * 3'600'000}; }

class Counts final : public events::Sink, private Counter {
 public:
  static constexpr std::chrono::days kKept = DomainCounts::kKept;
  using CountryOf = std::function<std::string(std::string_view ip)>;

  Counts(kv::Store& kv, const TimeSource& time, CountryOf country_of = {}, DomainCounts::DomainOf domain_of = {})
      : kv_(kv), time_(time), country_of_(std::move(country_of)), of_domains_(kv, time, std::move(domain_of)) {}

  using Sink::write;
  void write(events::Event event, SessionId, std::span<const events::Field> fields) override {
    hear(event, fields, *this);
    of_domains_.hear(event, fields);
  }
  [[nodiscard]] bool wants(events::Event) const override { return false; }  // nothing is logged for its sake
  void measure(Number, std::uint64_t value);
  DomainCounts& of_domains() { return of_domains_; }  // written and swept with the rest

  Task<Result<void>> write();
  // What is older than kKept goes, and what domains had that are not among these.
  Task<Result<void>> sweep(std::vector<DomainId> there);
  // One record an hour, from the first to the last; also of what is not written yet.
  Task<Result<std::vector<Record>>> read(Hour first, Hour last);

 private:
  using Cells = std::array<std::atomic<std::uint64_t>, kMostSeries>;

  void one(Number) override;
  [[nodiscard]] std::string country_of(std::string_view ip) const override;
  Cells& cells(Hour hour) { return cells_[static_cast<std::size_t>(hour & 1)]; }
  Record take(Hour);
  void give_back(Hour, const Record&);
  void raise(Hour, Number, std::uint64_t);
  Task<Result<void>> write(Hour, Record);

  kv::Store& kv_;
  const TimeSource& time_;
  CountryOf country_of_;
  DomainCounts of_domains_;
  std::array<Cells, 2> cells_{};  // of even and of odd hours
};

}  // namespace postern::counts
