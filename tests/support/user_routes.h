// For tests: users over HTTP, and administrators who act in their name.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "api/routes.h"
#include "auth/totp.h"
#include "support/session_world.h"

namespace postern::api {

inline const std::string kUser = "quartz-Tumble-ledger-17";

class UserRoutes : public SessionWorld {
 protected:
  UserRoutes() {
    for (const auto* domain : {"home.test", "other.test"}) at.must("domain.create", {{"name", domain}});
    for (const auto* address : {"ann@home.test", "bob@other.test"})
      at.must("account.create", {{"address", address}, {"password", kUser}});
  }
  static std::string bearer(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }
  // A session of an administrator who has shown a second factor just now.
  std::string proven_session(const std::string& name) {
    auto entry = run_here(at.administrators.login(
        {SessionId(1), events::Service::admin, IpAddress::parse("192.0.2.7").value().bytes, "192.0.2.7", true}, name,
        Secret(kPassword), ""));
    const auto seed = run_here(at.administrators.begin_second_factor(entry->visitor)).value();
    const auto code = auth::totp_code(seed, auth::totp_step(at.time.now()));
    EXPECT_TRUE(run_here(at.administrators.confirm_second_factor({}, entry->visitor, code)));
    return "Cookie: __Host-admin=" + std::string(entry->cookie.reveal()) + "\r\n" + kOwnPage;
  }
  // The same of one who administers home.test alone.
  std::string keeper_of_home() {
    at.must("admin.add", {{"name", "hom"},
                          {"roles", {"domains"}},
                          {"domains", {"home.test"}},
                          {"networks", {"192.0.2.0/24"}},
                          {"password", kPassword}});
    return proven_session("hom");
  }
  ApiAnswer act_as(const std::string& address, const std::string& fields) {
    return ask("POST /api/v1/accounts/" + address + "/impersonate", fields, R"({"reason": "as she asked"})");
  }
  std::string token_for(const std::string& address, const std::string& fields) {
    return bearer(std::string(act_as(address, fields).value().at("token").as_string()));
  }
  // In this session only these may be called, as their rows say by `mark`; whatever else is asked for is refused as `kind`.
  void expect_only(const std::set<std::string_view>& open, bool admin::Access::* mark, const std::string& cookie,
                   std::string_view kind) {
    std::size_t shut = 0, found = 0;
    for (const auto& route : routes()) {
      if (route.own() && route.own()->standing == Standing::stranger) continue;
      if (open.contains(route.operation)) {
        EXPECT_TRUE(route.row()->access.*mark) << route.operation;
        ++found;
        continue;
      }
      const auto a = ask(line_of(route, "ann@home.test"), cookie, route.row() ? body_of(route) : std::string());
      EXPECT_EQ(a.status, 403) << route.path << a.body;
      EXPECT_EQ(std::string(a.value().at("kind").as_string()), kind) << route.path;
      ++shut;
    }
    EXPECT_GT(shut, 100u);
    EXPECT_EQ(found, open.size());
    EXPECT_EQ(ask("GET /api/v1/nothing", cookie).status, 403);
  }
  static std::string line_of(const Route& route, const std::string& address) {
    std::string line = std::string(http::name(route.method)) + " " + std::string(route.path);
    for (auto open = line.find('{'); open != line.npos; open = line.find('{')) {
      const auto name = line.substr(open + 1, line.find('}', open) - open - 1);
      line.replace(open, name.size() + 2, name == "address" || name == "owner" ? address : "1");
    }
    return line;
  }
  // What has to be said besides the path, with something in it.
  static std::string body_of(const Route& route) {
    boost::json::object body;
    for (const auto& a : route.row()->arguments)
      if (a.required && !route.path.contains("{" + std::string(a.name) + "}"))
        body[a.name] = a.kind == admin::Kind::list     ? boost::json::value(boost::json::array{"x"})
                       : a.kind == admin::Kind::number ? boost::json::value(1)
                                                       : "x";
    return route.body_limit > 0 ? boost::json::serialize(body) : std::string();
  }
};

}  // namespace postern::api
