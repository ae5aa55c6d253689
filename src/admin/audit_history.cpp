// A row a run, and the difference of two.
#include "admin/audit_history.h"

#include <algorithm>

#include "admin/numbered_rows.h"
#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr NumberedRows kRuns("U/", AuditHistory::kKept);  // AuditRun
constexpr std::uint8_t kRunVersion = 1;
constexpr std::size_t kMostFindings = 1000;
constexpr std::size_t kLongestText = 300;

std::string in_a_line(const audit::Row& row) {
  auto out = row.check.title.english();
  for (const auto& line : row.outcome.found) out += (out.empty() ? "" : "; ") + line.english();
  if (out.size() > kLongestText) out.resize(kLongestText);
  return out;
}

bool has(const std::vector<Finding>& all, const Finding& one) {
  return std::ranges::find(all, one.check, &Finding::check) != all.end();
}

AuditHistory::Change compare(const audit::Report& report, AuditRun now, const AuditRun& before) {
  const auto is_open = [&](const Finding& f) {
    const auto row = std::ranges::find(report.rows, f.check, [](const audit::Row& r) -> const auto& { return r.check.id; });
    return row != report.rows.end() && row->outcome.state == audit::State::not_checked;
  };
  AuditHistory::Change out;
  for (const auto& f : before.findings)
    if (!has(now.findings, f)) (is_open(f) ? now.findings : out.gone).push_back(f);
  for (const auto& f : now.findings)
    if (!has(before.findings, f)) out.fresh.push_back(f);
  out.run = std::move(now);
  return out;
}

}  // namespace

std::string encode(const AuditRun& run) {
  Encoder out;
  out.u8(kRunVersion).zigzag(run.at.ms).varint(run.score).varint(run.passed).varint(run.failed).varint(run.not_checked);
  out.varint(run.findings.size());
  for (const auto& f : run.findings) out.bytes(f.check).u8(static_cast<std::uint8_t>(f.severity)).bytes(f.text);
  return out.take();
}

Result<AuditRun> decode_audit_run(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kRunVersion;
  AuditRun run;
  run.at = Time{in.zigzag()};
  for (auto* n : {&run.score, &run.passed, &run.failed, &run.not_checked}) *n = static_cast<std::uint32_t>(in.varint());
  const auto count = in.varint();
  good = good && in.ok() && count <= kMostFindings;
  for (std::uint64_t i = 0; good && i < count; ++i) {
    auto& f = run.findings.emplace_back();
    f.check = in.bytes();
    f.severity = static_cast<audit::Severity>(std::min<std::uint8_t>(in.u8(), 3));
    f.text = in.bytes();
  }
  if (!good || !in.done()) return fail(Failure::corrupt, "The history of the audits cannot be read");
  return run;
}

AuditRun summary_of(const audit::Report& report, Time at) {
  const auto count = [&](audit::State s) { return static_cast<std::uint32_t>(report.count(s)); };
  AuditRun run{.at = at,
               .score = report.score(),
               .passed = count(audit::State::passed),
               .failed = count(audit::State::failed),
               .not_checked = count(audit::State::not_checked),
               .findings = {}};
  for (const auto& row : report.rows)
    if (row.outcome.state == audit::State::failed && run.findings.size() < kMostFindings)
      run.findings.push_back({row.check.id, row.check.severity, in_a_line(row)});
  return run;
}

Task<Result<AuditHistory::Change>> AuditHistory::add(const audit::Report& report, Time at) {
  auto before = co_await list(1);
  if (!before) co_return pass_on(before);
  auto change = compare(report, summary_of(report, at), before->empty() ? AuditRun{} : before->front());
  const auto row = encode(change.run);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto added = kRuns.add(in, row);
    if (!added) return pass_on(added);
    return {};
  };
  auto written = co_await kv_.commit(NumberedRows::kShard, std::move(write));
  if (!written) co_return pass_on(written);
  co_return change;
}

Task<Result<std::vector<AuditRun>>> AuditHistory::list(std::size_t limit) {
  auto rows = co_await kRuns.list(kv_, limit);
  if (!rows) co_return pass_on(rows);
  std::vector<AuditRun> out;
  for (const auto& [number, bytes] : *rows) {
    auto run = decode_audit_run(bytes);
    if (!run) co_return pass_on(run);
    out.push_back(std::move(*run));
  }
  co_return out;
}

}  // namespace postern::admin
