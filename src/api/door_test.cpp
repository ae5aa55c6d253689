// The cold parts: who is admitted, cookies and origins, buckets, replays, pages, arguments.
#include "api/door.h"

#include <gtest/gtest.h>

#include "api/arguments.h"
#include "api/doorkeeper.h"
#include "api/lists.h"
#include "api/problem.h"
#include "api/rates.h"
#include "api/replays.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

IpAddress address(std::string_view text) { return IpAddress::parse(text).value(); }

http::Request request(http::Method method, std::vector<http::Field> fields) {
  http::Request r;
  r.method = method;
  r.authority = "mail.home.test:9998";
  r.fields = std::move(fields);
  return r;
}

TEST(Door, H32_the_most_specific_entry_counts_and_of_two_alike_the_one_that_denies) {
  Limits s{.allow = {"192.0.2.0/24", "198.51.100.7"}, .deny = {"192.0.0.0/16", "192.0.2.9", "198.51.100.7"}};
  EXPECT_TRUE(admits(s, address("192.0.2.1")));
  EXPECT_FALSE(admits(s, address("192.0.2.9")));
  EXPECT_FALSE(admits(s, address("192.0.3.1")));
  EXPECT_FALSE(admits(s, address("198.51.100.7")));
  EXPECT_TRUE(admits(s, address("203.0.113.1")));
  s.otherwise = Otherwise::deny;
  EXPECT_FALSE(admits(s, address("203.0.113.1")));
  EXPECT_TRUE(admits(s, address("192.0.2.1")));
}

TEST(Door, H38_a_head_says_by_which_door_it_comes) {
  const auto door = [](std::vector<http::Field> fields) { return claimed_door(request(http::Method::get, std::move(fields))); };
  EXPECT_EQ(door({}), std::nullopt);
  EXPECT_EQ(door({{"cookie", "__Host-session=user"}}), Door::webmail);
  EXPECT_EQ(door({{"cookie", "__Host-admin=keeper"}}), Door::console);
  EXPECT_EQ(door({{"cookie", "__Host-session=user; __Host-admin=keeper"}}), Door::console);
  EXPECT_EQ(door({{"cookie", "__Host-session=user; __Host-admin=keeper"}, {"x-requested-by", "mail"}}), Door::webmail);
  EXPECT_EQ(door({{"authorization", "Bearer abc"}, {"cookie", "__Host-session=user"}}), Door::api);
}

TEST(Door, H38_who_it_turns_out_to_be_decides) {
  admin::Visitor visitor;
  EXPECT_EQ(door_of(visitor), Door::console);
  visitor.caller.by_token = true;
  EXPECT_EQ(door_of(visitor), Door::api);
  visitor.caller.account = AccountId{7};
  EXPECT_EQ(door_of(visitor), Door::webmail) << "a user's session, however it is shown";
}

TEST(Door, of_two_sessions_the_one_of_the_page_that_asks_counts) {
  const auto shown = [](const char* cookies, const char* page) {
    return session_cookie(request(http::Method::get, {{"cookie", cookies}, {"x-requested-by", page}}));
  };
  const auto* both = "__Host-session=user; __Host-admin=keeper";
  EXPECT_EQ(shown(both, "mail"), "user");
  EXPECT_EQ(shown(both, "console"), "keeper");
  EXPECT_EQ(session_cookie(request(http::Method::get, {{"cookie", both}})), "keeper") << "live news, downloads";
  EXPECT_EQ(shown("__Host-session=user", "console"), "user");
  EXPECT_EQ(shown("__Host-admin=keeper", "mail"), "keeper");
  EXPECT_EQ(shown("a=b", "mail"), "");
}

TEST(Door, a_cookie_is_there_once) {
  EXPECT_EQ(cookie(request(http::Method::get, {{"cookie", "a=b; __Host-session=x=y"}}), kUserCookie), "x=y");
  EXPECT_EQ(cookie(request(http::Method::get, {{"cookie", "__Host-session=x; __Host-session=y"}}), kUserCookie), std::nullopt);
  EXPECT_EQ(cookie(request(http::Method::get, {{"cookie", "x__Host-session=x"}}), kUserCookie), std::nullopt);
  EXPECT_EQ(bearer(request(http::Method::get, {{"authorization", "BEARER  abc"}})), "abc");
  EXPECT_EQ(bearer(request(http::Method::get, {{"authorization", "Basic abc"}})), "");
}

