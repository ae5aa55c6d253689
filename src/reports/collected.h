// What is collected for other domains, by day and domain, until it has been sent.
// Use: Collected<TlsReport> collected(kv, "tls");  collected.note(day, "far.example", one);  by the clock: co_await collected.flush();
//   then  auto waiting = co_await collected.waiting(last_day);  ...  co_await collected.remove(one);
// Promises: note() waits for nothing and holds at most kMostUnwritten domains in memory; a day holds at most kMostDomains; a crash loses
//   what was noted since the last flush(), which is a count and no mail. Any thread.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/locked.h"
#include "base/task.h"
#include "kv/kv.h"
#include "reports/day.h"

namespace postern::reports {

inline constexpr std::size_t kMostUnwritten = 2'000;
inline constexpr std::size_t kMostDomains = 10'000;

// Of which day and domain something is.
struct Subject {
  Day day;
  std::string domain;
  friend auto operator<=>(const Subject&, const Subject&) = default;
};

template <class Report>
class Collected {
 public:
  struct Row {
    Report report = {};
    std::vector<std::string> told = {};  // the destinations that have it
  };

  Collected(kv::Store& kv, std::string_view kind) : kv_(kv), prefix_("T for " + std::string(kind) + " ") {}

  void note(const Subject&, const Report&);
  Task<Result<void>> flush();

  // What is of that day or an earlier one, the oldest first, at most `most`; those behind `after` only.
  Task<Result<std::vector<Subject>>> waiting(Day last, std::size_t most, Subject after = {});
  Task<Result<Row>> row(Subject);
  Task<Result<void>> note_told(Subject, std::vector<std::string> told);
  Task<Result<void>> remove(Subject);

 private:
  [[nodiscard]] std::string key_of(const Subject& s) const { return prefix_ + s.day + " " + s.domain; }
  [[nodiscard]] std::string count_key(const Day& day) const { return "T# " + prefix_ + day; }
  Result<void> add(kv::Transaction&, const Subject&, const Report&) const;

  kv::Store& kv_;
  std::string prefix_;
  Locked<std::map<Subject, Report>> unwritten_;
};

}  // namespace postern::reports
