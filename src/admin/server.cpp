// Operations on the server itself: status, diagnostics, and applying a plan of settings, domains and accounts.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "admin/account_plan.h"
#include "admin/change_settings.h"
#include "admin/diagnostics.h"
#include "admin/lock_out.h"
#include "admin/new_domain.h"
#include "admin/nouns.h"
#include "admin/server_status.h"
#include "admin/words.h"
#include "admin/world.h"
#include "events/table.h"

namespace postern::admin {
namespace on_server {
namespace {

Task<Result<json::value>> status(World& world, const Call& call) { co_return server_status(world, call.caller.connection); }

// Gives what was changed, and what there is to say about it.
Task<Result<json::object>> apply_settings(World& world, const Call& call, const json::value& wanted) {
  std::vector<config::Change> changes;
  for (const auto& [key, value] : wanted.as_object()) changes.push_back({std::string(key), setting_text(value)});
  auto done = co_await change_settings(world, call, std::move(changes));
  if (!done) co_return pass_on(done);
  json::object out{{"settings_changed", done->size()}};
  json::array notes;
  for (const auto& d : *done)
    if (!d.note.empty()) notes.emplace_back(d.note);
  if (!notes.empty()) out["notes"] = std::move(notes);
  co_return out;
}

Task<Result<std::size_t>> apply_domains(World& world, const Caller& caller, const json::value& wanted) {
  std::size_t made = 0;
  for (const auto& d : wanted.as_array()) {
    auto name = address::parse_domain(std::string(d.as_object().at("name").as_string()));
    if (!name) co_return pass_on(name);
    if (world.directory.is_local(*name)) continue;
    auto done = co_await make_domain(world, caller, *name);
    if (!done) co_return pass_on(done);
    ++made;
  }
  co_return made;
}

// Made so many at a time: what is made stays when a later one fails, and who watches sees how far it is.
constexpr std::size_t kAccountsAtOnce = 200;

Task<Result<std::size_t>> make_accounts(World& world, std::vector<AccountPlan> plans, bool policy_exempt,
                                        const Progress& progress) {
  const auto count = plans.size();
  for (std::size_t begin = 0; begin < count; begin += kAccountsAtOnce) {
    const auto end = std::min(count, begin + kAccountsAtOnce);
    std::vector<AccountPlan> some(std::make_move_iterator(plans.begin() + static_cast<std::ptrdiff_t>(begin)),
                                  std::make_move_iterator(plans.begin() + static_cast<std::ptrdiff_t>(end)));
    auto done = co_await create_accounts(world, std::move(some), policy_exempt);
    if (!done && !argument_of(done.error()).empty()) co_return fail_argument("plan", done.error().text, done.error().kind);
    if (!done) co_return pass_on(done);
    if (count > kAccountsAtOnce) progress(json::object{{"accounts", end}, {"of", count}});
  }
  co_return count;
}

Task<Result<std::size_t>> apply_accounts(World& world, const json::value& wanted, bool policy_exempt,
                                         const Progress& progress) {
  std::vector<AccountPlan> plans;
  const auto all = world.directory.snapshot();
  for (const auto& a : wanted.as_array()) {
    const auto& o = a.as_object();
    auto mailbox = mailbox_of(std::string(o.at("address").as_string()));
    if (!mailbox) co_return pass_on(mailbox);
    if (all->account(*mailbox)) continue;
    AccountPlan plan{.address = mailbox->text(),
                     .display_name = {},
                     .password = Secret(std::string(o.at("password").as_string())),
                     .quota = {}};
    if (const auto* name = o.if_contains("display_name")) plan.display_name = std::string(name->as_string());
    if (const auto* quota = o.if_contains("quota")) plan.quota = quota->to_number<std::uint64_t>();
    plans.push_back(std::move(plan));
  }
  co_return co_await make_accounts(world, std::move(plans), policy_exempt, progress);
}

Result<json::object> parse_plan(const std::string& text) {
  boost::system::error_code bad;
  auto plan = json::parse(text, bad);
  if (bad || !plan.is_object()) return fail(Failure::invalid, "The plan is not a JSON object");
  for (const auto& [key, value] : plan.get_object())
    if (key != "settings" && key != "domains" && key != "accounts" && key != "policy_exempt")
      return fail(Failure::invalid,
                  fmt::format("The plan has an unknown part \"{}\": settings, domains, accounts, policy_exempt",
                              std::string_view(key)));
  return std::move(plan.get_object());
}

// Each part is safe to repeat: what is there already stays as it is.
Task<Result<json::value>> apply(World& world, const Call& call) {
  auto plan = read(call, "plan", parse_plan);
  if (!plan) co_return pass_on(plan);
  json::object out;
  const auto* exempt = plan->if_contains("policy_exempt");
  const bool policy_exempt = exempt && exempt->is_bool() && exempt->get_bool();
  std::string malformed;
  try {
    if (const auto* settings = plan->if_contains("settings")) {
      auto changed = co_await apply_settings(world, call, *settings);
      if (!changed) co_return pass_on(changed);
      out = std::move(*changed);
    }
    if (const auto* domains = plan->if_contains("domains")) {
      auto n = co_await apply_domains(world, call.caller, *domains);
      if (!n) co_return pass_on(n);
      out["domains_made"] = *n;
    }
    if (const auto* accounts = plan->if_contains("accounts")) {
      auto n = co_await apply_accounts(world, *accounts, policy_exempt, call.progress);
      if (!n) co_return pass_on(n);
      out["accounts_made"] = *n;
    }
  } catch (const std::exception& e) {  // of the JSON library: a part has another shape than it should
    malformed = e.what();
  }
  if (!malformed.empty()) co_return fail(Failure::invalid, "A part of the plan has the wrong shape", malformed);
  co_return out;
}

// What a part of a plan names, as far as it has the right shape.
std::vector<std::string> named_in(const json::object& plan, std::string_view part, std::string_view member) {
  std::vector<std::string> out;
  const auto* rows = plan.if_contains(part);
  if (!rows || !rows->is_array()) return out;
  for (const auto& row : rows->get_array()) {
    const auto* name = row.is_object() ? row.get_object().if_contains(member) : nullptr;
    if (name && name->is_string()) out.emplace_back(name->get_string());
  }
  return out;
}

// Of its domains and accounts those that are there. Settings tell of themselves.
Task<Result<json::object>> planned_shown(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto plan = read(call, "plan", parse_plan);
  json::array domains, accounts;
  for (const auto& name : plan ? named_in(*plan, "domains", "name") : std::vector<std::string>())
    if (const auto domain = domain_named(*all, name)) domains.emplace_back((*domain)->name.ascii());
  for (const auto& address : plan ? named_in(*plan, "accounts", "address") : std::vector<std::string>())
    if (const auto account = account_at(*all, address)) accounts.emplace_back(all->address_of(**account).text());
  co_return json::object{{"domains", std::move(domains)}, {"accounts", std::move(accounts)}};
}

// What it says is no secret: it goes wherever an administrator wants it to.
Task<Result<json::value>> test_message(World& world, const Call& call) {
  auto to = mailbox_of(call.text("to"));
  if (!to) co_return pass_on(to);
  if (!world.write_to) co_return fail(Failure::unavailable, "The server is not running");
  Writing what{written<"Test message">(),
               {written<"This is the test message that {} asked for. If you read it, mail from this server reaches you.">(
                    call.caller.name),
                written<"Look at its header: whoever received it says there whether SPF, DKIM and DMARC have passed.">()}};
  auto sent = co_await world.write_to(*to, std::move(what), AccountId());
  if (!sent) co_return pass_on(sent);
  co_return json::value();
}

constexpr std::array kTestMessage{Argument{"to", Kind::text, true, true, "Any address, here or elsewhere"}};
constexpr std::array kPlan{
    Argument{"plan", Kind::file, true, true, "JSON: settings, domains, accounts; what is there already stays"}, kEvenMe,
    kFileNames};

constexpr std::array kDiagnostics{
    Argument{"people", Kind::flag, false, false, "With the addresses of people that stand in settings"}};

constexpr std::array kOperations{
    Operation{"server.status",
              "Say whether the server runs, what it serves, and how much room its disk has",
              reads(Area::system),
              false,
              {},
              status,
              "ServerStatus"},
    Operation{"server.apply", "Apply a plan of settings, domains and accounts; safe to repeat", changes(Area::system).heavy(),
              false, kPlan, apply, "Plan"}
        .showing(planned_shown),
    Operation{"server.test-message", "Send a test message, here or elsewhere", changes(Area::system).heavy(), true,
              kTestMessage, test_message, "none"},
    Operation{
        .name = "server.diagnostics",
        .help = "Describe the state of the server in one JSON document for somebody who helps; it says what it leaves out",
        .access = reads(Area::system).heavy(),
        .arguments = kDiagnostics,
        .run = diagnose,
        .answers = "Diagnostics",
        .for_people = indented},
};

}  // namespace
}  // namespace on_server

std::span<const Operation> server_operations() { return on_server::kOperations; }

}  // namespace postern::admin