TEST(Door, a_browser_says_where_a_request_comes_from) {
  using M = http::Method;
  const std::string own = "https://mail.home.test:9998";
  EXPECT_TRUE(is_from_own_page(request(M::post, {{"origin", own}, {"sec-fetch-site", "same-origin"}})));
  EXPECT_TRUE(is_from_own_page(request(M::post, {{"origin", own}})));
  EXPECT_TRUE(is_from_own_page(request(M::post, {{"sec-fetch-site", "same-origin"}})));
  EXPECT_TRUE(is_from_own_page(request(M::get, {{"sec-fetch-site", "none"}})));
  EXPECT_TRUE(is_from_own_page(request(M::get, {})));
  EXPECT_FALSE(is_from_own_page(request(M::post, {})));
  EXPECT_FALSE(is_from_own_page(request(M::post, {{"sec-fetch-site", "none"}})));
  for (const auto* site : {"cross-site", "same-site", ""})
    EXPECT_FALSE(is_from_own_page(request(M::get, {{"sec-fetch-site", site}}))) << site;
  for (const auto* origin : {"null", "https://mail.home.test", "http://mail.home.test:9998", "https://evil.test", ""})
    EXPECT_FALSE(is_from_own_page(request(M::post, {{"origin", origin}, {"sec-fetch-site", "same-origin"}}))) << origin;
}

TEST(Rates, a_bucket_empties_and_fills_and_there_are_only_so_many) {
  Rates rates(2);
  const Deadline now{};
  for (int i = 0; i < 60; ++i) EXPECT_TRUE(rates.take("a", 60, now));
  EXPECT_FALSE(rates.take("a", 60, now));
  EXPECT_TRUE(rates.take("b", 60, now));
  EXPECT_TRUE(rates.take("a", 60, now + 1s));
  EXPECT_FALSE(rates.take("a", 60, now + 1s));
  EXPECT_TRUE(rates.take("c", 60, now + 1s))
      << "many keep nobody out who is new: b, who has not asked for longest, is forgotten";
  EXPECT_FALSE(rates.take("a", 60, now + 1s)) << "and who has just asked is not";
  EXPECT_EQ(rates.keys(), 2u);
  EXPECT_TRUE(rates.take("d", 0, now));
}

