// One call of an operation, whoever asked for it: permission, arguments, the work, and the line about it in the log.
#include "admin/operation.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/run_here.h"
#include "base/text.h"
#include "events/table.h"

namespace postern::admin {
namespace {

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
  return {};
}

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
  return check(row, arguments);
}

Result<json::value> run_if_allowed(World& world, const Operation& row, const json::object& arguments, const Caller& caller,
                                   const Progress& progress, const Page& page) {
  if (auto ok = allowed(world, row, arguments, caller); !ok) return pass_on(ok);
  return run_here(run_row(row, world, Call{arguments, progress, caller, page}));
}

}  // namespace

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
  auto done = run_if_allowed(world, *row, arguments, caller, progress, page);
  if (changes) {  // H03: who changes something is told, also when it fails; never with what
    const std::string_view outcome = done ? std::string_view("done") : name(done.error().kind);
    world.events.write(events::Event::administrator_acted, {},
                       {{events::Key::who, caller.name},
                        {events::Key::name, row->name},
                        {events::Key::text, subject},
                        {events::Key::reason, outcome}});
  }
  return done;
}

Result<Download> begin_download(World& world, const Operation& row, const json::object& arguments, const Caller& caller) {
  if (auto ok = allowed(world, row, arguments, caller); !ok) return pass_on(ok);
  const Progress quiet = [](const json::value&) { return true; };
  return row.download(world, Call{arguments, quiet, caller});
}

}  // namespace postern::admin
