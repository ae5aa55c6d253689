// A listener that has not all of the doors: whoever comes by another gets in with nothing that he shows.   H02
#include <gtest/gtest.h>

#include <string>

#include "support/user_routes.h"

namespace postern::api {
namespace {

class At final : public http::Site {
 public:
  At(Api& api, OpenDoors doors) : api_(api), doors_(doors) {}
  [[nodiscard]] bool is_called(std::string_view host, const IpAddress& local) const override {
    return api_.is_called(host, local);
  }
  Task<http::Opened> open(const http::Request& request, const http::Client& client) override {
    return api_.open(request, client, doors_);
  }
  [[nodiscard]] http::Response problem(std::uint16_t status, std::string_view why) const override {
    return api_.problem(status, why);
  }

 private:
  Api& api_;
  OpenDoors doors_;
};

constexpr OpenDoors kPeople{.webmail = true, .console = false, .api = false};
constexpr OpenDoors kConsole{.webmail = false, .console = true, .api = false};
constexpr OpenDoors kPrograms{.webmail = false, .console = false, .api = true};

class ListenerRoles : public UserRoutes {
 protected:
  ApiAnswer ask_at(OpenDoors doors, std::string_view line, std::string_view fields, std::string_view body = "") {
    At site(api, doors);
    return ask_once(site, executor, at.time, at.events, line, fields, body);
  }
  std::string user() { return cookie_of(log_in("ann@home.test", kUser)); }
};

// Every route by every door: what the listener has not is refused before anything is looked at, and what it has goes on as elsewhere.
TEST_F(ListenerRoles, H02_no_route_is_reached_by_a_door_that_is_not_there) {
  const auto person = user(), administrator = proven_session("ann"), program = bearer(std::string("any token"));
  std::size_t asked = 0;
  for (const auto& route : routes()) {
    if (route.own() && route.own()->standing == Standing::stranger) continue;
    const auto line = line_of(route, "ann@home.test");
    for (const auto& [doors, shut] : {std::pair(kPeople, administrator),
                                      {kPeople, program},
                                      {kConsole, person},
                                      {kConsole, program},
                                      {kPrograms, person},
                                      {kPrograms, administrator}}) {
      const auto a = ask_at(doors, line, shut);
      EXPECT_EQ(a.status, 403) << line;
      EXPECT_NE(a.body.find("not served at this address"), std::string::npos) << line << a.body;
      ++asked;
    }
  }
  EXPECT_GT(asked, 600u);
  EXPECT_EQ(ask_at(kPeople, "GET /api/v1/session", person).value().at("name"), "ann@home.test");
  EXPECT_EQ(ask_at(kConsole, "GET /api/v1/session", administrator).value().at("name"), "ann");
  EXPECT_EQ(ask_at(kPrograms, "GET /api/v1/session", program).status, 401) << "it is looked at";
}

// A head may claim what it likes: who turns out to be another is held to that one's door.
TEST_F(ListenerRoles, H02_a_head_that_claims_another_door_does_not_open_it) {
  auto entry = cookie_value(log_in("ann@home.test", kUser), "__Host-session");
  EXPECT_EQ(ask_at(kPrograms, "GET /api/v1/session", bearer(entry)).status, 403) << "a user's session, shown as a token";
  const auto as_a_user = "Cookie: __Host-session=" + cookie_value(log_in("ann", kPassword), "__Host-admin") + "\r\n" + kOwnPage;
  EXPECT_EQ(ask_at(kPeople, "GET /api/v1/session", as_a_user).status, 403) << "an administrator's, as that of a user";
}

TEST_F(ListenerRoles, H02_nobody_signs_in_where_he_has_no_door) {
  const auto try_at = [&](OpenDoors doors, std::string_view route, const boost::json::object& body) {
    return ask_at(doors, route, kOwnPage, boost::json::serialize(body)).status;
  };
  const boost::json::object ann{{"name", "ann@home.test"}, {"password", kUser}}, root{{"name", "ann"}, {"password", kPassword}};
  EXPECT_EQ(try_at(kPeople, "POST /api/v1/session", ann), 201);
  EXPECT_EQ(try_at(kPeople, "POST /api/v1/session", root), 403);
  EXPECT_EQ(try_at(kConsole, "POST /api/v1/session", ann), 403);
  EXPECT_EQ(try_at(kConsole, "POST /api/v1/session", root), 201);
  for (const auto& one : {ann, root}) EXPECT_EQ(try_at(kPrograms, "POST /api/v1/session", one), 403);
  const boost::json::object owner{{"token", "x"}, {"name", "mallory"}, {"password", kUser}},
      reset{{"token", "x"}, {"password", kUser}};
  EXPECT_EQ(try_at(kPeople, "POST /api/v1/first-owner", owner), 403);
  EXPECT_EQ(try_at(kPeople, "POST /api/v1/first-owner/policy", {{"token", "x"}}), 403);
  EXPECT_EQ(try_at(kPeople, "POST /api/v1/first-owner/check", reset), 403);
  EXPECT_EQ(try_at(kConsole, "POST /api/v1/forgotten-password", reset), 403);
  EXPECT_EQ(try_at(kConsole, "POST /api/v1/forgotten-password/policy", {{"token", "x"}}), 403);
  EXPECT_EQ(try_at(kConsole, "POST /api/v1/forgotten-password/check", reset), 403);
  EXPECT_EQ(try_at(kConsole, "POST /api/v1/session/reset-request", {{"name", "ann@home.test"}}), 403);
  EXPECT_EQ(at.events.count(events::Event::login_failed), 0u) << "no password was looked at";
}

}  // namespace
}  // namespace postern::api
