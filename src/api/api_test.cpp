// The API over a connection in memory, with a doorkeeper who knows a few tokens.
#include "api/api.h"

#include <gtest/gtest.h>

#include "support/api_world.h"

namespace postern::api {
namespace {

namespace json = boost::json;

template <class T>
void set_limit(const config::Live<Limits>& door, T Limits::* limit, std::type_identity_t<T> value) {
  auto limits = *door.current();
  limits.*limit = value;
  door.set(limits);
}

TEST_F(ApiTest, a_life_of_a_domain) {
  const auto made = ask("POST /api/v1/domains", as("owner"), R"({"name": "new.test"})");
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.value().at("name"), "new.test");
  EXPECT_EQ(ask("POST /api/v1/domains", as("owner"), R"({"name": "new.test"})").status, 409);
  const auto changed = ask("PATCH /api/v1/domains/new.test", as("owner"), R"({"plus_addressing": "off"})");
  EXPECT_EQ(changed.value().at("plus_addressing"), false);
  EXPECT_EQ(ask("GET /api/v1/domains/new.test").value().at("plus_addressing"), false);
  EXPECT_EQ(ask("DELETE /api/v1/domains/new.test").status, 204);
  const auto gone = ask("GET /api/v1/domains/new.test");
  EXPECT_EQ(gone.status, 404);
  EXPECT_EQ(gone.value().at("kind"), "not-found");
  EXPECT_EQ(gone.field("Content-Type"), "application/problem+json");
}

// RFC 9457 §3.2, with the pointers of RFC 6901.
TEST_F(ApiTest, a_wrong_argument_is_pointed_at) {
  const auto pointer = [](const ApiAnswer& a) {
    EXPECT_EQ(a.status, 400) << a.body;
    const auto problem = a.value();
    const auto& one = problem.at("errors").as_array().at(0);
    EXPECT_EQ(one.at("detail"), problem.at("detail"));
    return std::string(one.at("pointer").as_string());
  };
  const auto post = [&](std::string_view body) { return pointer(ask("POST /api/v1/accounts", as("owner"), body)); };
  EXPECT_EQ(post(R"({})"), "/address");
  EXPECT_EQ(post(R"({"address": "no address"})"), "/address");
  EXPECT_EQ(post(R"({"address": "cy@home.test", "quota": "much"})"), "/quota");
  EXPECT_EQ(post(R"({"address": "cy@home.test", "a/b~c": 1})"), "/a~1b~0c");
  EXPECT_EQ(pointer(ask("POST /api/v1/ids/blocks", as("owner"), R"({"network": "192.0.2.7/24"})")), "/network");
  EXPECT_EQ(pointer(ask("GET /api/v1/domains?limit=0")), "/limit");
  EXPECT_EQ(pointer(ask("GET /api/v1/domains?colour=red")), "/colour");
  EXPECT_FALSE(ask("GET /api/v1/domains/gone.test").value().as_object().contains("errors"));
}

TEST_F(ApiTest, lists_come_in_pages) {
  const auto first = ask("GET /api/v1/domains?limit=1").value();
  EXPECT_EQ(first.at("items").at(0).at("name"), "home.test");
  const auto next = std::string(first.at("next").as_string());
  const auto second = ask("GET /api/v1/domains?limit=1&cursor=" + next).value();
  EXPECT_EQ(second.at("items").at(0).at("name"), "other.test");
  EXPECT_FALSE(second.as_object().contains("next"));
  EXPECT_EQ(ask("GET /api/v1/accounts?text=BOB").value().at("items").as_array().size(), 1u);
}

TEST_F(ApiTest, who_is_not_known_is_told_nothing) {
  const std::string unknown = ask("GET /api/v1/domains", as("wrong")).body;
  for (const auto& [line, fields] : std::vector<std::pair<std::string, std::string>>{
           {"GET /api/v1/domains", ""},
           {"GET /api/v1/nothing", ""},
           {"PUT /api/v1/domains", as("wrong")},
           {"GET /api/v1/domains", as("wrong")},
           {"GET /api/v1/openapi.json", ""},
           {"GET /", ""},
           {"GET /api/v1/domains", "Authorization: Basic cm9vdA==\r\n"},
           {"GET /api/v1/domains", as("owner") + "Cookie: __Host-session=owner\r\n"}}) {
    const auto a = ask(line, fields);
    EXPECT_EQ(a.status, 401) << line;
    EXPECT_EQ(a.body, unknown) << line;
    EXPECT_EQ(a.field("WWW-Authenticate"), "Bearer");
  }
}

TEST_F(ApiTest, methods_that_a_path_has_are_told) {
  const auto a = ask("PUT /api/v1/domains/home.test");
  EXPECT_EQ(a.status, 405);
  EXPECT_EQ(a.field("Allow"), "GET, PATCH, DELETE, HEAD");
  EXPECT_EQ(ask("GET /api/v1/nothing").status, 404);
}

// RFC 9110 §13.1
TEST_F(ApiTest, tags_spare_an_answer_and_guard_a_change) {
  const auto before = ask("GET /api/v1/domains/home.test");
  const auto tag = before.field("ETag");
  ASSERT_FALSE(tag.empty());
  const auto same = ask("GET /api/v1/domains/home.test", as("owner") + "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
  const std::string change = R"({"plus_addressing": "off"})";
  EXPECT_EQ(ask("PATCH /api/v1/domains/home.test", as("owner") + "If-Match: " + tag + "\r\n", change).status, 200);
  EXPECT_EQ(ask("PATCH /api/v1/domains/home.test", as("owner") + "If-Match: " + tag + "\r\n", R"({"active": "off"})").status,
            412);
  EXPECT_EQ(ask("GET /api/v1/domains/home.test").value().at("status"), "active");
  EXPECT_EQ(ask("GET /api/v1/domains/home.test", as("owner") + "If-None-Match: " + tag + "\r\n").status, 200);
  EXPECT_EQ(ask("POST /api/v1/domains", as("owner") + "If-Match: " + tag + "\r\n", R"({"name": "x.test"})").status, 400);
}

TEST_F(ApiTest, a_trial_is_guarded_by_the_tag_of_the_setting) {
  const std::string path = "/api/v1/settings/password.minimum_length";
  const auto with = [&](const std::string& tag) { return as("owner") + "If-Match: " + tag + "\r\n"; };
  const auto tag = ask("GET " + path).field("ETag");
  EXPECT_EQ(ask("POST " + path + "/trial", with(tag), R"({"value": "20"})").status, 200);
  EXPECT_EQ(ask("POST " + path + "/trial", with(tag), R"({"value": "21"})").status, 412);
  const auto on_trial = ask("GET " + path);
  EXPECT_EQ(on_trial.value().at("trial").at("before"), "12");
  EXPECT_EQ(ask("POST " + path + "/put-back", with(tag), "{}").status, 412);
  EXPECT_EQ(ask("POST " + path + "/keep", with(on_trial.field("ETag")), "{}").status, 204);
  EXPECT_EQ(ask("GET " + path).value().at("value"), "20");
}

// What is no secret is refused as that once it is as it was when one looked.
TEST_F(ApiTest, a_secret_is_guarded_by_the_tag_of_the_setting) {
  const std::string path = "/api/v1/settings/password.minimum_length";
  const auto set_secret = [&](const std::string& tag) {
    return ask("PUT " + path + "/secret", as("owner") + "If-Match: " + tag + "\r\n", R"({"value": "x"})").status;
  };
  const auto tag = ask("GET " + path).field("ETag");
  EXPECT_EQ(set_secret(tag), 400);
  EXPECT_EQ(ask("PUT " + path, as("owner"), R"({"value": "20"})").status, 200);
  EXPECT_EQ(set_secret(tag), 412);
}

TEST_F(ApiTest, a_post_with_a_key_is_carried_out_once) {
  const auto key = as("owner") + "Idempotency-Key: k1\r\n";
  const std::string body = R"({"address": "new@home.test"})";
  const auto first = ask("POST /api/v1/accounts", key, body), again = ask("POST /api/v1/accounts", key, body);
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);  // with the password that was made
  EXPECT_EQ(again.field("Idempotent-Replayed"), "true");
  EXPECT_EQ(ask("POST /api/v1/accounts", key, R"({"address": "second@home.test"})").status, 422);
  EXPECT_EQ(ask("POST /api/v1/accounts", as("domains") + "Idempotency-Key: k1\r\n", body).status, 409);  // another caller's key
  EXPECT_EQ(ask("POST /api/v1/accounts", as("owner") + "Idempotency-Key: a b\r\n", body).status, 400);
}

TEST_F(ApiTest, a_cookie_counts_only_from_our_own_page) {
  const std::string cookie = "Cookie: __Host-session=owner\r\n";
  const std::string body = R"({"name": "new.test"})";
  EXPECT_EQ(ask("POST /api/v1/domains", cookie, body).status, 403);
  EXPECT_EQ(ask("POST /api/v1/domains", cookie + "Origin: https://evil.test\r\n", body).status, 403);
  EXPECT_EQ(ask("POST /api/v1/domains", cookie + "Sec-Fetch-Site: cross-site\r\n", body).status, 403);
  EXPECT_EQ(ask("POST /api/v1/domains", cookie + "Origin: https://mail.home.test\r\n", body).status, 201);
  EXPECT_EQ(ask("GET /api/v1/domains", cookie + "Sec-Fetch-Site: same-origin\r\n").status, 200);
  const std::string program = cookie + "X-Requested-By: a program\r\n";
  EXPECT_EQ(ask("DELETE /api/v1/domains/new.test", program + "Origin: https://evil.test\r\n").status, 403);
  EXPECT_EQ(ask("DELETE /api/v1/domains/new.test", program).status, 204);
}

TEST_F(ApiTest, another_host_is_not_served) {
  EXPECT_TRUE(api.is_called("mail.home.test", IpAddress{}));
  EXPECT_FALSE(api.is_called("evil.test", IpAddress{}));
  const auto loopback = IpAddress::parse("127.0.0.1").value();
  EXPECT_TRUE(api.is_called("127.0.0.1", loopback));
  EXPECT_TRUE(api.is_called("localhost", loopback));
  EXPECT_FALSE(api.is_called("127.0.0.2", loopback));
  EXPECT_FALSE(api.is_called("localhost", IpAddress::parse("192.0.2.1").value()));
}

TEST_F(ApiTest, the_document_is_served) {
  EXPECT_EQ(ask("GET /api/v1/openapi.json", as("nobody")).value().at("openapi"), "3.1.0");
}

TEST_F(ApiTest, what_an_operation_says_is_not_a_secret_and_what_it_knows_is) {
  EXPECT_EQ(ask("GET /api/v1/domains/home.test?x=1").status, 400);
  EXPECT_EQ(ask("POST /api/v1/domains", as("owner"), "{").status, 400);
}

TEST_F(ApiTest, H33_a_client_is_who_the_connection_says_whatever_its_fields_say) {
  ask("GET /api/v1/domains", as("owner") + "X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n");
  EXPECT_EQ(keeper.last_address.text(), "192.0.2.7");
}

TEST_F(ApiTest, H32_requests_of_one_address_are_counted) {
  std::size_t refused = 0;
  for (int i = 0; i < 620; ++i) refused += ask("GET /", "Cookie: __Host-session=nobody\r\n").status == 429;
  EXPECT_GT(refused, 5u);
  EXPECT_LT(refused, 25u);
}

TEST_F(ApiTest, H38_who_is_told_to_wait_is_told_how_long) {
  set_limit(doors.api, &Limits::per_minute, 7);
  ApiAnswer last;
  for (int i = 0; i < 8; ++i) last = ask("GET /api/v1/session");
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(last.field("Retry-After"), "9") << "7 in 60 seconds";
  executor.advance(std::chrono::seconds(9));
  EXPECT_EQ(ask("GET /api/v1/session").status, 200);
}

TEST_F(ApiTest, H38_what_is_used_up_at_one_door_is_there_at_the_others) {
  set_limit(doors.webmail, &Limits::per_minute, 2);
  set_limit(doors.console, &Limits::per_minute, 3);
  const std::string user = "Cookie: __Host-session=ann\r\n", administrator = "Cookie: __Host-admin=owner\r\n";
  keeper.known["ann"] = {.name = "ann@home.test", .account = AccountId{1}};
  for (const int status : {200, 200, 429}) EXPECT_EQ(ask("GET /api/v1/session", user).status, status);
  for (const int status : {200, 200, 200, 429}) EXPECT_EQ(ask("GET /api/v1/session", administrator).status, status);
  keeper.session.clear();
  EXPECT_EQ(ask("GET /api/v1/session").status, 200) << "a token";
}

TEST_F(ApiTest, H38_who_says_that_he_comes_by_another_door_is_held_to_his_own) {
  keeper.known["ann"] = {.name = "ann@home.test", .account = AccountId{1}};
  set_limit(doors.webmail, &Limits::otherwise, Otherwise::deny);
  const std::string as_administrator = "Cookie: __Host-admin=ann\r\n";
  EXPECT_EQ(ask("GET /api/v1/session", as_administrator).status, 403);
  EXPECT_EQ(ask("GET /api/v1/session", as("ann")).status, 403);
  set_limit(doors.webmail, &Limits::otherwise, Otherwise::allow);
  set_limit(doors.webmail, &Limits::per_minute, 1);
  EXPECT_EQ(ask("GET /api/v1/session", as_administrator).status, 200);
  EXPECT_EQ(ask("GET /api/v1/session", as_administrator).status, 429);
  EXPECT_EQ(ask("GET /api/v1/session", "Cookie: __Host-admin=owner\r\n").status, 200) << "no administrator pays for it";
}

TEST_F(ApiTest, H32_who_has_not_logged_in_comes_by_whichever_door_lets_him) {
  const auto login = [&](std::string_view name) {
    const auto body = json::serialize(json::object{{"name", name}, {"password", "wrong"}});
    return ask("POST /api/v1/session", "X-Requested-By: pages\r\n", body).status;
  };
  set_limit(doors.webmail, &Limits::otherwise, Otherwise::deny);
  EXPECT_EQ(login("owner"), 401);
  EXPECT_EQ(login("ann@home.test"), 403) << "before his password is looked at";
  set_limit(doors.console, &Limits::otherwise, Otherwise::deny);
  EXPECT_EQ(login("owner"), 403);
  set_limit(doors.webmail, &Limits::otherwise, Otherwise::allow);
  EXPECT_EQ(login("owner"), 403);
}

TEST_F(ApiTest, H32_a_place_is_given_back) {
  set_limit(doors.api, &Limits::concurrent, 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("GET /api/v1/domains").status, 200);
}

TEST_F(ApiTest, an_IPv6_network_of_one_customer_is_counted_as_one) {
  set_limit(doors.webmail, &Limits::per_minute, 2);
  const auto from = [&](std::string_view address) {
    return ask_once(api, executor, clock, at.events, "GET /api/v1/session", "Cookie: __Host-session=x\r\n", "", address).status;
  };
  EXPECT_EQ(from("2001:db8:1:2::1"), 401);
  EXPECT_EQ(from("2001:db8:1:2::2"), 401);
  EXPECT_EQ(from("2001:db8:1:2:3::3"), 429);
  EXPECT_EQ(from("2001:db8:1:3::1"), 401);
}

TEST_F(ApiTest, costly_requests_are_counted_by_caller) {
  std::size_t refused = 0;
  for (int i = 0; i < 65; ++i) refused += ask("GET /api/v1/logs/verification", as("security")).status == 429;
  EXPECT_GT(refused, 0u);
  EXPECT_EQ(ask("GET /api/v1/logs/verification", as("owner")).status, 200);
}

}  // namespace
}  // namespace postern::api
