// Operations on the deny list: which networks are refused at the door, one by one or as a list that somebody publishes.
#include <fmt/format.h>

#include <algorithm>

#include "admin/entries.h"
#include "admin/lock_out.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "guard/guard.h"
#include "guard/ranges.h"

namespace postern::admin {
namespace on_deny {
namespace {

constexpr std::size_t kLongestName = 64;

Task<Result<json::value>> add(World& world, const Call& call) {
  auto entry = entry_of(world, call, guard::Side::deny);
  if (!entry) co_return pass_on(entry);
  auto networks = read(call, "network", guard::networks_of);
  if (!networks) co_return pass_on(networks);
  std::size_t rightful = 0;
  for (const auto& network : *networks) {
    auto logins = co_await world.guard.rightful_logins(network);
    if (!logins) co_return pass_on(logins);
    rightful += *logins;
  }
  json::object out{{"accounts_that_logged_in_from_there", rightful}};
  if (call.flag("preview")) co_return out;
  auto rows = co_await add_entries(world, call, std::move(*entry));
  if (!rows) co_return pass_on(rows);
  out["denied"] = std::move(*rows);
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  co_return co_await list_entries(world, call, guard::Side::deny);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  co_return co_await remove_entries(world, call, guard::Side::deny);
}

bool is_name(std::string_view text) {
  const auto fits = [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_'; };
  return !text.empty() && text.size() <= kLongestName && std::ranges::all_of(text, fits);
}

// Of many networks only those are looked at that the caller comes from.
Result<void> keeps_in_import(const World& world, const Call& call, const std::vector<IpNetwork>& networks,
                             const guard::Entry& like) {
  std::vector<guard::Entry> about_him;
  for (const auto& network : networks)
    if (call.caller.from && network.contains(*call.caller.from)) about_him.emplace_back(like).network = network;
  return keeps_in(world, call, about_him);
}

Task<Result<json::value>> import(World& world, const Call& call) {
  auto like = entry_of(world, call, guard::Side::deny);
  if (!like) co_return pass_on(like);
  like->list = call.text("name");
  if (!is_name(like->list))
    co_return fail_argument("name", "A list's name is of letters, digits, '-', '.' and '_', at most 64");
  auto read = guard::read_blocklist(call.text("file"));
  if (read.networks.empty()) co_return fail_argument("file", "There is no network in that file: the list stays as it is");
  auto in = keeps_in_import(world, call, read.networks, *like);
  if (!in) co_return pass_on(in);
  const auto tell = [&call](std::size_t done, std::size_t all) {
    return call.progress(json::object{{"done", done}, {"of", all}});
  };
  auto imported = co_await world.guard.lists().import(std::move(read.networks), std::move(*like), tell);
  if (!imported) co_return pass_on(imported);
  co_return json::object{{"lines", read.lines},
                         {"added", imported->added},
                         {"kept", imported->kept},
                         {"removed", imported->removed},
                         {"left_out_for_entries_by_hand", imported->by_hand},
                         {"lines_not_understood", read.refused},
                         {"such_as", texts(read.examples)}};
}

constexpr Argument kFor{"for", Kind::text, false, false, "How long: 2h, 7d; until it is removed when not given"};
constexpr std::array kAdd{kNetwork, kFor, kServices,
                          kOwner,   kWhy, Argument{"preview", Kind::flag, false, false, "Only show whom it would shut out"},
                          kEvenMe};
constexpr std::array kList{kText, kLimit};
constexpr std::array kRemove{kNetwork};
constexpr std::array kImport{
    Argument{"name", Kind::text, true, true, "What the list is called here; what it held before and holds no more is removed"},
    Argument{"file", Kind::file, true, true, "Text with an address, range or network a line; neighbours are folded"},
    kFor,
    kServices,
    kOwner,
    kWhy,
    kEvenMe,
    kFileNames};

constexpr std::array kOperations{
    Operation{"deny.add", "Refuse a network at the door; says who has logged in from there", changes(Area::security), false,
              kAdd, add, "{accounts_that_logged_in_from_there: number, denied?: [DenyEntry]}"}
        .showing(denied_shown),
    Operation{"deny.list", "List the networks that are refused", reads(Area::security), false, kList, list, "[DenyEntry]"},
    Operation{"deny.remove", "Let a network in again", changes(Area::security), false, kRemove, remove, "{removed: number}"}
        .showing(denied_shown),
    Operation{"deny.import", "Refuse all networks of a published list, in place of its last state", changes(Area::security),
              false, kImport, import, "ListImport"},
};

}  // namespace
}  // namespace on_deny

std::span<const Operation> deny_operations() { return on_deny::kOperations; }

}  // namespace postern::admin
