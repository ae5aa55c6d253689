// Every route by everybody: each role, a tenant's administrators, no credential, a session that has still to enrol. What is not
// granted is refused before the body is read, and what is another tenant's answers as if it were not there.   H09
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "api/routes.h"
#include "support/api_world.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using admin::Reach;
using admin::Role;
using http::Method;

// Who keeps what stands under each first word of a path, told here once more, so that a slip in a row shows.
const std::map<std::string, Role> kKeeper{
    {"quarantine", Role::domains},
    {"server", Role::owner},
    {"domains", Role::domains},
    {"domain-names", Role::domains},
    {"accounts", Role::domains},
    {"senders", Role::domains},
    {"aliases", Role::domains},
    {"password-compliance", Role::domains},
    {"settings", Role::owner},
    {"settings-schema", Role::owner},
    {"settings-file", Role::owner},
    {"settings-history", Role::owner},
    {"secrets", Role::owner},
    {"certificates", Role::owner},
    {"administrators", Role::owner},
    {"invitations", Role::owner},
    {"sessions", Role::owner},
    {"tokens", Role::owner},
    {"logs", Role::security},
    {"messages", Role::security},
    {"ids", Role::security},
    {"allow", Role::security},
    {"deny", Role::security},
    {"deny-lists", Role::security},
    {"smtp-blocks", Role::security},
    {"greylist", Role::security},
    {"audit", Role::security},
    {"queue", Role::queue},
    {"connections", Role::security},
    {"domain-drift", Role::domains},
    {"domain-schema", Role::domains},
    {"domain-propagations", Role::domains},
    {"service-accounts", Role::domains},
    {"version", Role::owner},
    {"tls-reports", Role::domains},
    {"dmarc-reports", Role::domains},
    {"counts", Role::security},
};
// What looks and is no GET, for it takes a body.
const std::set<std::string> kLooks{"POST /api/v1/audit", "POST /api/v1/settings-file/plan", "POST /api/v1/version",
                                   "POST /api/v1/accounts/{address}/password-check"};
// What an administrator of domains has of his own: all of these words, but for the making and unmaking of domains.
const std::set<std::string> kOfTenants{"accounts",     "service-accounts", "aliases",   "senders", "password-compliance",
                                       "domain-drift", "domain-schema",    "quarantine"};
const std::set<std::string> kOfTenantsToo{"GET /api/v1/domains",
                                          "GET /api/v1/domains/{name}",
                                          "PATCH /api/v1/domains/{name}",
                                          "POST /api/v1/domains/{name}/passwords/expire",
                                          "GET /api/v1/domains/{name}/dns",
                                          "GET /api/v1/domains/{name}/health",
                                          "GET /api/v1/domains/{name}/counts",
                                          "GET /api/v1/domains/{domain}/dkim",
                                          "POST /api/v1/domains/{domain}/dkim",
                                          "POST /api/v1/domains/{domain}/dkim/check",
                                          "GET /api/v1/domains/{domain}/tls-reports",
                                          "GET /api/v1/domains/{domain}/dmarc-reports",
                                          "GET /api/v1/domains/{domain}/complaints",
                                          "GET /api/v1/events"};

std::string line_of(const Route& route) { return std::string(http::name(route.method)) + " " + std::string(route.path); }

std::string word_of(const Route& route) {
  const auto rest = route.path.substr(std::string_view("/api/v1/").size());
  return std::string(rest.substr(0, rest.find('/')));
}

bool looks(const Route& route) { return route.method == Method::get || kLooks.contains(line_of(route)); }

bool role_may(Role role, const Route& route) {
  if (word_of(route) == "events") return true;  // each hears what is his to look at
  return role == Role::owner || (role == Role::reader && looks(route)) || kKeeper.at(word_of(route)) == role;
}

bool is_for_tenants(const Route& route) {
  return kOfTenants.contains(word_of(route)) || kOfTenantsToo.contains(line_of(route));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto i = text.find(from); i != text.npos; i = text.find(from, i + to.size())) text.replace(i, from.size(), to);
  return text;
}

