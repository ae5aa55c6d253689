// Operations on the tokens that programs call the API with: add, list, remove.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "admin/administrators.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"

namespace postern::admin {
namespace on_token {
namespace {

constexpr std::chrono::days kLongestLife{366};

json::object describe(const ApiToken& t) {
  json::array roles, networks;
  for (const auto role : names_of(t.roles)) roles.emplace_back(std::string(role));
  for (const auto& network : t.networks) networks.emplace_back(network.text());
  return {{"number", t.number},           {"administrator", t.administrator}, {"label", t.label},
          {"roles", std::move(roles)},    {"networks", std::move(networks)},  {"created", rfc3339(t.created)},
          {"expires", rfc3339(t.expires)}};
}

Result<ApiToken> wanted(const World& world, const Call& call) {
  ApiToken out;
  out.administrator = call.text("name");
  out.label = call.text("label");
  if (out.label.empty() || out.label.size() > kLongestNote)
    return fail_argument("label", "A token needs a label that says what it is for, of 200 octets at most");
  if (auto good = check_shown("label", out.label); !good) return pass_on(good);
  auto roles = roles_named(call.list("roles"));
  if (!roles) return blame("roles", std::move(roles.error()));
  out.roles = *roles;
  for (const auto& text : call.list("networks")) {
    auto network = IpNetwork::parse(text);
    if (!network) return blame("networks", std::move(network.error()));
    out.networks.push_back(*network);
  }
  if (out.networks.size() > kMostRules)
    return fail_argument("networks", fmt::format("There may be at most {} networks", kMostRules), Failure::too_large);
  auto life = read(call, "expires_in", [](const std::string& text) { return span_of(text.empty() ? "90d" : text); });
  if (!life) return pass_on(life);
  if (*life > kLongestLife) return fail_argument("expires_in", "A token lives for a year at most");
  out.created = world.time.now();
  out.expires = out.created + *life;
  return out;
}

Task<Result<json::value>> add(World& world, const Call& call) {
  auto token = wanted(world, call);
  if (!token) co_return pass_on(token);
  auto value = world.administrators.draw_token(*token);
  if (!value) co_return pass_on(value);
  const auto put = [&](Roster& all) -> Result<void> {
    if (!all.find(token->administrator)) return fail(Failure::not_found, "There is no administrator of this name");
    token->number = all.next_token++;
    all.tokens.push_back(*token);
    return {};
  };
  auto done = co_await world.administrators.change(put);
  if (!done) co_return pass_on(done);
  auto out = describe(*token);
  out["token"] = std::string(value->reveal());
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call&) {
  json::array out;
  const auto all = world.administrators.roster();
  for (const auto& t : all->tokens) out.push_back(describe(t));
  co_return out;
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  const auto number = call.number("number").value_or(0);
  const auto drop = [number](Roster& all) -> Result<void> {
    if (std::erase_if(all.tokens, [number](const ApiToken& t) { return t.number == number; }) == 0)
      return fail(Failure::not_found, "There is no token of this number");
    return {};
  };
  auto done = co_await world.administrators.change(drop);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

// By its number, or all of the administrator: "backup (reader, from 192.0.2.7/32, until 2027-01-01T00:00:00Z)".
Task<Result<json::object>> shown(World& world, const Call& call) {
  const auto all = world.administrators.roster();
  const auto number = call.number("number");
  json::object out;
  json::array tokens;
  for (const auto& t : all->tokens) {
    if (number ? t.number != *number : t.administrator != call.text("name")) continue;
    std::string scope = fmt::format("{}", fmt::join(names_of(t.roles), " "));
    for (const auto& network : t.networks) scope += ", from " + network.text();
    tokens.emplace_back(fmt::format("{} ({}, until {})", t.label, scope, rfc3339(t.expires)));
    out["administrator"] = t.administrator;
  }
  if (!number) out.erase("administrator");
  out["tokens"] = std::move(tokens);
  co_return out;
}

constexpr std::array kAdd{
    Argument{"name", Kind::text, true, true, "The administrator in whose name it calls"},
    Argument{"label", Kind::text, true, true, "What it is for"},
    Argument{"roles", Kind::list, true, false, "Some of reader, security, domains, queue, owner; at most his own count"},
    Argument{"networks", Kind::list, false, false, "From where; else from wherever he may come"},
    Argument{"expires_in", Kind::text, false, false, "Its life, such as 30d; else 90d"}};
constexpr std::array kRemove{Argument{"number", Kind::number, true, true, "Its number in the list"}};

constexpr std::array kOperations{
    Operation{"token.add", "Make a token for a program that calls the API, and show it, this once",
              changes(Area::system).in_person(), false, kAdd, add, "{Token, token: text}"}
        .showing(shown),
    Operation{"token.list", "List the tokens", reads(Area::system), false, {}, list, "[Token]"},
    Operation{"token.remove", "Take a token away", changes(Area::system), false, kRemove, remove, "none"}.showing(shown),
};

}  // namespace
}  // namespace on_token

std::span<const Operation> token_operations() { return on_token::kOperations; }

}  // namespace postern::admin
