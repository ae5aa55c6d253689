// The API over a connection in memory, with a doorkeeper who knows a few tokens.
#include "api/api.h"

#include <gtest/gtest.h>

#include <thread>

#include "support/admin_world.h"
#include "support/fake_stream.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using admin::Caller;
using admin::Role;

class Keeper final : public Doorkeeper {
 public:
  Task<Result<Caller>> who(Credentials shown) override {
    last_address = shown.address;
    const auto at = known.find(std::string(shown.bearer.empty() ? shown.session.reveal() : shown.bearer.reveal()));
    if (at == known.end()) co_return fail(Failure::denied, "Who is that", "private");
    co_return at->second;
  }
  std::map<std::string, Caller> known;
  net::Address last_address;
};

class ApiTest : public testing::Test {
 protected:
  ApiTest() : world(at.world()), api({world, keeper, system_time(), [](auto n) { return n == "mail.home.test"; }}, settings) {
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

  struct Answer {
    int status = 0;
    std::string head, body;
    [[nodiscard]] json::value value() const { return json::parse(body); }
    [[nodiscard]] std::string field(const std::string& name) const {
      const auto from = head.find("\r\n" + name + ": ");
      if (from == head.npos) return {};
      const auto begin = from + name.size() + 4;
      return head.substr(begin, head.find("\r\n", begin) - begin);
    }
  };
  // One connection, one request.
  Answer ask(std::string_view line, std::string_view fields = "Authorization: Bearer owner\r\n", std::string_view body = "") {
    FakeStream stream(executor);
    stream.set_tls();
    bool ended = false;
    spawn(http::serve(stream, std::make_shared<const http::Settings>(), {api, system_time(), at.events}),
          [&] { ended = true; });
    std::string bytes(line);
    bytes += " HTTP/1.1\r\nHost: mail.home.test\r\nConnection: close\r\n";
    bytes += fields;
    if (!body.empty()) bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    stream.push(bytes + "\r\n" + std::string(body));
    executor.run_until([&] { return ended; });
    Answer out;
    const auto& said = stream.output();
    const auto end = said.find("\r\n\r\n");
    out.head = said.substr(0, end);
    out.body = said.substr(end + 4);
    out.status = std::stoi(said.substr(9, 3));
    return out;
  }
  static std::string as(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }

  admin::AdminWorld at;
  ManualExecutor executor;
  admin::World world;
  Keeper keeper;
  config::Live<Settings> settings;
  Api api;
};

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

// Every route by every role: the answer is 403 exactly when the row does not grant it, and before the body is read.
TEST_F(ApiTest, every_route_asks_who_may) {
  for (const auto& route : routes()) {
    const auto* op = route.row();
    if (!op || op->access.cost == admin::Cost::live) continue;
    std::string path(route.path);
    for (auto open = path.find('{'); open != path.npos; open = path.find('{'))
      path.replace(open, path.find('}') - open + 1, "nothing.test");
    const std::string line = std::string(http::name(route.method)) + " " + path;
    for (const auto& [token, caller] : keeper.known) {
      if (token == "owner") continue;
      if (admin::may_ever(caller, *op) && (op->access.changes || route.body_limit > 0)) continue;  // would do it
      const std::string body = route.body_limit > 0 ? "Content-Length: 10\r\nExpect: 100-continue\r\n" : "";
      const auto a = ask(line, as(token) + body);
      EXPECT_EQ(a.status == 403, !admin::may_ever(caller, *op)) << line << " by " << token << ": " << a.status << a.body;
      EXPECT_EQ(a.head.find("100 Continue"), std::string::npos) << line;
    }
  }
}

TEST_F(ApiTest, another_tenant_answers_as_absent) {
  const auto swap = [](std::string text, const std::string& from, const std::string& to) {
    for (auto i = text.find(from); i != text.npos; i = text.find(from)) text.replace(i, from.size(), to);
    return text;
  };
  for (const auto& [line, body] : std::vector<std::pair<std::string, std::string>>{
           {"GET /api/v1/domains/other.test", ""},
           {"GET /api/v1/accounts/bob@other.test", ""},
           {"GET /api/v1/accounts?domain=other.test", ""},
           {"GET /api/v1/aliases?domain=other.test", ""},
           {"PATCH /api/v1/accounts/bob@other.test", R"({"display_name": "x"})"},
           {"DELETE /api/v1/accounts/bob@other.test", ""},
           {"POST /api/v1/accounts/bob@other.test/password", R"({"generate": true})"},
           {"POST /api/v1/accounts", R"({"address": "eve@other.test"})"},
           {"POST /api/v1/aliases", R"({"alias": "eve@other.test", "targets": ["x@remote.test"]})"},
           {"PUT /api/v1/aliases/all@other.test", R"({"targets": ["x@remote.test"]})"},
           {"DELETE /api/v1/aliases/all@other.test", ""}}) {
    const auto there = ask(line, as("home"), body);
    const auto absent = ask(swap(line, "other.test", "nopes.test"), as("home"), swap(body, "other.test", "nopes.test"));
    EXPECT_EQ(there.status, 404) << line << there.body;
    EXPECT_EQ(there.status, absent.status) << line;
    EXPECT_EQ(there.body, swap(absent.body, "nopes.test", "other.test")) << line;
  }
  EXPECT_EQ(ask("GET /api/v1/accounts", as("home")).value().at("items").as_array().size(), 1u);
  EXPECT_EQ(ask("GET /api/v1/accounts").value().at("items").as_array().size(), 2u);  // nothing was made or deleted
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
}

TEST_F(ApiTest, another_host_is_not_served) {
  EXPECT_TRUE(api.is_called("mail.home.test", net::Address{}));
  EXPECT_FALSE(api.is_called("evil.test", net::Address{}));
  const auto loopback = net::Address::parse("127.0.0.1").value();
  EXPECT_TRUE(api.is_called("127.0.0.1", loopback));
  EXPECT_TRUE(api.is_called("localhost", loopback));
  EXPECT_FALSE(api.is_called("127.0.0.2", loopback));
  EXPECT_FALSE(api.is_called("localhost", net::Address::parse("192.0.2.1").value()));
}

TEST_F(ApiTest, the_document_is_served) {
  EXPECT_EQ(ask("GET /api/v1/openapi.json", as("nobody")).value().at("openapi"), "3.1.0");
}

TEST_F(ApiTest, what_an_operation_says_is_not_a_secret_and_what_it_knows_is) {
  EXPECT_EQ(ask("GET /api/v1/domains/home.test?x=1").status, 400);
  EXPECT_EQ(ask("POST /api/v1/domains", as("owner"), "{").status, 400);
}

TEST_F(ApiTest, lines_are_followed_as_events_until_the_client_goes) {
  FakeStream stream(executor);
  stream.set_tls();
  bool ended = false;
  spawn(http::serve(stream, std::make_shared<const http::Settings>(), {api, system_time(), at.events}), [&] { ended = true; });
  stream.push("GET /api/v1/logs/stream?text=needle HTTP/1.1\r\nHost: mail.home.test\r\n" + as("security") + "\r\n");
  const auto look = [&](const std::function<bool()>& holds) {  // the source looks again by the clock
    for (const auto give_up = Clock::now() + std::chrono::seconds(20); !holds() && Clock::now() < give_up;) {
      at.logs->write(events::Event::server_error, {}, {{events::Key::reason, "a needle"}});
      executor.advance(std::chrono::milliseconds(200));
      std::this_thread::yield();
    }
    return holds();
  };
  EXPECT_TRUE(look([&] { return stream.output().find("a needle") != std::string::npos; })) << stream.output();
  EXPECT_NE(stream.output().find("Content-Type: text/event-stream\r\n"), std::string::npos);
  stream.cut();
  EXPECT_TRUE(look([&] { return ended; }));
  api.stop();  // waits for the thread, which nobody wants any more
}

TEST_F(ApiTest, H33_a_client_is_who_the_connection_says_whatever_its_fields_say) {
  ask("GET /api/v1/domains", as("owner") + "X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n");
  EXPECT_EQ(keeper.last_address.text(), "192.0.2.7");
}

TEST_F(ApiTest, H32_requests_of_one_address_are_counted) {
  std::size_t refused = 0;
  for (int i = 0; i < 620; ++i) refused += ask("GET /", "").status == 429;
  EXPECT_GT(refused, 5u);
  EXPECT_LT(refused, 25u);
}

TEST_F(ApiTest, costly_requests_are_counted_by_caller) {
  std::size_t refused = 0;
  for (int i = 0; i < 65; ++i) refused += ask("GET /api/v1/logs/verification", as("security")).status == 429;
  EXPECT_GT(refused, 0u);
  EXPECT_EQ(ask("GET /api/v1/logs/verification", as("owner")).status, 200);
}

}  // namespace
}  // namespace postern::api