// Names that nothing has in place of the parameters.
std::string absent(std::string line) {
  for (auto open = line.find('{'); open != line.npos; open = line.find('{'))
    line.replace(open, line.find('}') - open + 1, "nothing.test");
  return line;
}

constexpr std::array kRoles{Role::reader, Role::security, Role::domains, Role::queue, Role::owner};

class WalkTest : public ApiTest {
 protected:
  WalkTest() {
    for (const auto* device : {"device@home.test", "device@other.test"})
      at.must("service-account.create",
              {{"address", device}, {"networks", {"192.0.2.0/24"}}, {"senders", {device}}, {"hourly", 9}});
    const auto home = keeper.known.at("home").domains;
    keeper.known.clear();
    for (const auto role : kRoles) {
      const auto word = std::string(admin::names_of({role}).front());
      keeper.known[word] = {.name = word, .roles = {role}};
      keeper.known["home-" + word] = {.name = "home-" + word, .roles = {role}, .domains = home};
    }
    keeper.known["nobody"] = {.name = "nobody"};
  }
  // As if every call were the first: what a network may ask in a minute is tested elsewhere.
  ApiAnswer call(const std::string& line, const std::string& fields, std::string_view body = "") {
    fresh.emplace(Api::Ports{world, keeper, clock, [](auto n) { return n == "mail.home.test"; }}, doors);
    auto out = ask_once(*fresh, executor, clock, at.events, line, fields, body);
    fresh.reset();
    return out;
  }
  static bool may(const admin::Caller& who, const Route& route) {
    return std::ranges::any_of(kRoles, [&](Role r) { return who.roles.has(r) && role_may(r, route); }) &&
           (!who.domains || is_for_tenants(route));
  }

  // There is nothing, or nothing that this method is for: he hears only of what else he may do there.
  static bool is_as_if_absent(const Route& route, const admin::Caller& who, const ApiAnswer& a) {
    std::vector<std::string> path;
    for (std::istringstream words(absent(std::string(route.path.substr(1)))); words;)
      if (std::string word; std::getline(words, word, '/')) path.push_back(word);
    const auto is_his = [&](const Route& other) { return !other.own() && !other.operation.empty() && may(who, other); };
    const auto his = find_route(route.method, path, is_his);
    if (his.route) return false;
    return his.allow.empty() ? a.status == 404 && a.value().at("detail") == "There is nothing here, or not for you"
                             : a.status == 405 && a.field("Allow") == his.allow;
  }

  std::optional<Api> fresh;
};

TEST_F(WalkTest, what_no_row_grants_is_refused_before_the_body_is_read) {
  std::size_t refused = 0, granted = 0;
  const auto stranger = call("GET /api/v1/nothing", "");
  for (const auto& route : routes()) {
    const auto line = absent(line_of(route));
    const std::string body = route.body_limit > 0 ? "Content-Length: 2\r\nExpect: 100-continue\r\n" : "";
    if (!route.own() || route.own()->standing != Standing::stranger) {
      const auto a = call(line, body);
      EXPECT_EQ(a.status, 401) << line;
      EXPECT_EQ(a.body, stranger.body) << line;
    }
    if (route.own() || route.operation.empty()) continue;  // session_test.cpp; the document is for whoever is known
    for (const auto& [token, caller] : keeper.known) {
      if (may(caller, route)) continue;
      const auto a = call(line, as(token) + body);
      EXPECT_TRUE(is_as_if_absent(route, caller, a)) << line << " by " << token << ": " << a.head << a.body;
      EXPECT_EQ(a.head.find("100 Continue"), a.head.npos) << line;
      ++refused;
    }
    for (const auto& [token, caller] : keeper.known) {
      if (!may(caller, route) || route.is_stream()) continue;
      const auto a = call(line, as(token), route.body_limit > 0 ? R"({"?": 1})" : "");
      EXPECT_NE(a.status, 401) << line << " by " << token;
      EXPECT_NE(a.status, 403) << line << " by " << token << ": " << a.body;
      ++granted;
    }
  }
  EXPECT_GT(refused, 500u);
  EXPECT_GT(granted, 150u);
}

