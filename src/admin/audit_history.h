// What the audits by the clock have found: the score over time, and what is new since the last one.
// Use: auto change = co_await history.add(run);  co_await history.list(30).
// Promises: a run is durable with its place in the history; the last kKept are remembered. A check that could not be made this time is as it
//   was: what it had found has neither come nor gone.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "kv/kv.h"

namespace postern::admin {

struct Finding {
  std::string check;
  audit::Severity severity = audit::Severity::low;
  std::string text;  // what was found, in a line

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct AuditRun {
  Time at;
  std::uint32_t score = 0;
  std::uint32_t passed = 0, failed = 0, not_checked = 0;
  std::vector<Finding> findings;  // by check
};

AuditRun summary_of(const audit::Report&, Time at);

std::string encode(const AuditRun&);
// Refuses bytes that encode() did not make.
Result<AuditRun> decode_audit_run(std::string_view);

class AuditHistory {
 public:
  static constexpr std::size_t kKept = 800;  // two years

  struct Change {
    AuditRun run;  // with what could not be looked at, as it was
    std::vector<Finding> fresh, gone;
  };

  explicit AuditHistory(kv::Store& kv) : kv_(kv) {}

  Task<Result<Change>> add(const audit::Report&, Time at);
  // Newest first.
  Task<Result<std::vector<AuditRun>>> list(std::size_t limit);

 private:
  kv::Store& kv_;
};

}  // namespace postern::admin
