// One call of an operation, whoever asked for it: permission, arguments, the work, and the line about it in the log.
#include "admin/operation.h"

#include <fmt/format.h>

#include <iterator>

#include "admin/uploads.h"
#include "admin/what_changed.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/run_here.h"
#include "base/text.h"
#include "events/table.h"

namespace postern::admin {
namespace {

// By which words those are meant that nobody has named one by one: "to ann@example.com; domain example.org".
std::string meant_by(const Operation& op, const json::object& arguments) {
  std::string out;
  for (const auto& a : op.arguments) {
    const auto* v = a.kind == Kind::text ? arguments.if_contains(a.name) : nullptr;
    if (!v || !v->is_string() || v->get_string().empty()) continue;
    fmt::format_to(std::back_inserter(out), "{}{} {}", out.empty() ? "" : "; ", a.name, printable(v->get_string(), 256));
  }
  return out;
}

// What an operation was asked of: its first positional word, if that is no secret and no file. An account by its own address, however
// it was called, for what was done in it is looked for by that.
std::string subject_of(const Operation& op, const json::object& arguments, const directory::Snapshot& all) {
  for (const auto& a : op.arguments) {
    const auto* v = a.positional && a.kind == Kind::text ? arguments.if_contains(a.name) : nullptr;
    if (!v || !v->is_string()) continue;
    if (op.access.reach == Reach::account && a.name == op.access.argument)
      if (const auto account = account_at(all, std::string(v->get_string()))) return all.address_of(**account).text();
    return printable(v->get_string(), 256);
  }
  return meant_by(op, arguments);
}

// What is seen of the subject; nothing when that cannot be told.
Task<std::optional<json::object>> look_at(const Operation& row, World& world, const Call& call) {
  if (!row.shown) co_return std::nullopt;
  try {
    auto seen = co_await row.shown(world, call);
    if (seen) co_return std::move(*seen);
  } catch (const std::exception&) {
    co_return std::nullopt;
  }
  co_return std::nullopt;
}

struct Done {
  Result<json::value> answer;
  std::string changes;  // of its subject, also when it failed half way
};

// An exception is of a library, and of our own making: it ends the call and nothing else.
Task<Result<json::value>> run_row(const Operation& row, World& world, Call call) {
  std::string thrown;
  try {
    auto done = co_await row.run(world, call);
    co_return done;
  } catch (const std::exception& e) {
    thrown = e.what();
  }
  co_return fail(Failure::corrupt, "The operation ended unexpectedly: see the administration log", thrown);
}

Result<void> allowed(const World& world, const Operation& row, const json::object& arguments, const Caller& caller) {
  if (auto ok = may(caller, row, arguments, *world.directory.snapshot()); !ok) return ok;
  if (auto ok = check(row, arguments); !ok) return ok;
  return take_files(world, arguments);
}

Task<Done> run_and_compare(const Operation& row, World& world, Call call) {
  const auto before = co_await look_at(row, world, call);
  Done done;
  done.answer = co_await run_row(row, world, call);
  if (!before) co_return done;
  const auto after = co_await look_at(row, world, call);
  if (after) done.changes = what_changed(*before, *after);
  co_return done;
}

Done run_if_allowed(World& world, const Operation& row, const Call& call) {
  if (auto ok = allowed(world, row, call.arguments, call.caller); !ok) return {pass_on(ok), {}};
  if (is_to_change(row, call.arguments)) return run_here(run_and_compare(row, world, call));
  return {run_here(run_row(row, world, call)), {}};
}

// H03: who changes something is told, also when it fails, and then why; from what to what, and never a secret.
void tell(const World& world, const Caller& caller, const Operation& row, std::string_view subject, const Done& done) {
  const std::string_view outcome = done.answer ? std::string_view("done") : name(done.answer.error().kind);
  const auto answer = done.answer ? std::string() : printable(done.answer.error().text, 256);
  tell_act(world, caller,
           {.operation = row.name, .subject = subject, .outcome = outcome, .changes = done.changes, .answer = answer});
}

}  // namespace

void tell_act(const World& world, const Caller& caller, const Act& act) {
  std::vector<events::Field> fields{{events::Key::who, caller.name},
                                    {events::Key::name, act.operation},
                                    {events::Key::text, act.subject},
                                    {events::Key::reason, act.outcome}};
  if (!act.changes.empty()) fields.emplace_back(events::Key::changes, act.changes);
  if (!act.answer.empty()) fields.emplace_back(events::Key::cause, act.answer);
  world.events.write(events::Event::administrator_acted, {}, fields);
}

const Page Call::kWhole = {};

bool is_to_change(const Operation& row, const json::object& arguments) {
  if (row.access.changes || row.access.changes_with.empty()) return row.access.changes;
  const auto* flag = arguments.if_contains(row.access.changes_with);
  return flag && flag->is_bool() && flag->get_bool();
}

Result<json::value> run_operation(World& world, std::string_view operation, const json::object& arguments, const Caller& caller,
                                  const Progress& progress, const Page& page) {
  const Operation* row = find(operation);
  if (!row) return fail(Failure::not_found, "There is no such operation");
  const bool changes = is_to_change(*row, arguments);
  const auto subject = changes ? subject_of(*row, arguments, *world.directory.snapshot()) : std::string();  // as it was before
  auto done = run_if_allowed(world, *row, Call{arguments, progress, caller, page});
  if (changes) tell(world, caller, *row, subject, done);
  return std::move(done.answer);
}

Result<Download> begin_download(World& world, const Operation& row, const json::object& arguments, const Caller& caller) {
  if (auto ok = allowed(world, row, arguments, caller); !ok) return pass_on(ok);
  const Progress quiet = [](const json::value&) { return true; };
  return row.download(world, Call{arguments, quiet, caller});
}

}  // namespace postern::admin
