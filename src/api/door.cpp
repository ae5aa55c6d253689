// What a head says of where it comes from.
#include "api/door.h"

#include "api/doorkeeper.h"
#include "base/ip_address.h"
#include "base/text.h"

namespace postern::api {
namespace {

// How many bits the closest of the networks has; none when none contains the address.
std::optional<unsigned> closest(const std::vector<std::string>& networks, const IpAddress& address) {
  std::optional<unsigned> best;
  for (const auto& text : networks) {
    const auto network = IpNetwork::parse(text);
    if (network && network->contains(address) && (!best || network->bits() > *best)) best = network->bits();
  }
  return best;
}

}  // namespace

bool admits(const Limits& limits, const IpAddress& address) {
  const auto allowed = closest(limits.allow, address), denied = closest(limits.deny, address);
  if (!allowed && !denied) return limits.otherwise == Otherwise::allow;
  if (!allowed || !denied) return allowed.has_value();
  return *allowed > *denied;
}

std::optional<Door> claimed_door(const http::Request& request) {
  if (!bearer(request).empty()) return Door::api;
  const auto shown = session_cookie(request);
  if (shown.empty()) return {};
  return shown == cookie(request, kUserCookie) ? Door::webmail : Door::console;
}

Door door_of(const admin::Visitor& visitor) {
  if (visitor.caller.account) return Door::webmail;
  return visitor.caller.by_token ? Door::api : Door::console;
}

std::optional<std::string> cookie(const http::Request& request, std::string_view name) {
  std::optional<std::string> found;
  const auto field = request.field("cookie");
  for (std::string_view rest = field; !rest.empty();) {
    const auto end = rest.find(';');
    const auto pair = trim(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name) {
      if (found) return {};
      found = std::string(pair.substr(equals + 1));
    }
    rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
  }
  return found;
}

std::string session_cookie(const http::Request& request) {
  const auto user = cookie(request, kUserCookie), administrator = cookie(request, kAdministratorCookie);
  const bool is_mail = request.field("x-requested-by") == "mail";
  return (is_mail ? user.or_else([&] { return administrator; }) : administrator.or_else([&] { return user; })).value_or("");
}

std::string bearer(const http::Request& request) {
  const auto field = request.field("authorization");
  constexpr std::string_view kScheme = "bearer ";
  return starts_nocase(field, kScheme) ? std::string(trim(std::string_view(field).substr(kScheme.size()))) : std::string();
}

bool is_from_own_page(const http::Request& request) {
  const bool looks = request.method == http::Method::get || request.method == http::Method::head;
  if (request.has("origin") && request.field("origin") != "https://" + request.authority) return false;
  if (request.has("sec-fetch-site")) {
    const auto site = request.field("sec-fetch-site");
    return site == "same-origin" || (site == "none" && looks);
  }
  return looks || request.has("origin") || !request.field("x-requested-by").empty();
}

}  // namespace postern::api
