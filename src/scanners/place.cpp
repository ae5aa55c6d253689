// Reading places of scanners, and connecting to them.
#include "scanners/place.h"

#include "base/text.h"

namespace postern::scanners {
namespace {

constexpr std::size_t kLongestPath = 107;  // sun_path, with its end

}  // namespace

std::optional<Place> parse_place(std::string_view text) {
  constexpr std::string_view kUnix = "unix:";
  if (text.starts_with(kUnix)) {
    text.remove_prefix(kUnix.size());
    const bool holds = text.starts_with('/') && text.size() <= kLongestPath && !text.contains('\0');
    return holds ? std::optional(Place{std::string(text), {}}) : std::nullopt;
  }
  const auto colon = text.rfind(':');
  if (colon == text.npos) return {};
  const auto port = number<std::uint16_t>(text.substr(colon + 1), 65535);
  auto host = text.substr(0, colon);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  const auto address = IpAddress::parse(host);
  if (!port || *port == 0 || !address || address->is_v4() == bracketed) return {};
  return Place{{}, {*address, *port}};
}

std::string check_place(std::string_view text) {
  return text.empty() || parse_place(text) ? "" : "is unix:/path of a socket, or an address with a port such as 127.0.0.1:3310";
}

Task<Result<std::unique_ptr<net::Stream>>> connect(net::Connector& connector, Place place, Deadline until) {
  if (place.path.empty()) co_return co_await connector.connect(place.end, {}, until);
  co_return co_await connector.connect(place.path, until);
}

}  // namespace postern::scanners
