// Operations on logs: search, follow, download, verify the audit chain.
#include "logs/logs.h"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>

#include "admin/message_story.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/locked.h"
#include "base/text.h"
#include "base/time.h"
#include "events/table.h"

namespace postern::admin {
namespace on_logs {
namespace {

Result<events::Log> log_named(std::string_view word) {
  for (std::size_t i = 0; i < events::kLogs; ++i)
    if (events::name(static_cast<events::Log>(i)) == word) return static_cast<events::Log>(i);
  return fail(Failure::invalid, fmt::format("There is no log \"{}\"", printable(word)));
}

// What a line must have, whichever logs are asked.
Result<void> take_terms(const Call& call, logs::Query& q) {
  q.text = call.text("text");
  q.ip = call.text("ip");
  q.account = call.text("account");
  q.message = call.text("message");
  q.whole_sessions = call.flag("sessions");
  if (const auto session = call.text("session"); !session.empty()) {
    const auto id = session_named(session);
    if (!id) return fail_argument("session", "A session is a hexadecimal number, as in the log");
    q.session = *id;
  }
  return {};
}

Result<logs::Query> query_of(const World& world, const Call& call) {
  logs::Query q;
  for (const auto& word : call.list("logs")) {
    auto log = log_named(word);
    if (!log) return blame("logs", std::move(log.error()));
    q.logs.push_back(*log);
  }
  auto from = moment_of(world, call, "since"), until = moment_of(world, call, "until");
  if (!from) return pass_on(from);
  if (!until) return pass_on(until);
  q.from = from->value_or(q.from);
  q.until = until->value_or(q.until);
  if (q.from >= q.until) return fail_argument("until", "The end of the time that is looked through lies before its beginning");
  q.newest = true;
  q.limit = call.number("limit").value_or(1000);
  if (auto taken = take_terms(call, q); !taken) return pass_on(taken);
  return q;
}

// A line that was cut off by a crash is no JSON: it is shown as it is.
json::value line_value(std::string_view line, bool raw) {
  boost::system::error_code bad;
  auto value = raw ? json::parse(line, bad) : json::value(logs::render(line));
  return bad ? json::value(line) : value;
}

Task<Result<json::value>> search(World& world, const Call& call) {
  auto query = query_of(world, call);
  if (!query) co_return pass_on(query);
  auto found = world.logs.search(*query);
  if (!found) co_return pass_on(found);
  json::array out;
  for (const auto& line : found->lines) out.push_back(line_value(line, call.flag("raw")));
  co_return out;
}

// Lines come on the writer's thread and are sent on this call's own.
Task<Result<json::value>> follow(World& world, const Call& call) {
  auto query = query_of(world, call);
  if (!query) co_return pass_on(query);
  std::mutex lock;
  std::condition_variable arrived;
  std::vector<std::string> lines;
  const auto following = world.logs.follow(*query, [&](std::string_view line) {
    const std::lock_guard guard(lock);
    if (lines.size() < 10'000) lines.emplace_back(line);
    arrived.notify_one();
  });
  for (bool there = true; there;) {
    std::vector<std::string> taken;
    {
      std::unique_lock guard(lock);
      arrived.wait_for(guard, 500ms, [&] { return !lines.empty(); });
      taken.swap(lines);
    }
    if (taken.empty()) there = call.progress(json::value());  // an empty step tells whether the caller is still there
    for (const auto& line : taken) there = there && call.progress(line_value(line, call.flag("raw")));
  }
  co_return json::value();
}

// "2026-11-26", in UTC, as files begin.
Result<std::chrono::sys_days> day_named(std::string_view text) {
  const auto wrong = [] { return fail(Failure::invalid, "A day is written as 2026-11-26, in UTC"); };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return wrong();
  const auto year = number<std::uint16_t>(text.substr(0, 4), 9999);
  const auto month = number<std::uint16_t>(text.substr(5, 2), 12), day = number<std::uint16_t>(text.substr(8, 2), 31);
  if (!year || !month || !day) return wrong();
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok()) return wrong();
  return std::chrono::sys_days(date);
}

struct Wanted {
  logs::Query query;
  std::string name;  // of a file, made of what was understood and not of what was said
};

Result<Wanted> wanted(const Call& call) {
  auto log = read(call, "log", log_named);
  if (!log) return pass_on(log);
  auto day = read(call, "day", day_named);
  if (!day) return pass_on(day);
  Wanted out;
  out.query.logs = {*log};
  out.query.from = Time{std::chrono::milliseconds(day->time_since_epoch()).count()};
  out.query.until = out.query.from + std::chrono::days(1);
  if (auto taken = take_terms(call, out.query); !taken) return pass_on(taken);
  out.name =
      fmt::format("{}-{}.{}", events::name(*log), rfc3339(out.query.from).substr(0, 10), call.flag("raw") ? "jsonl" : "log");
  return out;
}

// Whole lines, one after the other; false ends it.
bool for_each_line(std::string_view piece, const std::function<bool(std::string_view)>& take) {
  while (!piece.empty()) {
    const auto end = piece.find('\n');
    if (!take(piece.substr(0, end))) return false;
    piece = end == piece.npos ? std::string_view() : piece.substr(end + 1);
  }
  return true;
}

std::string rendered(std::string_view piece) {
  std::string out;
  for_each_line(piece, [&](std::string_view line) {
    (out += logs::render(line)) += '\n';
    return true;
  });
  return out;
}

Result<Download> begin(World& world, const Call& call) {
  auto what = wanted(call);
  if (!what) return pass_on(what);
  const bool raw = call.flag("raw");
  const std::shared_ptr reader = world.logs.read(std::move(what->query));
  auto next = [reader, raw]() -> Result<std::optional<std::string>> {
    auto piece = reader->next();
    if (piece && *piece && !raw) **piece = rendered(**piece);
    return piece;
  };
  return Download{std::move(what->name), raw ? "application/x-ndjson" : "text/plain; charset=utf-8", std::move(next)};
}

// On the command line: each line as it is read, as fast as the caller takes them.
Task<Result<json::value>> download(World& world, const Call& call) {
  auto what = wanted(call);
  if (!what) co_return pass_on(what);
  const auto reader = world.logs.read(std::move(what->query));
  const bool raw = call.flag("raw");
  while (true) {
    auto piece = reader->next();
    if (!piece) co_return pass_on(piece);
    if (!*piece) co_return json::value();
    const auto take = [&](std::string_view line) { return call.progress(line_value(line, raw)); };
    if (!for_each_line(**piece, take) || !call.progress(json::value())) co_return json::value();
  }
}

Task<Result<json::value>> verify(World& world, const Call&) {
  auto report = world.logs.verify_audit();
  if (!report) co_return pass_on(report);
  co_return json::object{
      {"lines", report->lines}, {"intact", report->intact}, {"problem", report->problem}, {"head", report->head}};
}

constexpr std::array kQuery{
    Argument{"text", Kind::text, false, true, "Anywhere in the line"},
    Argument{"logs", Kind::list, false, false, "Only these logs: smtp_in, delivery, imap, ..."},
    Argument{"since", Kind::text, false, false, "From when: 2026-11-26T08:00:00Z, or how far back: 15m, 2h, 7d"},
    Argument{"until", Kind::text, false, false, "Until when, told like since; else now"},
    Argument{"ip", Kind::text, false, false, "The client's address"},
    Argument{"account", Kind::text, false, false, "Account, sender or recipient"},
    Argument{"message", Kind::text, false, false, "A message's id"},
    Argument{"session", Kind::text, false, false, "One session, as the log names it"},
    Argument{"sessions", Kind::flag, false, false, "All lines of the sessions that match"},
    Argument{"limit", Kind::number, false, false, "The last so many; 1000 when not given"},
    Argument{"raw", Kind::flag, false, false, "Each line as the JSON object that is kept"}};

constexpr std::array kDownload{
    Argument{"log", Kind::text, true, true, "Which log: smtp_in, delivery, imap, ..."},
    Argument{"day", Kind::text, true, true, "Which day, in UTC: 2026-11-26"},
    Argument{"text", Kind::text, false, false, "Only lines that have it anywhere"},
    Argument{"ip", Kind::text, false, false, "The client's address"},
    Argument{"account", Kind::text, false, false, "Account, sender or recipient"},
    Argument{"message", Kind::text, false, false, "A message's id"},
    Argument{"session", Kind::text, false, false, "One session, as the log names it"},
    Argument{"sessions", Kind::flag, false, false, "All lines that the sessions which match have in this log on that day"},
    Argument{"raw", Kind::flag, false, false, "Each line as the JSON object that is kept"}};

constexpr std::array kStory{
    Argument{"id", Kind::text, true, true, "The message's id, as the log and its Received field name it"}};

constexpr std::array kOperations{
    Operation{"logs.search", "Search the logs", reads(Area::security).heavy(), false, kQuery, search, "[LogLine]",
              Output::lines},
    Operation{"logs.story", "Tell what has happened to one message, from its connection to its mailbox, in order of time",
              reads(Area::security).heavy(), false, kStory, story, "MessageStory"},
    Operation{"logs.follow", "Show new lines as they are written", reads(Area::security).live(), true, kQuery, follow,
              "LogLine", Output::lines},
    Operation{.name = "logs.download",
              .help = "Give out one log of one day, or what matches of it, however long it is",
              .access = reads(Area::security).heavy(),
              .arguments = kDownload,
              .run = download,
              .answers = "LogLine",
              .output = Output::lines,
              .download = begin},
    Operation{"logs.verify",
              "Check that no line of the administration log was changed or taken out",
              reads(Area::security).heavy(),
              false,
              {},
              verify,
              "{lines: number, intact: flag, problem: text, head: text}"},
};

}  // namespace
}  // namespace on_logs

std::span<const Operation> log_operations() { return on_logs::kOperations; }

}  // namespace postern::admin
