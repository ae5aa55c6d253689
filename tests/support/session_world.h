// For tests: the API as administrators meet it, with their sessions, from a page of our own.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "api/api.h"
#include "support/admin_world.h"
#include "support/api_calls.h"

namespace postern::api {

inline const std::string kPassword = "gravel-Lantern-pickle-sonnet-42";
inline const std::string kOrigin = "https://mail.home.test";
inline const std::string kOwnPage = "Origin: " + kOrigin + "\r\n";

class SessionWorld : public testing::Test {
 protected:
  SessionWorld()
      : world(at.world()),
        door(at.administrators, at.users),
        api({world, door, at.time, [](auto n) { return n == "mail.home.test"; }}, doors) {
    add("ann", {"owner"});
  }
  void add(const std::string& name, std::initializer_list<boost::json::value_ref> roles) {
    at.must("admin.add",
            {{"name", name}, {"roles", boost::json::array(roles)}, {"networks", {"192.0.2.0/24"}}, {"password", kPassword}});
  }
  ApiAnswer ask(std::string_view line, std::string_view fields = "", std::string_view body = "",
                std::string_view from = "192.0.2.7") {
    return ask_once(api, executor, at.time, at.events, line, fields, body, from);
  }
  ApiAnswer log_in(const std::string& name, const std::string& password, const std::string& code = {},
                   std::string_view from = "192.0.2.7") {
    const boost::json::object body{{"name", name}, {"password", password}, {"code", code}};
    return ask("POST /api/v1/session", kOwnPage, boost::json::serialize(body), from);
  }
  // The field that a browser sends back.
  static std::string cookie_of(const ApiAnswer& a) {
    return cookie_of(a, cookie_value(a, "__Host-admin").empty() ? "__Host-session" : "__Host-admin");
  }
  static std::string cookie_of(const ApiAnswer& a, const std::string& name) {
    return "Cookie: " + name + "=" + cookie_value(a, name) + "\r\n" + kOwnPage;
  }
  static std::string cookie_value(const ApiAnswer& a, const std::string& name) {
    const auto set = a.head.find("\r\nSet-Cookie: " + name + "=");
    if (set == a.head.npos) return {};
    const auto begin = a.head.find('=', set) + 1;
    return a.head.substr(begin, a.head.find(';', begin) - begin);
  }
  ApiAnswer log_in_again(const ApiAnswer& before, const std::string& name, const std::string& password, std::string_view from) {
    const boost::json::object body{{"name", name}, {"password", password}, {"code", ""}};
    return ask("POST /api/v1/session", cookie_of(before, "__Host-browser"), boost::json::serialize(body), from);
  }

  admin::AdminWorld at;
  ManualExecutor executor;
  admin::World world;
  AdministrationDoor door;
  Doors doors;
  Api api;
};

}  // namespace postern::api
