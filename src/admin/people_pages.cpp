// Where people open their pages, of all that the server listens at, and the links that lead there.
#include "admin/people_pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "auth/password_reset.h"
#include "base/ip_address.h"

namespace postern::admin {
namespace {

namespace json = boost::json;
constexpr std::uint16_t kHttps = 443;

bool is_inside(const audit::Door& d) {
  const auto at = IpAddress::parse(d.address);
  return at && at->is_loopback();
}

bool is_behind_proxy(const audit::Door& d) { return is_inside(d) && !d.proxies.empty(); }

// The least is what people reach best.
int rank(const audit::Door& d) {
  if (!is_inside(d)) return d.port == kHttps ? 0 : 1;
  return is_behind_proxy(d) ? 2 : 3;
}

std::string bracketed(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

std::string address_of(const audit::Door& d, const std::string& host_name) {
  const auto& name = d.host_name.empty() ? host_name : d.host_name;
  if (is_behind_proxy(d)) return "https://" + name;
  const auto host = is_inside(d) ? bracketed(d.address) : name;
  return d.port == kHttps ? "https://" + host : fmt::format("https://{}:{}", host, d.port);
}

}  // namespace

std::string people_pages(const audit::Surroundings& around) {
  if (!around.running) return {};
  auto doors = around.running->doors;
  std::erase_if(doors, [](const audit::Door& d) { return !d.people; });
  const auto best = std::ranges::min_element(doors, {}, rank);
  return best == doors.end() ? std::string() : address_of(*best, around.host_name);
}

std::string people_pages(const World& world) { return world.surroundings ? people_pages(world.surroundings()) : std::string(); }

Task<Result<json::object>> reset_link_of(World& world, AccountId id) {
  const auto life = world.logins.current()->reset_life;
  const auto now = world.time.now();
  auto token = co_await auth::make_reset_token(world.directory, world.sealer, world.random, now, life, id);
  if (!token) co_return pass_on(token);
  const auto pages = people_pages(world);
  // Behind # it is sent to nobody, and stands in no log.
  const auto link = pages.empty() ? std::string() : fmt::format("{}/login#reset={}", pages, token->reveal());
  co_return json::object{{"token", std::string(token->reveal())}, {"link", link}, {"expires", rfc3339(now + life)}};
}

}  // namespace postern::admin
