// clientDataJSON by a JSON parser with limits.
#include "auth/client_data.h"

#include <boost/json.hpp>

#include "auth/base64url.h"

namespace postern::auth {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepth = 8;

std::optional<std::string> text(const json::object& in, std::string_view name) {
  const auto* found = in.if_contains(name);
  if (!found || !found->is_string()) return {};
  return std::string(found->get_string());
}

}  // namespace

std::optional<ClientData> read_client_data(std::string_view in) {
  boost::system::error_code bad;
  json::parse_options limits;
  limits.max_depth = kDepth;
  const auto parsed = json::parse(in, bad, {}, limits);
  const auto* object = bad ? nullptr : parsed.if_object();
  if (!object) return {};
  auto type = text(*object, "type"), challenge = text(*object, "challenge"), origin = text(*object, "origin");
  auto octets = challenge ? from_base64url(*challenge) : std::nullopt;
  if (!type || !octets || !origin) return {};
  const auto* cross = object->if_contains("crossOrigin");
  if (cross && !cross->is_bool()) return {};
  return ClientData{std::move(*type), std::move(*octets), std::move(*origin), cross && cross->get_bool()};
}

}  // namespace postern::auth
