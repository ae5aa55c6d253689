// The audit as an operation: what was found, mended where a setting mends it.
#include <fmt/format.h>

#include "admin/audit_history.h"
#include "admin/audit_run.h"
#include "admin/lock_out.h"
#include "admin/mending.h"
#include "admin/nouns.h"
#include "admin/said.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"

namespace postern::admin {
namespace on_audit {
namespace {

Result<audit::Severity> severity_of(const std::string& word) {
  for (const auto s : {audit::Severity::low, audit::Severity::medium, audit::Severity::high, audit::Severity::critical})
    if (audit::name(s) == word) return s;
  return fail(Failure::invalid, "A severity is low, medium, high or critical");
}

// None: all of them.
Result<std::optional<audit::Group>> group_of(const std::string& word) {
  if (word.empty()) return std::optional<audit::Group>();
  const auto group = audit::group_named(word);
  if (!group) return fail(Failure::invalid, "There is no such group of checks");
  return std::optional(*group);
}

json::object describe(const audit::Row& row) {
  return {{"check", row.check.id},
          {"state", audit::name(row.outcome.state)},
          {"severity", audit::name(row.check.severity)},
          {"group", audit::name(row.check.group)},
          {"title", row.check.title.english()},
          {"found", english_of(row.outcome.found)},
          {"seen", english_of(row.outcome.seen)},
          {"why", row.check.why.english()},
          {"what_to_do", row.check.what_to_do.english()},
          {"fix", !row.outcome.fix.empty()},
          {"said",
           {{"title", form_of(row.check.title)},
            {"found", forms_of(row.outcome.found)},
            {"seen", forms_of(row.outcome.seen)},
            {"why", form_of(row.check.why)},
            {"what_to_do", form_of(row.check.what_to_do)}}}};
}

// The whole in short, in the order of the checks.
json::array groups_of(const audit::Report& report) {
  struct Counted {
    audit::Group group;
    std::array<std::size_t, 3> of_state;
  };
  std::vector<Counted> all;
  for (const auto& row : report.rows) {
    auto at = std::ranges::find(all, row.check.group, &Counted::group);
    if (at == all.end()) at = all.insert(at, {row.check.group, {}});
    ++at->of_state.at(std::to_underlying(row.outcome.state));
  }
  json::array out;
  for (const auto& [group, of] : all)
    out.push_back({{"group", audit::name(group)}, {"passed", of[0]}, {"failed", of[1]}, {"not_checked", of[2]}});
  return out;
}

json::object describe(const audit::Report& report, bool all) {
  json::array rows;
  for (const auto& row : report.rows)
    if (all || row.outcome.state == audit::State::failed) rows.push_back(describe(row));
  return {{"score", report.score()},
          {"passed", report.count(audit::State::passed)},
          {"failed", report.count(audit::State::failed)},
          {"not_checked", report.count(audit::State::not_checked)},
          {"groups", groups_of(report)},
          {"checks", std::move(rows)}};
}

json::array described(const std::vector<Mending::Row>& rows) {
  json::array out;
  for (const auto& row : rows)
    out.push_back(
        {{"what", name(row.what)}, {"of", row.of}, {"setting", row.setting}, {"before", row.before}, {"after", row.after}});
  return out;
}

Result<std::vector<audit::Attempt>> attempts_of(World& world) {
  const auto around = world.surroundings ? world.surroundings() : audit::Surroundings{};
  if (!around.break_out) return fail(Failure::unavailable, "The server is not running: there is no sandbox to break out of");
  return around.break_out();
}

// Mending sets whatever was found weak.
Result<void> may_mend(const World& world, const Call& call) {
  return may(call.caller, *find("settings.set"), {}, *world.directory.snapshot());
}

Task<Result<json::value>> run(World& world, const Call& call) {
  const auto word = call.text("fail_at");
  const auto least = severity_of(word.empty() ? "high" : word);
  if (!least) co_return blame("fail_at", least.error());
  if (call.flag("fix"))  // looking is for readers too
    if (auto ok = may_mend(world, call); !ok) co_return pass_on(ok);
  const auto only = group_of(call.text("group"));
  if (!only) co_return blame("group", only.error());
  auto report = audit_of(world, *only);
  const auto checks = call.list("checks");
  Mending mended;
  if (auto fixes = report.fixes(checks); call.flag("fix") && !fixes.empty()) {
    auto done = co_await mend(world, call, std::move(fixes));
    if (!done) co_return pass_on(done);
    mended = std::move(*done);
    report = audit_of(world, *only);
  }
  auto out = describe(report, call.flag("all"));
  if (call.flag("fix")) out["mended"] = described(mended.rows);
  if (mended.number != 0) out["mending"] = mended.number;
  auto too_weak = report.failed_at(*least);
  if (call.flag("break_out")) {
    const auto attempts = attempts_of(world);
    if (!attempts) co_return std::unexpected(attempts.error());
    json::array rows;
    for (const auto& one : *attempts) {
      rows.push_back({{"attempt", one.what}, {"stopped", one.stopped}, {"by", one.by}});
      too_weak = too_weak || !one.stopped;
    }
    out["attempts"] = std::move(rows);
  }
  out["too_weak"] = too_weak;
  co_return out;
}

// ---- taking back ----

Task<Result<json::value>> mendings(World& world, const Call&) {
  auto all = co_await Mendings(world.kv).list();
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& one : *all) out.push_back(change_row(one.number, one.by, described(one.rows)));
  co_return out;
}

Task<Result<json::value>> undo(World& world, const Call& call) {
  if (auto ok = may_mend(world, call); !ok) co_return pass_on(ok);
  auto back = co_await take_back(world, call, call.number("number").value_or(0));
  if (!back) co_return pass_on(back);
  json::object out{{"changes", described(back->done.rows)}, {"changed_since", described(back->changed_since)}};
  out["mending"] = back->done.number == 0 ? json::value() : json::value(back->done.number);
  co_return out;
}

// ---- by the clock ----

json::array described(const std::vector<Finding>& findings) {
  json::array out;
  for (const auto& f : findings) out.push_back({{"check", f.check}, {"severity", audit::name(f.severity)}, {"found", f.text}});
  return out;
}

Task<Result<json::value>> daily(World& world, const Call&) {
  auto done = co_await audit_by_the_clock(world);
  if (!done) co_return pass_on(done);
  co_return json::object{{"score", done->run.score}, {"new", described(done->fresh)}, {"gone", described(done->gone)}};
}

constexpr std::size_t kShown = 30;

Task<Result<json::value>> history(World& world, const Call& call) {
  auto runs = co_await world.audits.list(call.number("limit").value_or(kShown));
  if (!runs) co_return pass_on(runs);
  json::array out;
  for (const auto& run : *runs)
    out.push_back({{"at", rfc3339(run.at)},
                   {"score", run.score},
                   {"passed", run.passed},
                   {"failed", run.failed},
                   {"not_checked", run.not_checked}});
  co_return out;
}

// ---- for people ----

std::string text(const json::object& row, std::string_view key) { return printable(row.at(key).as_string(), 500); }

std::string paragraph(const json::object& row) {
  auto out = fmt::format("\n{} ({}): {}\n", text(row, "check"), text(row, "severity"), text(row, "title"));
  const bool failed = row.at("state").as_string() == "failed";
  if (!failed) out.insert(1, text(row, "state") + ": ");
  for (const auto& line : row.at("found").as_array()) out += fmt::format("  found: {}\n", printable(line.as_string(), 500));
  if (!failed) {
    for (const auto& line : row.at("seen").as_array()) out += fmt::format("  seen:  {}\n", printable(line.as_string(), 500));
    return out;
  }
  out += fmt::format("  why:   {}\n  do:    {}{}\n", text(row, "why"), text(row, "what_to_do"),
                     row.at("fix").as_bool() ? "   (--fix does it)" : "");
  return out;
}

std::string mended_line(const json::object& row) {
  auto of = text(row, "of");
  if (of.empty()) return fmt::format("Mended: {} is {} again.\n", text(row, "setting"), text(row, "after"));
  const auto setting = text(row, "setting");
  return fmt::format("Mended: {} of {} is {}; it was {}.\n", setting.empty() ? "the mode" : setting, of, text(row, "after"),
                     text(row, "before"));
}

std::string for_people(const json::value& answer) {
  const auto& o = answer.as_object();
  const auto number = [&o](std::string_view key) { return o.at(key).to_number<std::uint64_t>(); };
  auto out = fmt::format("Score {} of 100: {} passed, {} failed, {} not checked.\n", number("score"), number("passed"),
                         number("failed"), number("not_checked"));
  if (const auto* mended = o.if_contains("mended"))
    for (const auto& row : mended->as_array()) out += mended_line(row.as_object());
  if (const auto* mending = o.if_contains("mending"))
    out += fmt::format("postern audit undo {} takes it back.\n", mending->to_number<std::uint64_t>());
  if (const auto* attempts = o.if_contains("attempts"))
    for (const auto& row : attempts->as_array())
      out += fmt::format("Tried to {}: {}.\n", text(row.as_object(), "attempt"),
                         row.at("stopped").as_bool() ? "stopped by " + text(row.as_object(), "by") : "SUCCEEDED");
  for (const auto& row : o.at("checks").as_array()) out += paragraph(row.as_object());
  return out;
}

constexpr std::array kArguments{
    Argument{"all", Kind::flag, false, false, "Also what passed and what could not be checked, and what was looked at"},
    Argument{"group", Kind::text, false, false,
             "Only these checks: settings, ids, relay, listeners, certificates, accounts, dns, files, process or system"},
    Argument{"fix", Kind::flag, false, false,
             "Mend what settings and modes of files can mend; postern audit undo takes it back"},
    Argument{"checks", Kind::list, false, false, "With fix: mend only what these checks found"},
    Argument{"break_out", Kind::flag, false, false, "Try to leave the sandbox from inside, and say what stops each attempt"},
    Argument{"fail_at", Kind::text, false, false,
             "The exit code is 3 when something of this severity is found: low, medium, high (as shipped) or critical"}};

// For cron: 3 when something is found.
int exit_code(const json::value& answer) { return answer.as_object().at("too_weak").as_bool() ? 3 : 0; }

constexpr std::array kUndo{Argument{"number", Kind::number, true, true, "As audit mendings lists it"}, kEvenMe};
constexpr std::array kHistory{Argument{"limit", Kind::number, false, false, "How many runs at most; 30 when not given"}};

constexpr std::array kOperations{
    Operation{.name = "audit.run",
              .help = "Look for weaknesses: settings, relay, listeners, files, accounts and more",
              .access = reads(Area::security).heavy().changing_with("fix"),
              .arguments = kArguments,
              .run = run,
              .answers = "AuditReport",
              .exit_code = exit_code,
              .for_people = for_people},
    Operation{"audit.mendings",
              "List what audit --fix changed, newest first",
              reads(Area::security),
              false,
              {},
              mendings,
              "[PastMending]"},
    Operation{"audit.undo", "Take back what audit --fix changed, but for what was changed since", changes(Area::security),
              false, kUndo, undo, "{changes: [Mended], changed_since: [Mended], mending: number?}"},
    Operation{"audit.daily",
              "Run the daily audit now: what is new or gone since the last one is told to administrators",
              changes(Area::security).heavy(),
              true,
              {},
              daily,
              "{score: number, new: [AuditFinding], gone: [AuditFinding]}"},
    Operation{"audit.history", "List the daily audits with their scores, newest first", reads(Area::security), false, kHistory,
              history, "[AuditRun]"}};

}  // namespace
}  // namespace on_audit

std::span<const Operation> audit_operations() { return on_audit::kOperations; }

}  // namespace postern::admin
