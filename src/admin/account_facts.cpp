// Who has signed in, and what a program is told to do so.
#include "admin/account_facts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "admin/words.h"
#include "admin/world.h"
#include "base/ip_address.h"
#include "directory/protocols.h"
#include "guard/guard.h"

namespace postern::admin {
namespace {

constexpr std::chrono::hours kSignInsSince{30 * 24};
constexpr std::size_t kMostSignIns = 200;

std::string_view word_of_tls(net::TlsMode mode) {
  switch (mode) {
    case net::TlsMode::none: return "none";
    case net::TlsMode::starttls: return "starttls";
    case net::TlsMode::implicit: return "implicit";
  }
  return "";
}

// Best first: TLS from the first octet, then in the order in which programs ask.
auto order_of_doors(const audit::Door& door) {
  constexpr std::array kServices{"imap", "pop3", "submission"};
  return std::pair(std::ranges::find(kServices, door.service) - kServices.begin(), door.tls != net::TlsMode::implicit);
}

}  // namespace

json::object describe_login(const World& world, const events::SecurityEvent& e) {
  const IpAddress from{e.ip};
  return {{"at", rfc3339(e.at)}, {"service", events::name(e.service)},
          {"ip", from.text()},   {"country", world.guard.country_of(from)},
          {"tls", e.tls},        {"cause", e.cause == events::Cause::none ? "" : events::name(e.cause)}};
}

std::string last_login(const World& world, AccountId account) {
  const auto last = world.guard.last_logins(account).right;
  return last.was_made() ? rfc3339(last.at) : std::string();
}

Task<Result<json::value>> sign_ins(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call.text("address"));
  if (!account) co_return pass_on(account);
  auto all = co_await world.guard.logins_of((*account)->id, world.time.now() - kSignInsSince, kMostSignIns);
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& e : *all) out.push_back(describe_login(world, e));
  co_return out;
}

// Where a mail program of his is to be led: neither where other servers come, nor where he may not.
bool is_for(const directory::Account& account, std::string_view door) {
  if (door == "smtp" || door == "lmtp" || door == "api") return false;
  const auto open = directory::protocols_of(directory::all_but(account.closed));
  return std::ranges::find(open, door == "submission" ? "smtp" : door) != open.end();
}

Task<Result<json::value>> set_up(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto account = account_at(*all, call.text("address"));
  if (!account) co_return pass_on(account);
  json::array services;
  std::string host;
  if (world.surroundings) {
    const auto around = world.surroundings();
    host = around.host_name;
    auto doors = around.running ? around.running->doors : std::vector<audit::Door>();
    std::erase_if(doors, [&](const audit::Door& d) { return !is_for(**account, d.service); });
    std::ranges::sort(doors, {}, order_of_doors);
    for (const auto& d : doors)
      services.push_back(json::object{{"service", d.service}, {"port", d.port}, {"tls", word_of_tls(d.tls)}});
  }
  co_return json::object{{"host_name", host},
                         {"user_name", all->address_of(**account).text()},
                         {"services", std::move(services)},
                         {"takes_tokens", world.logins.current()->offer_oauth}};
}

}  // namespace postern::admin