// Some value of the kind that an argument has; what it says does not matter, for the call is refused before.
json::value some(admin::Kind kind) {
  switch (kind) {
    case admin::Kind::number: return 1;
    case admin::Kind::flag: return true;
    case admin::Kind::list: return json::array{"x@remote.test"};
    default: return "on";
  }
}

// What the argument of the route's reach names in a domain that has one of everything.
std::string thing_in(const std::string& domain, const Route& route) {
  const auto reach = route.row()->access.reach;
  if (reach == Reach::domain || reach == Reach::own_domains) return domain;
  const auto word = word_of(route);
  const std::string person = domain == "home.test" ? "ann@" : "bob@";
  return (word == "aliases" ? "all@" : word == "service-accounts" ? "device@" : person) + domain;
}

struct Asking {
  std::string line, body;
};

// The route asked about a thing, which is named by the argument that tells how far the call reaches.
Asking about(const Route& route, const std::string& thing) {
  const auto& op = *route.row();
  const std::string argument(op.access.argument);
  auto line = replaced(line_of(route), "{" + argument + "}", thing);
  const bool in_path = line != line_of(route);
  json::object body;
  for (const auto& a : op.arguments) {
    line = replaced(line, "{" + std::string(a.name) + "}", "1");
    if (a.required && line_of(route).find("{" + std::string(a.name) + "}") == std::string::npos) body[a.name] = some(a.kind);
  }
  if (!in_path && route.body_limit == 0) line += "?" + argument + "=" + thing;
  if (!in_path) body[argument] = thing;
  return {line, route.body_limit > 0 ? json::serialize(body) : std::string()};
}

TEST_F(WalkTest, what_is_another_tenants_answers_as_absent) {
  const auto without_date = [](const std::string& head) {
    const auto from = head.find("Date: ");
    return head.substr(0, from) + head.substr(head.find("\r\n", from));
  };
  const auto all_there_is = [&] {
    std::string out;
    for (const auto* path : {"domains", "accounts", "aliases", "service-accounts", "accounts/bob@other.test/app-passwords"})
      out += call(std::string("GET /api/v1/") + path, as("owner")).body;
    return out;
  };
  const auto before = all_there_is();
  std::size_t asked = 0;
  for (const auto& route : routes()) {
    if (route.own() || route.operation.empty() || !is_for_tenants(route) || route.row()->access.argument.empty()) continue;
    const auto there = about(route, thing_in("other.test", route)), gone = about(route, thing_in("nopes.test", route));
    for (const auto& [token, caller] : keeper.known) {
      if (!caller.domains || !may(caller, route)) continue;
      const auto a = call(there.line, as(token), there.body), b = call(gone.line, as(token), gone.body);
      EXPECT_EQ(a.status, 404) << there.line << there.body << " by " << token << ": " << a.body;
      EXPECT_EQ(a.body, replaced(b.body, "nopes.test", "other.test")) << there.line;
      EXPECT_EQ(without_date(a.head), without_date(b.head)) << there.line;
      ++asked;
    }
  }
  EXPECT_GT(asked, 30u);
  EXPECT_EQ(all_there_is(), before) << "nothing was made, changed or taken away";
}

// The same calls about his own are no 404: what is refused above is refused because it is another's.
TEST_F(WalkTest, a_tenants_own_is_there) {
  std::size_t asked = 0;
  for (const auto& route : routes()) {
    if (route.own() || route.operation.empty() || !is_for_tenants(route) || route.row()->access.argument.empty()) continue;
    if (route.method != Method::get) continue;
    const auto own = about(route, thing_in("home.test", route));
    EXPECT_EQ(call(own.line, as("home-domains")).status, 200) << own.line;
    ++asked;
  }
  EXPECT_GE(asked, 8u);
}

}  // namespace
}  // namespace postern::api
