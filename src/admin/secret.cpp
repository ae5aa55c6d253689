// Operations on secrets that settings name: set, list, delete. None shows one.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/nouns.h"
#include "admin/world.h"
#include "auth/named_secrets.h"

namespace postern::admin {
namespace on_secret {
namespace {

// The settings that name it: rows of lists say so in a field of this name.
constexpr std::string_view kField = "secret";

bool names(const config::Setting& setting, std::string_view secret) {
  if (setting.entry->kind != config::Kind::records) return false;
  const auto& table = setting.entry->record();
  const auto* field = table.find(kField);
  const auto value = field ? config::parse(*setting.entry, setting.text) : Result<config::Value>(config::Value{});
  if (!field || !value) return false;
  const auto at = static_cast<std::size_t>(field - table.entries.data());
  const config::Value wanted{std::string(secret)};
  return std::ranges::any_of(std::get<std::vector<config::Record>>(value->v),
                             [&](const config::Record& row) { return row[at] == wanted; });
}

json::array used_by(const config::Registry& registry, std::string_view secret) {
  json::array out;
  for (const auto& setting : registry.settings())
    if (names(setting, secret)) out.emplace_back(setting.key);
  return out;
}

Task<Result<json::value>> set(World& world, const Call& call) {
  auth::NamedSecrets secrets(world.kv, world.sealer);
  auto done = co_await secrets.set(call.text("name"), Secret(call.text("value")), world.time.now());
  if (!done) co_return pass_on(done);
  co_return json::object{{"name", call.text("name")}, {"used_by", used_by(world.registry, call.text("name"))}};
}

Task<Result<json::value>> list(World& world, const Call&) {
  const auth::NamedSecrets secrets(world.kv, world.sealer);
  auto rows = co_await secrets.list();
  if (!rows) co_return pass_on(rows);
  json::array out;
  for (const auto& row : *rows)
    out.push_back({{"name", row.name}, {"set", rfc3339(row.set)}, {"used_by", used_by(world.registry, row.name)}});
  co_return out;
}

// Mail would wait for a password that is gone.
Task<Result<json::value>> remove(World& world, const Call& call) {
  const auto users = used_by(world.registry, call.text("name"));
  if (!users.empty())
    co_return fail(Failure::conflict, fmt::format("{} names it: change that first", std::string(users.front().as_string())));
  auth::NamedSecrets secrets(world.kv, world.sealer);
  auto done = co_await secrets.remove(call.text("name"));
  if (!done) co_return pass_on(done);
  co_return json::value();
}

// That there is one, and since when; never which.
Task<Result<json::object>> shown(World& world, const Call& call) {
  const auth::NamedSecrets secrets(world.kv, world.sealer);
  auto all = co_await secrets.list();
  if (!all) co_return pass_on(all);
  const auto row = std::ranges::find(*all, call.text("name"), &auth::NamedSecrets::Row::name);
  if (row == all->end()) co_return json::object{};
  co_return json::object{{"set", rfc3339(row->set)}};
}

constexpr Argument kName{"name", Kind::text, true, true, "As settings name it: letters, digits, \"-\", \"_\" and \".\""};
constexpr std::array kSet{kName, Argument{"value", Kind::secret, true, false, "The secret"}};
constexpr std::array kOne{kName};

constexpr std::array kOperations{
    Operation{"secret.set", "Keep a secret that settings name: it is asked for, or read from standard input",
              changes(Area::system), false, kSet, set, "{name: text, used_by: [text]}"}
        .showing(shown),
    Operation{"secret.list",
              "List the secrets that are kept by name, and which settings name them",
              reads(Area::system),
              false,
              {},
              list,
              "[NamedSecret]"},
    Operation{"secret.delete", "Delete a secret that no setting names any more", changes(Area::system), false, kOne, remove,
              "none"}
        .showing(shown),
};

}  // namespace
}  // namespace on_secret

std::span<const Operation> secret_operations() { return on_secret::kOperations; }

}  // namespace postern::admin
