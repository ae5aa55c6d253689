// Operations on intrusion detection: rules and what they would have done, blocks and why, blocking and unblocking.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "admin/administrators.h"
#include "admin/change_settings.h"
#include "admin/entries.h"
#include "admin/follow.h"
#include "admin/ids_follow_up.h"
#include "admin/ids_host.h"
#include "admin/lock_out.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "events/table.h"
#include "guard/administrator_id.h"
#include "guard/guard.h"
#include "guard/rule_changes.h"
#include "queue/queue.h"

namespace postern::admin {
namespace on_ids {
namespace {

constexpr std::size_t kMostEvidence = 200;
constexpr std::size_t kMostReleased = 100'000;

// A block is of a network, or of an account or administrator: whichever the word is.
struct Subject {
  IpNetwork network;
  AccountId account;

  [[nodiscard]] bool has(const guard::Block& b) const {
    return account ? b.account == account : !b.account && b.network == network;
  }
};

Result<Subject> subject_named(const World& world, const std::string& text) {
  if (text.find('@') == text.npos) {
    auto network = IpNetwork::parse(text);
    if (network) return Subject{*network, {}};
    if (world.administrators.roster()->find(text)) return Subject{{}, guard::id_of_administrator(text)};
    return pass_on(network);
  }
  auto account = account_at(*world.directory.snapshot(), text);
  if (!account) return pass_on(account);
  return Subject{{}, (*account)->id};
}

Result<Subject> subject_of(const World& world, const Call& call) {
  return read(call, "subject", [&](const std::string& text) { return subject_named(world, text); });
}

std::string name_of(const World& world, AccountId id) {
  return guard::is_administrator(id) ? world.administrators.name_of(id) : world.directory.snapshot()->name_of(id);
}

std::string subject_text(const World& world, const guard::Block& b) {
  return b.account ? name_of(world, b.account) : b.network.text();
}

json::object describe(const World& world, const guard::Block& b) {
  const auto left = std::chrono::duration_cast<std::chrono::minutes>(b.until - world.time.now());
  return {{"subject", subject_text(world, b)},
          {"rule", b.rule},
          {"action", guard::name(b.action)},
          {"services", names_of(b.services)},
          {"country", world.guard.country_of(b.network.base())},
          {"since", rfc3339(b.since)},
          {"until", b.until < guard::kForEver ? json::value(rfc3339(b.until)) : json::value()},
          {"minutes_left", b.until < guard::kForEver ? json::value(left.count()) : json::value()},
          {"count", b.sum},
          {"blocks_in_30_days", b.earlier.size() + 1},
          {"description", b.description}};
}

json::object describe(const World& world, const events::SecurityEvent& e) {
  return {{"at", rfc3339(e.at)},
          {"signal", events::name(e.signal)},
          {"service", events::name(e.service)},
          {"cause", events::name(e.cause)},
          {"ip", IpAddress{e.ip}.text()},
          {"account", e.account ? name_of(world, e.account) : e.name}};
}

// ---- rules ----

json::object describe(const guard::Rule& r) {
  return {{"rule", r.id},
          {"kind", guard::name(r.kind)},
          {"enabled", r.enabled},
          {"services", names_of(guard::counted_services(r))},
          {"minutes", r.window.count()},
          {"threshold", r.threshold},
          {"action", guard::name(r.action)},
          {"lasts_minutes", r.lasts.count()},
          {"permanent", std::ranges::find(guard::kPermanent, r.id) != guard::kPermanent.end()},
          {"description", r.description}};
}

Task<Result<json::value>> country_database(World& world, const Call&) {
  const auto known = world.guard.country_database();
  co_return json::object{{"file", known.path},
                         {"state", known.is_read        ? "read"
                                   : known.path.empty() ? "none"
                                                        : "unreadable"},
                         {"problem", known.path.empty() ? "" : known.problem},
                         {"changed", known.is_read ? rfc3339(known.changed) : std::string()}};
}

Task<Result<json::value>> rules(World& world, const Call&) {
  json::array out;
  for (const auto& r : world.rules.current()->rules) out.push_back(describe(r));
  co_return out;
}

Result<guard::Preset> preset_named(const std::string& word) {
  for (const auto p : {guard::Preset::strict, guard::Preset::balanced, guard::Preset::relaxed})
    if (guard::name(p) == word) return p;
  return fail(Failure::invalid, "A set of rules is strict, balanced or relaxed");
}

json::object describe(const guard::RuleChange& c) {
  json::array members;
  for (const auto& m : c.members)
    members.push_back(
        {{"member", m.member}, {"label", m.label}, {"before", m.before}, {"after", m.after}, {"weaker", m.weaker}});
  return {{"rule", c.rule},
          {"change", guard::name(c.what)},
          {"weaker", c.weaker},
          {"description", c.description},
          {"members", std::move(members)}};
}

Task<Result<json::value>> plan_preset(World& world, const Call& call) {
  const auto wanted = read(call, "set", preset_named);
  if (!wanted) co_return std::unexpected(wanted.error());
  json::array out;
  for (const auto& c : guard::changes_of(world.rules.current()->rules, guard::shipped(*wanted))) out.push_back(describe(c));
  co_return out;
}

Task<Result<json::value>> preset(World& world, const Call& call) {
  const auto wanted = read(call, "set", preset_named);
  if (!wanted) co_return std::unexpected(wanted.error());
  guard::Settings settings;
  settings.rules = guard::shipped(*wanted);
  auto text = config::get(config::table<guard::Settings>(), &settings, "rules");
  if (!text) co_return pass_on(text);
  std::vector<config::Change> changes{{"guard.rules", std::move(*text)}};
  auto done = co_await change_settings(world, call, std::move(changes));
  if (!done) co_return pass_on(done);
  co_return co_await rules(world, call);
}

// As it is being edited, or before there is one: a rule as the setting writes it, among the others that there are.
Result<guard::Rule> edited_rule(const World& world, const Call& call) {
  boost::system::error_code bad;
  const auto record = json::parse(call.text("edited"), bad);
  const auto* id = bad || !record.is_object() ? nullptr : record.get_object().if_contains("id");
  if (id == nullptr || !id->is_string() || id->get_string() != call.text("rule"))
    return fail_argument("edited", "A rule is a record with its id, as guard.rules has it");
  auto settings = *world.rules.current();
  const auto& table = config::table<guard::Settings>();
  auto now = config::get(table, &settings, "rules");
  if (!now) return pass_on(now);
  auto all = json::parse(*now).as_array();
  const auto same = [id](const json::value& one) { return one.at("id") == *id; };
  const auto there = std::ranges::find_if(all, same);
  if (there == all.end())
    all.push_back(record);
  else
    *there = record;
  if (auto set = config::set(table, &settings, "rules", json::serialize(all)); !set)
    return fail_argument("edited", set.error().text);
  return *std::ranges::find(settings.rules, std::string_view(id->get_string()), &guard::Rule::id);
}

// The rule as it is set, with what the call would have otherwise.
Result<guard::Rule> rule_of(const World& world, const Call& call) {
  if (!call.text("edited").empty()) return edited_rule(world, call);
  const auto settings = world.rules.current();
  const auto found = std::ranges::find(settings->rules, call.text("rule"), &guard::Rule::id);
  if (found == settings->rules.end())
    return fail(Failure::not_found,
                fmt::format("There is no rule {}: postern ids rules shows those that are", printable(call.text("rule"))));
  auto rule = *found;
  if (const auto n = call.number("threshold")) {
    if (*n < 1 || *n > 1'000'000) return fail_argument("threshold", "A threshold is a number from 1 to 1000000");
    rule.threshold = static_cast<std::uint32_t>(*n);
    rule.threshold_established = 0;
  }
  if (const auto n = call.number("minutes")) {
    if (*n < 1 || *n > 10'080) return fail_argument("minutes", "A time frame has from 1 to 10080 minutes");
    rule.window = std::chrono::minutes(*n);
  }
  return rule;
}

json::object describe(const World& world, const guard::Simulation::Found& f) {
  json::array rightful;
  for (const auto id : f.rightful) rightful.emplace_back(name_of(world, id));
  const auto b = guard::block_of(f.verdict);
  return {{"subject", subject_text(world, b)},
          {"at", rfc3339(f.verdict.at)},
          {"count", f.verdict.sum},
          {"rightful", std::move(rightful)}};
}

Task<Result<json::value>> simulate(World& world, const Call& call) {
  auto rule = rule_of(world, call);
  if (!rule) co_return pass_on(rule);
  auto span = read(call, "since", [](const std::string& since) { return span_of(since.empty() ? "30d" : since); });
  if (!span) co_return pass_on(span);
  auto simulated = co_await world.guard.simulate(std::move(*rule), world.time.now() - *span);
  if (!simulated) co_return pass_on(simulated);
  json::array found;
  std::size_t rightful = 0;
  for (const auto& f : simulated->found()) {
    rightful += f.rightful.empty() ? 0 : 1;
    found.push_back(describe(world, f));
  }
  co_return json::object{{"verdicts", simulated->verdicts()}, {"of_rightful_users", rightful}, {"found", std::move(found)}};
}

// ---- blocks ----

Task<Result<json::value>> blocks(World& world, const Call& call) {
  auto all = co_await world.guard.blocks();
  if (!all) co_return pass_on(all);
  const auto wanted = call.text("text");
  json::array out;
  for (const auto& b : *all)
    if (wanted.empty() || subject_text(world, b).find(wanted) != std::string::npos || b.rule.find(wanted) != std::string::npos)
      out.push_back(describe(world, b));
  co_return out;
}

Task<Result<json::value>> explain(World& world, const Call& call) {
  const auto subject = subject_of(world, call);
  if (!subject) co_return std::unexpected(subject.error());
  auto all = co_await world.guard.blocks();
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& b : *all) {
    if (!subject->has(b)) continue;
    auto evidence = co_await world.guard.evidence(b, kMostEvidence);
    if (!evidence) co_return pass_on(evidence);
    auto row = describe(world, b);
    json::array events;
    for (const auto& e : *evidence) events.push_back(describe(world, e));
    row["evidence"] = std::move(events);
    if (!b.account) {
      auto rightful = co_await world.guard.rightful_logins(b.network);
      if (!rightful) co_return pass_on(rightful);
      row["accounts_that_logged_in_from_there"] = *rightful;
    }
    out.push_back(std::move(row));
  }
  if (out.empty()) co_return fail(Failure::not_found, "Nothing is held against it: postern ids blocks shows all that is");
  co_return out.size() == 1 ? std::move(out.front()) : json::value(std::move(out));
}

Task<Result<json::value>> block(World& world, const Call& call) {
  auto network = read(call, "network", IpNetwork::parse);
  if (!network) co_return pass_on(network);
  const auto services = services_of(call);
  if (!services) co_return std::unexpected(services.error());
  guard::Block b;
  b.network = *network;
  b.rule = guard::kByHand;
  b.services = *services;
  b.since = world.time.now();
  b.first = b.since;
  b.until = guard::kForEver;
  auto description = short_text(call, "description");
  if (!description) co_return pass_on(description);
  b.description = std::move(*description);
  if (!call.text("for").empty()) {
    const auto span = read(call, "for", span_of);
    if (!span) co_return std::unexpected(span.error());
    b.until = b.since + *span;
  }
  auto rightful = co_await world.guard.rightful_logins(*network);
  if (!rightful) co_return pass_on(rightful);
  if (!call.flag("preview")) {
    if (auto in = keeps_in(call, b); !in) co_return pass_on(in);
    auto done = co_await world.guard.block_by_hand(b);
    if (!done) co_return pass_on(done);
  }
  auto out = describe(world, b);
  out["accounts_that_logged_in_from_there"] = *rightful;
  co_return out;
}

// Mail that waited because the account was held is due, but for what its sender wants held still (RFC 4865). What an administrator holds,
// of a contained account all, and what is in quarantine, has its own ways out.
Task<Result<std::size_t>> release(World& world, AccountId account) {
  const auto known = world.directory.snapshot()->account(account);
  if (known && known->status == directory::Status::contained) co_return 0;
  queue::Search his;
  his.account = account;
  his.limit = kMostReleased;
  auto entries = co_await world.queue.list(std::move(his));
  if (!entries) co_return pass_on(entries);
  const auto now = world.time.now();
  std::set<queue::EntryId> released;
  for (const auto& entry : *entries) {
    const auto& envelope = entry.message.envelope;
    const auto wished = std::max(now, envelope.hold_until);
    if (entry.leg.due <= wished || entry.leg.due == queue::kNever || !envelope.judged.quarantine.empty()) continue;
    if (!released.insert(entry.id).second) continue;
    auto due = co_await world.queue.set_due(entry.id, wished);
    if (!due && due.error().kind != Failure::not_found) co_return pass_on(due);
  }
  co_return released.size();
}

Task<Result<json::value>> unblock(World& world, const Call& call) {
  const auto subject = subject_of(world, call);
  if (!subject) co_return std::unexpected(subject.error());
  if (!subject->account) {
    auto lifted = co_await world.guard.unblock(subject->network);
    if (!lifted) co_return pass_on(lifted);
    co_return json::object{{"lifted", *lifted}};
  }
  auto lifted = co_await world.guard.unblock(subject->account);
  if (!lifted) co_return pass_on(lifted);
  if (guard::is_administrator(subject->account)) co_return json::object{{"lifted", *lifted}};
  auto released = co_await release(world, subject->account);
  if (!released) co_return pass_on(released);
  co_return json::object{{"lifted", *lifted}, {"released", *released}};
}

// "block by-hand (smtp imap until 2027-01-01T00:00:00Z): a whole provider"
std::string told(const guard::Block& b) {
  std::string out = fmt::format("{} {} (", guard::name(b.action), b.rule);
  for (const auto& service : names_of(b.services)) out += std::string(service.get_string()) + " ";
  out += b.until < guard::kForEver ? "until " + rfc3339(b.until) : "for ever";
  return out + ")" + (b.description.empty() ? "" : ": " + b.description);
}

// What is held against whom a call names.
Task<Result<json::object>> held_shown(World& world, const Call& call) {
  const auto network = call.text("network");
  const auto subject = subject_named(world, network.empty() ? call.text("subject") : network);
  if (!subject) co_return json::object{};
  auto read_all = subject->account ? world.guard.blocks_of(subject->account) : world.guard.blocks_of(subject->network);
  auto all = co_await std::move(read_all);
  if (!all) co_return pass_on(all);
  json::array held;
  for (const auto& b : *all) held.emplace_back(told(b));
  co_return json::object{{"held", std::move(held)}};
}

constexpr Argument kSubject{"subject", Kind::text, true, true,
                            "An address or network as in ids blocks, an account's address, or an administrator's name"};
constexpr std::array kPreset{Argument{"set", Kind::text, true, true, "strict (as shipped), balanced or relaxed"}};
constexpr std::array kSimulate{
    Argument{"rule", Kind::text, true, true, "A rule's name"},
    Argument{"since", Kind::text, false, false, "How far back: 2h, 7d; 30d when not given"},
    Argument{"threshold", Kind::number, false, false, "As if this were its threshold"},
    Argument{"minutes", Kind::number, false, false, "As if this were its time frame"},
    Argument{"edited", Kind::text, false, false, "As if the whole rule were this: a record as guard.rules has it"}};
constexpr std::array kBlocks{Argument{"text", Kind::text, false, true, "Only those whose subject or rule holds this"}};
constexpr std::array kOne{kSubject};
constexpr std::array kHost{Argument{"address", Kind::text, true, true, "192.0.2.7 or 2001:db8::7"}};
constexpr std::array kBlock{Argument{"network", Kind::text, true, true, "192.0.2.7, 192.0.2.0/24, 2001:db8::/48"},
                            Argument{"for", Kind::text, false, false, "How long: 2h, 7d; until it is lifted when not given"},
                            kServices,
                            kWhy,
                            Argument{"preview", Kind::flag, false, false, "Only show whom it would shut out"},
                            kEvenMe};

constexpr std::array kTrust{
    kNetwork,
    Argument{"kind", Kind::text, false, false,
             "Spare it the rules of this kind, blocked or not, and lift nothing; those that block it when not given"},
    Argument{"services", Kind::list, false, false, "With a kind, only these: smtp, submission, imap, pop3, web, admin, sieve"},
    Argument{"for", Kind::text, false, false,
             "How long: 2h, 7d; until it is removed when not given. What it is spared already lasts as long as it did"},
    kOwner,
    kWhy};
constexpr std::array kPermanent{kNetwork, kOwner, kWhy, kEvenMe};
constexpr std::array kFold{
    Argument{"network", Kind::text, false, true,
             "The network that is to be blocked as a whole; shows those that could be when not given"},
    Argument{"yes", Kind::flag, false, false, "Do it: without, only what it would do and whom it would shut out is shown"},
    kEvenMe};

// Those that are made and lifted; one that runs out was told with its end.
Task<Result<json::value>> follow_blocks(World& world, const Call& call) {
  follow<guard::BlockChange>(world.guard.block_changes(), call, [&](const guard::BlockChange& change) {
    if (!change.made) return json::object{{"change", "lifted"}, {"subject", subject_text(world, change.block)}};
    auto out = describe(world, change.block);
    out["change"] = "made";
    return out;
  });
  co_return json::value();
}

constexpr std::array kFollow{kAfter};

constexpr std::array kOperations{
    Operation{"ids.country-database",
              "Tell whether it is known in which country an address is: by which file, of when, or why not",
              reads(Area::security),
              false,
              {},
              country_database,
              "CountryDatabase"},
    Operation{"ids.rules", "List the rules", reads(Area::security), false, {}, rules, "[Rule]"},
    Operation{"ids.plan-preset", "Say what replacing all rules by a set would change, and what of it is weaker",
              reads(Area::security), false, kPreset, plan_preset, "[RuleChange]"},
    Operation{"ids.preset", "Replace all rules by a set that comes along: ids plan-preset says first what that changes",
              changes(Area::security), false, kPreset, preset, "[Rule]"},
    Operation{"ids.simulate", "Show whom a rule would have acted on, and who of them was rightful",
              reads(Area::security).heavy(), false, kSimulate, simulate, "Simulation"},
    Operation{"ids.blocks", "List what is held against addresses and accounts", reads(Area::security), false, kBlocks, blocks,
              "[Block]"},
    Operation{"ids.explain", "Show the events that led to a block", reads(Area::security), false, kOne, explain,
              "ExplainedBlock | [ExplainedBlock]"},
    Operation{"ids.host", "Ask the DNS for the name of an address, and whether the name leads back to it",
              reads(Area::security).heavy(), false, kHost, host_of_address, "HostName"},
    Operation{"ids.follow", "Show blocks as they are made and lifted", reads(Area::security).live(), true, kFollow,
              follow_blocks, "BlockChange", Output::lines},
    Operation{"ids.block", "Block a network by hand; says who has logged in from there", changes(Area::security), false, kBlock,
              block, "{Block, accounts_that_logged_in_from_there: number}"}
        .showing(held_shown),
    Operation{"ids.unblock", "Lift what is held against an address, network or account, and count from nothing",
              changes(Area::security), false, kOne, unblock, "{lifted: number, released?: number}"}
        .showing(held_shown),
    Operation{"ids.trust", "Lift what is held against a network, and spare it the rules of that kind from here on",
              changes(Area::security), false, kTrust, trust,
              "{trusted: text, spared: [Spared], lifted: number, before: AllowEntry?}"}
        .showing(allowed_shown),
    Operation{"ids.permanent", "Deny what is blocked until that is taken back", changes(Area::security), false, kPermanent,
              make_permanent, "{denied: text, blocks_replaced: number}"}
        .showing(denied_shown),
    Operation{"ids.fold", "Block a network as a whole in place of the addresses of it that are blocked",
              changes(Area::security), false, kFold, fold, "[Foldable] | Folding"}
        .showing(held_shown),
};

}  // namespace
}  // namespace on_ids

std::span<const Operation> ids_operations() { return on_ids::kOperations; }

}  // namespace postern::admin
