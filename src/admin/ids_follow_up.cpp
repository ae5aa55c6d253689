// Trusting, denying and folding what is blocked.
#include "admin/ids_follow_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "admin/entries.h"
#include "admin/lock_out.h"
#include "admin/world.h"
#include "guard/guard.h"

namespace postern::admin::on_ids {
namespace {

// ---- from a block to an entry of a list ----

// The entry that the blocks of a network lead to. What holds of an account alone is no network's.
Result<guard::Entry> entry_in_place_of(const World& world, const Call& call, guard::Side side) {
  auto network = read(call, "network", IpNetwork::parse);
  if (!network) return pass_on(network);
  guard::Entry e;
  e.network = *network;
  e.side = side;
  e.since = world.time.now();
  if (auto good = take_span(call, e); !good) return pass_on(good);
  if (auto good = take_notes(call, e); !good) return pass_on(good);
  return e;
}

// ---- what a trusted network is spared ----

struct Needed {
  guard::Bypasses bypasses;
  guard::Services services;
};

// No more than the rules take: exempt from their kind, where what they count happens and where they block.
Needed needed_by(const guard::Rule& rule) {
  Needed out{.bypasses = {}, .services = guard::counted_services(rule) | guard::blocked_services(rule)};
  if (const auto bypass = guard::bypass_of(rule.kind)) out.bypasses.add(*bypass);
  return out;
}

Result<Needed> needed_by_kind(const Call& call) {
  guard::Rule rule;
  const auto kind = guard::kind_named(call.text("kind"));
  if (!kind || !guard::bypass_of(*kind))
    return fail_argument(
        "kind",
        "A network can be spared denial-of-service, brute-force-by-address, brute-force-by-account, harvesting "
        "and password-retrieval");
  rule.kind = *kind;
  auto out = needed_by(rule);
  auto services = services_of(call);
  if (!services) return pass_on(services);
  if (!call.list("services").empty()) out.services = *services;
  return out;
}

// Of a rule that is gone, or has become one of another kind, what rules of the kind need.
Needed needed_by(const guard::Block& block, const std::vector<guard::Rule>& rules) {
  guard::Rule otherwise;
  otherwise.kind = block.kind;
  const auto rule = std::ranges::find(rules, block.rule, &guard::Rule::id);
  auto out = needed_by(rule != rules.end() && rule->kind == block.kind ? *rule : otherwise);
  out.services = out.services | block.services;
  return out;
}

Result<Needed> needed_by_blocks(const World& world, const std::vector<guard::Block>& all, const IpNetwork& network) {
  const auto settings = world.rules.current();
  Needed out;
  bool by_hand = false;
  for (const auto& b : all) {
    if (b.account || b.network.bits() > network.bits() || !b.network.contains(network.base())) continue;
    by_hand = by_hand || b.rule == guard::kByHand;
    if (b.rule == guard::kByHand) continue;
    const auto more = needed_by(b, settings->rules);
    out.bypasses = out.bypasses | more.bypasses;
    out.services = out.services | more.services;
  }
  if (out.bypasses.bits != 0) return out;
  if (by_hand) return fail(Failure::invalid, "It is blocked by hand, not by a rule: unblock it (postern ids unblock)");
  return fail(Failure::not_found, "No rule blocks it: name the kind of rules that it is to be spared");
}

// What the network is spared already, it stays spared: as long, and no further.
Result<guard::Entry> with(const guard::Entry& before, Needed more) {
  if ((before.services | more.services) != before.services && before.bypasses.has(guard::Bypass::smtp_authentication))
    return fail(Failure::conflict,
                "It sends without a login, for fewer services than this rule is about: change its entry of the allow list "
                "(postern allow add)");
  auto out = before;
  out.bypasses = out.bypasses | more.bypasses;
  out.services = out.services | more.services;
  return out;
}

// ---- many blocks as one ----

constexpr unsigned kFoldedV4 = 96 + 24;  // what is shown, of what could be folded: a /24 or a /48 each
constexpr unsigned kFoldedV6 = 48;

struct Folded {
  guard::Block block;
  std::vector<IpNetwork> of;
};

Folded folded(const World& world, const std::vector<guard::Block>& all, const IpNetwork& into) {
  Folded out;
  auto& b = out.block;
  b.network = into;
  b.rule = guard::kByHand;
  b.since = b.first = world.time.now();
  for (const auto& one : all) {
    if (one.account || one.action != guard::Action::block || one.network == into || one.network.bits() < into.bits() ||
        !into.contains(one.network.base()))
      continue;
    b.services = b.services | one.services;
    b.until = std::max(b.until, one.until);
    b.first = std::min(b.first, one.first);
    out.of.push_back(one.network);
  }
  std::ranges::sort(out.of);  // a network may be blocked by several rules
  const auto twice = std::ranges::unique(out.of);
  out.of.erase(twice.begin(), twice.end());
  b.description = fmt::format("{} blocked networks, folded", out.of.size());
  return out;
}

json::array foldable(const std::vector<guard::Block>& all) {
  std::map<IpNetwork, std::set<IpNetwork>> by_prefix;
  for (const auto& b : all) {
    const auto bits = b.network.base().is_v4() ? kFoldedV4 : kFoldedV6;
    if (!b.account && b.action == guard::Action::block && b.network.bits() > bits)
      by_prefix[{b.network.base(), bits}].insert(b.network);
  }
  json::array out;
  for (const auto& [prefix, networks] : by_prefix)
    if (networks.size() > 1) out.push_back(json::object{{"network", prefix.text()}, {"blocked", networks.size()}});
  return out;
}

}  // namespace

Task<Result<json::value>> trust(World& world, const Call& call) {
  auto entry = entry_in_place_of(world, call, guard::Side::allow);
  if (!entry) co_return pass_on(entry);
  auto all = co_await world.guard.blocks();
  if (!all) co_return pass_on(all);
  const bool by_kind = !call.text("kind").empty();
  auto needed = by_kind ? needed_by_kind(call) : needed_by_blocks(world, *all, entry->network);
  if (!needed) co_return pass_on(needed);
  entry->bypasses = needed->bypasses;
  entry->services = needed->services;

  const auto is_there = [&](const guard::Entry& e) {
    return e.side == guard::Side::allow && e.network == entry->network && e.until > world.time.now();
  };
  auto before = co_await world.guard.lists().list(is_there, 1);
  if (!before) co_return pass_on(before);
  json::object out{{"trusted", entry->network.text()}, {"lifted", 0u}, {"before", nullptr}};
  if (!before->empty()) {
    auto both = with(before->front(), *needed);
    if (!both) co_return pass_on(both);
    entry = std::move(both);
    out["before"] = admin::describe(before->front());
  }
  out["spared"] = admin::describe(*entry).at("spared");
  if (by_kind) {
    auto added = co_await world.guard.lists().add(std::vector{std::move(*entry)});
    if (!added) co_return pass_on(added);
    co_return out;
  }
  auto lifted = co_await world.guard.replace_blocks(std::move(*entry));
  if (!lifted) co_return pass_on(lifted);
  out["lifted"] = *lifted;
  co_return out;
}

// Denied for the services that the blocks hold for, and for the reason they tell.
Task<Result<json::value>> make_permanent(World& world, const Call& call) {
  auto entry = entry_in_place_of(world, call, guard::Side::deny);
  if (!entry) co_return pass_on(entry);
  entry->services = {};
  auto all = co_await world.guard.blocks();
  if (!all) co_return pass_on(all);
  for (const auto& b : *all) {
    if (b.account || b.network != entry->network || b.action != guard::Action::block) continue;
    entry->services = entry->services | b.services;
    if (entry->description.empty()) entry->description = fmt::format("{}: {}", b.rule, b.description);
  }
  if (entry->services.bits == 0)
    co_return fail(Failure::not_found,
                   "It is not blocked: postern ids blocks shows what is, postern deny add denies what is not");
  if (auto in = keeps_in(world, call, std::span(&*entry, 1)); !in) co_return pass_on(in);
  const auto network = entry->network.text();
  auto lifted = co_await world.guard.replace_blocks(std::move(*entry));
  if (!lifted) co_return pass_on(lifted);
  co_return json::object{{"denied", network}, {"blocks_replaced", *lifted}};
}

Task<Result<json::value>> fold(World& world, const Call& call) {
  auto all = co_await world.guard.blocks();
  if (!all) co_return pass_on(all);
  const auto text = call.text("network");
  if (text.empty()) co_return foldable(*all);
  auto network = IpNetwork::parse(text);
  if (!network) co_return pass_on(network);
  auto fold = folded(world, *all, *network);
  if (fold.of.empty())
    co_return fail(Failure::not_found, "Nothing in that network is blocked: postern ids blocks shows what is");
  auto rightful = co_await world.guard.rightful_logins(*network);
  if (!rightful) co_return pass_on(rightful);
  json::object out{{"network", network->text()},
                   {"folds", fold.of.size()},
                   {"services", names_of(fold.block.services)},
                   {"until", fold.block.until < guard::kForEver ? json::value(rfc3339(fold.block.until)) : json::value()},
                   {"accounts_that_logged_in_from_there", *rightful},
                   {"done", call.flag("yes")}};
  if (call.flag("yes")) {
    if (auto in = keeps_in(call, fold.block); !in) co_return pass_on(in);
    auto done = co_await world.guard.fold(std::move(fold.block), std::move(fold.of));
    if (!done) co_return pass_on(done);
  }
  co_return out;
}

}  // namespace postern::admin::on_ids
