// Entries of the allow and deny lists, from words and to rows.
#include "admin/entries.h"

#include <fmt/format.h>

#include <array>
#include <ranges>

#include "admin/lock_out.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "guard/guard.h"
#include "guard/ranges.h"

namespace postern::admin {
namespace {

constexpr std::size_t kShown = 1000;
constexpr std::size_t kMostLookedUp = 20;  // of the networks that a range is made of

}  // namespace

json::object describe(const guard::Entry& e) {
  json::object out{{"network", e.network.text()}};
  if (e.side == guard::Side::allow) {
    json::array spared;
    for (const auto b : guard::kBypasses)
      if (e.bypasses.has(b)) spared.emplace_back(guard::name(b));
    out["spared"] = std::move(spared);
  }
  out["services"] = names_of(e.services);
  out["since"] = rfc3339(e.since);
  out["until"] = e.until < guard::kForEver ? json::value(rfc3339(e.until)) : json::value();
  out["hits"] = e.hits;
  out["last_hit"] = e.hits > 0 ? json::value(rfc3339(e.last_hit)) : json::value();
  if (e.side == guard::Side::deny) out["list"] = e.list;
  if (e.bypasses.has(guard::Bypass::smtp_authentication)) {
    out["senders"] = texts(e.senders);
    out["hourly"] = e.hourly;
  }
  out["owner"] = e.owner;
  out["description"] = e.description;
  return out;
}

Result<std::string> short_text(const Call& call, std::string_view name) {
  auto text = call.text(name);
  if (text.size() > guard::Entry::kLongestText)
    return fail_argument(name, fmt::format("The argument \"{}\" has more than {} octets", name, guard::Entry::kLongestText),
                         Failure::too_large);
  if (auto good = check_shown(name, text); !good) return pass_on(good);
  return text;
}

json::array names_of(guard::Services services) {
  json::array out;
  for (auto s = static_cast<int>(events::Service::smtp); s <= static_cast<int>(events::Service::sieve); ++s)
    if (const auto service = static_cast<events::Service>(s); services.has(service)) out.emplace_back(events::name(service));
  return out;
}

Result<guard::Services> services_of(const Call& call) {
  guard::Services out;
  for (const auto& word : call.list("services")) {
    const auto service = events::service_named(word);
    if (!service)
      return fail_argument("services",
                           "A service is smtp, submission, imap, pop3, web, admin or sieve, not " + printable(word));
    out = out | guard::Services::of(*service);
  }
  return out.bits == 0 ? guard::kAllServices : out;
}

Result<void> take_notes(const Call& call, guard::Entry& e) {
  auto owner = short_text(call, "owner");
  if (!owner) return pass_on(owner);
  auto description = short_text(call, "description");
  if (!description) return pass_on(description);
  e.owner = std::move(*owner);
  e.description = std::move(*description);
  return {};
}

Result<void> take_span(const Call& call, guard::Entry& e) {
  if (call.text("for").empty()) return {};
  auto span = read(call, "for", span_of);
  if (!span) return pass_on(span);
  e.until = e.since + *span;
  return {};
}

Result<guard::Entry> entry_of(World& world, const Call& call, guard::Side side) {
  guard::Entry e;
  e.side = side;
  e.since = world.time.now();
  auto services = services_of(call);
  if (!services) return pass_on(services);
  e.services = *services;
  if (auto good = take_notes(call, e); !good) return pass_on(good);
  if (auto good = take_span(call, e); !good) return pass_on(good);
  return e;
}

Task<Result<json::value>> add_entries(World& world, const Call& call, guard::Entry like) {
  auto networks = read(call, "network", guard::networks_of);
  if (!networks) co_return pass_on(networks);
  std::vector<guard::Entry> entries;
  for (const auto& network : *networks) entries.emplace_back(like).network = network;
  if (auto in = keeps_in(world, call, entries); !in) co_return pass_on(in);
  json::array rows;
  for (const auto& e : entries) rows.push_back(describe(e));
  auto done = co_await world.guard.lists().add(std::move(entries));
  if (!done) co_return pass_on(done);
  co_return rows;
}

Task<Result<json::value>> list_entries(World& world, const Call& call, guard::Side side) {
  const auto text = call.text("text");
  const auto wanted = [side, text](const guard::Entry& e) {
    const auto holds = [&](const std::string& where) { return where.find(text) != std::string::npos; };
    return e.side == side && (holds(e.network.text()) || holds(e.list) || holds(e.owner) || holds(e.description));
  };
  const auto limit = call.number("limit").value_or(kShown);
  auto found = co_await world.guard.lists().list(wanted, limit);
  if (!found) co_return pass_on(found);
  json::array rows;
  for (const auto& e : *found) rows.push_back(describe(e));
  co_return rows;
}

Task<Result<json::value>> remove_entries(World& world, const Call& call, guard::Side side) {
  auto networks = read(call, "network", guard::networks_of);
  if (!networks) co_return pass_on(networks);
  std::vector<guard::Entry> without;
  for (const auto& network : *networks) {
    auto& e = without.emplace_back();
    e.network = network;
    e.side = side;
    e.services = {};
  }
  if (auto in = keeps_in(world, call, without); !in) co_return pass_on(in);
  auto removed = co_await world.guard.lists().remove(std::move(*networks), side);
  if (!removed) co_return pass_on(removed);
  if (*removed == 0)
    co_return fail(Failure::not_found, fmt::format("No such entry: postern {} list shows those that are", guard::name(side)));
  co_return json::object{{"removed", *removed}};
}

namespace {

// One of several is told with its network.
void add_entry(json::object& out, const guard::Entry& e, bool alone) {
  const auto row = describe(e);
  for (const std::string_view member : {"spared", "services", "until", "senders", "hourly", "list", "owner", "description"})
    if (const auto* value = row.if_contains(member))
      out[alone ? std::string(member) : fmt::format("{} {}", e.network.text(), member)] = *value;
}

Task<Result<json::object>> entries_shown(World& world, const Call& call, guard::Side side) {
  json::object out;
  const auto networks = guard::networks_of(call.text("network"));
  if (!networks) co_return out;
  for (const auto& network : *networks | std::views::take(kMostLookedUp)) {
    auto entry = co_await world.guard.lists().entry(network, side);
    if (!entry) co_return pass_on(entry);
    if (*entry) add_entry(out, **entry, networks->size() == 1);
  }
  co_return out;
}

}  // namespace

Task<Result<json::object>> allowed_shown(World& world, const Call& call) {
  return entries_shown(world, call, guard::Side::allow);
}

Task<Result<json::object>> denied_shown(World& world, const Call& call) {
  return entries_shown(world, call, guard::Side::deny);
}

}  // namespace postern::admin