TEST(Replays, a_key_is_answered_again_until_it_has_run_out) {
  Replays replays;
  const Time now{1'000'000'000};
  using V = Replays::Verdict;
  const Replays::Key a{"ann", "a"};
  EXPECT_EQ(replays.begin(a, 1, now).verdict, V::first);
  EXPECT_EQ(replays.begin(a, 1, now).verdict, V::under_way);
  EXPECT_EQ(replays.begin(a, 2, now).verdict, V::another_call);
  EXPECT_EQ(replays.begin({"bob", "a"}, 2, now).verdict, V::first) << "another's key";
  replays.keep(a, {201, "t", Secret("body")});
  EXPECT_EQ(replays.begin(a, 1, now + 23h).answer->body.reveal(), "body");
  EXPECT_EQ(replays.begin(a, 1, now + 24h).verdict, V::first);
  replays.drop(a);
  EXPECT_EQ(replays.begin(a, 1, now + 24h).verdict, V::first);
}

TEST(Replays, there_are_only_so_many_and_one_callers_drive_out_nobody_elses) {
  Replays replays(4, 2);
  const Time now{1'000'000'000};
  using V = Replays::Verdict;
  const auto answered = [&](const Replays::Key& key) {
    const auto verdict = replays.begin(key, 1, now).verdict;
    replays.keep(key, {200, "t", Secret("body")});
    return verdict;
  };
  EXPECT_EQ(answered({"bob", "b"}), V::first);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(answered({"ann", std::to_string(i)}), V::first);
  EXPECT_EQ(replays.size(), 3u);
  EXPECT_EQ(answered({"bob", "b"}), V::again);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(replays.begin({"cy", std::to_string(i)}, 1, now).verdict, V::first);
    replays.drop({"cy", std::to_string(i)});
  }
  EXPECT_EQ(replays.size(), 3u) << "what failed leaves nothing";
}

TEST(Replays, a_call_that_goes_without_an_answer_frees_its_key) {
  using V = Replays::Verdict;
  Locked<Replays> replays;
  const Time now{1'000'000};
  const Replays::Key key{"ann", "a"};
  const auto begin = [&] { return replays.with([&](Replays& r) { return r.begin(key, 1, now); }); };
  EXPECT_EQ(begin().verdict, V::first);
  const auto carry_out = [](Locked<Replays>& all, Replays::Key claimed) -> Task<void> {
    const Claim claim(all, std::move(claimed));
    co_await std::suspend_always();
  };
  {
    auto waiting = carry_out(replays, key);
    std::move(waiting).operator co_await().await_suspend(std::noop_coroutine()).resume();
    EXPECT_EQ(begin().verdict, V::under_way);
  }
  EXPECT_EQ(begin().verdict, V::first) << "its coroutine was destroyed";
  {
    Claim claim(replays, key);
    claim.keep({201, "t", Secret("body")});
  }
  EXPECT_EQ(begin().verdict, V::again);
}

TEST(Replays, what_is_under_way_is_forgotten_for_no_other) {
  Replays replays(3, 2);
  const Time now{1'000'000'000};
  using V = Replays::Verdict;
  for (const auto* key : {"1", "2"}) EXPECT_EQ(replays.begin({"ann", key}, 1, now).verdict, V::first);
  EXPECT_EQ(replays.begin({"ann", "3"}, 1, now).verdict, V::too_many);
  EXPECT_EQ(replays.begin({"bob", "1"}, 1, now).verdict, V::first);
  EXPECT_EQ(replays.begin({"cy", "1"}, 1, now).verdict, V::too_many);
  replays.keep({"ann", "1"}, {200, "t", Secret("body")});
  EXPECT_EQ(replays.begin({"cy", "1"}, 1, now).verdict, V::first);
  EXPECT_EQ(replays.begin({"ann", "2"}, 1, now).verdict, V::under_way);
}

json::array named(std::initializer_list<const char*> names) {
  json::array out;
  for (const auto* n : names) out.push_back(json::object{{"name", n}, {"tags", {std::string("tag-") + n}}});
  return out;
}

TEST(Lists, pages_follow_one_another) {
  const auto first = page_of(named({"c", "a", "b"}), "name", {.limit = 2});
  EXPECT_EQ(json::serialize(first), R"({"items":[{"name":"a","tags":["tag-a"]},{"name":"b","tags":["tag-b"]}],"next":"b"})");
  const auto second = page_of(named({"c", "a", "b"}), "name", {.limit = 2, .after = "b"});
  EXPECT_EQ(json::serialize(second), R"({"items":[{"name":"c","tags":["tag-c"]}]})");
  EXPECT_EQ(page_of(named({"a", "b"}), "name", {.text = "tag-b"}).at("items").as_array().size(), 1u);
  EXPECT_EQ(page_of(named({"a", "a", "b"}), "name", {.limit = 1}).at("items").as_array().size(), 2u);
}

TEST(Lists, tags_tell_things_apart) { EXPECT_NE(etag_of("a"), etag_of("b")); }

Result<Asked> ask(http::Method method, std::vector<std::string> path, std::vector<http::Field> query,
                  std::string_view body = "", std::string type = "application/json; charset=utf-8") {
  auto r = request(method, {{"content-type", std::move(type)}});
  r.path = std::move(path);
  r.query = std::move(query);
  return arguments_of(find_route(method, r.path), r, body);
}

TEST(Arguments, come_from_path_query_and_body) {
  using M = http::Method;
  const std::vector<std::string> ann{"api", "v1", "accounts", "ann@home.test"};
  const auto put = ask(M::patch, ann, {}, R"({"quota": 5, "disable": true})");
  ASSERT_TRUE(put) << put.error().text;
  EXPECT_EQ(json::serialize(put->arguments), R"({"address":"ann@home.test","quota":5,"disable":true})");
  const auto logs = ask(M::get, {"api", "v1", "logs"}, {{"logs", "imap"}, {"logs", "pop3"}, {"limit", "5"}, {"raw", "true"}});
  ASSERT_TRUE(logs) << logs.error().text;
  EXPECT_EQ(json::serialize(logs->arguments), R"({"logs":["imap","pop3"],"limit":5,"raw":true})");
  const auto page =
      ask(M::get, {"api", "v1", "accounts"}, {{"limit", "7"}, {"cursor", "b"}, {"text", "X"}, {"domain", "home.test"}});
  ASSERT_TRUE(page) << page.error().text;
  EXPECT_EQ(page->page.limit, 7u);
  EXPECT_EQ(page->page.after, "b");
  EXPECT_EQ(page->page.text, "x");
  EXPECT_EQ(page->arguments.at("domain"), "home.test");
}

TEST(Arguments, nothing_is_guessed) {
  using M = http::Method;
  const std::vector<std::string> ann{"api", "v1", "accounts", "ann@home.test"};
  for (const auto* body : {"[]", "{", "5", R"({"colour": 1})", R"({"quota": "5"})", R"({"quota": -1})",
                           R"({"address": "b@home.test"})", R"({"quota": 5} x)", R"({"display_name": "\ud800"})"})
    EXPECT_FALSE(ask(M::patch, ann, {}, body)) << body;
  EXPECT_FALSE(ask(M::patch, ann, {}, "{\"x\":" + std::string(40, '[') + std::string(40, ']') + "}"));
  EXPECT_FALSE(ask(M::patch, ann, {}, "{}", "text/plain"));
  EXPECT_FALSE(ask(M::patch, ann, {{"quota", "5"}}, "{}"));
  EXPECT_FALSE(ask(M::get, {"api", "v1", "accounts"}, {{"limit", "0"}}));
  EXPECT_FALSE(ask(M::get, {"api", "v1", "accounts"}, {{"limit", "1001"}}));
  EXPECT_FALSE(ask(M::get, {"api", "v1", "accounts"}, {{"domain", "a"}, {"domain", "b"}}));
  EXPECT_FALSE(ask(M::get, {"api", "v1", "accounts"}, {{"nonsense", "b"}}));
}

// RFC 9457 §3
TEST(Problem, has_the_public_half_and_nothing_else) {
  const auto p = problem(Error{Failure::io, "Try again", "/secret/path", std::source_location::current()});
  EXPECT_EQ(p.status, 500);
  EXPECT_EQ(p.content_type, "application/problem+json");
  EXPECT_EQ(p.body,
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"Try "
            "again\",\"kind\":\"io\"}\n");
}

}  // namespace
}  // namespace postern::api
