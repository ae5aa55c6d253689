// For tests: an API with a doorkeeper who knows a few tokens, each called by the role that it has, and two tenants.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "api/api.h"
#include "support/admin_world.h"
#include "support/api_calls.h"
#include "support/executor_time.h"

namespace postern::api {

class Keeper final : public Doorkeeper {
 public:
  Task<Result<admin::Visitor>> who(Credentials shown) override {
    last_address = IpAddress{shown.from.ip};
    const auto at = known.find(std::string(shown.bearer.empty() ? shown.session.reveal() : shown.bearer.reveal()));
    if (at == known.end()) co_return fail(Failure::denied, "Who is that", "private");
    admin::Visitor visitor{at->second};
    visitor.caller.session = session;
    visitor.caller.by_token = session.empty();
    visitor.caller.proven = true;
    co_return visitor;
  }
  [[nodiscard]] bool still(const Credentials&, const admin::Visitor&) override { return !ended; }
  std::map<std::string, admin::Caller> known;
  bool ended = false;                 // every session
  std::string session = "in person";  // empty: by tokens
  IpAddress last_address;
};

class ApiTest : public testing::Test {
 protected:
  using Role = admin::Role;

  ApiTest() : world(at.world()), api({world, keeper, clock, [](auto n) { return n == "mail.home.test"; }}, doors) {
    for (const auto* domain : {"home.test", "other.test"}) at.must("domain.create", {{"name", domain}});
    for (const auto* address : {"ann@home.test", "bob@other.test"}) at.must("account.create", {{"address", address}});
    for (const auto* alias : {"all@home.test", "all@other.test"})
      at.must("alias.create", {{"alias", alias}, {"targets", {"x@remote.test"}}});
    const auto home = at.directory->snapshot()->domain(address::parse_domain("home.test").value())->id;
    keeper.known["owner"] = admin::owner("root");
    keeper.known["reader"] = {.name = "rea", .roles = {Role::reader}};
    keeper.known["security"] = {.name = "sec", .roles = {Role::security}};
    keeper.known["domains"] = {.name = "dom", .roles = {Role::domains}};
    keeper.known["queue"] = {.name = "que", .roles = {Role::queue}};
    keeper.known["home"] = {.name = "hom", .roles = {Role::domains}, .domains = std::vector{home}};
    keeper.known["nobody"] = {.name = "nob"};
  }

  ApiAnswer ask(std::string_view line, std::string_view fields = "Authorization: Bearer owner\r\n",
                std::string_view body = "") {
    return ask_once(api, executor, clock, at.events, line, fields, body);
  }
  static std::string as(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }

  admin::AdminWorld at;
  ManualExecutor executor;
  ExecutorTime clock{executor};
  admin::World world;
  Keeper keeper;
  Doors doors;
  Api api;
};

}  // namespace postern::api
