// Reading the chain of a forwarded request from its right end.
#include "http/forwarded.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace postern::http {
namespace {

using Proxies = std::span<const IpNetwork>;

bool is_listed(Proxies proxies, const IpAddress& address) {
  return std::ranges::any_of(proxies, [&](const IpNetwork& n) { return n.contains(address); });
}

// Cuts what stands behind the last separator outside of quoted strings. A backslash would make quotes ambiguous from this end: no
// address needs one, so the caller refuses it.
std::string_view take_last(std::string_view& text, char separator) {
  bool quoted = false;
  for (auto i = text.size(); i > 0; --i) {
    if (text[i - 1] == '"') quoted = !quoted;
    if (text[i - 1] != separator || quoted) continue;
    const auto last = text.substr(i);
    text = text.substr(0, i - 1);
    return trim(last);
  }
  return trim(std::exchange(text, {}));
}

// "192.0.2.1", "192.0.2.1:4711", "[2001:db8::1]", "[2001:db8::1]:4711", and bare IPv6 where nothing but an address stands.
std::optional<IpAddress> address_of(std::string_view node) {
  if (node.starts_with('[')) {
    const auto close = node.find(']');
    if (close == node.npos || (close + 1 < node.size() && node[close + 1] != ':')) return {};
    node = node.substr(1, close - 1);
  } else if (const auto colon = node.find(':'); colon != node.npos && node.find(':', colon + 1) == node.npos) {
    node = node.substr(0, colon);
  }
  const auto address = IpAddress::parse(node);
  if (!address) return {};
  return *address;
}

// RFC 7239 §4: forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] )
std::optional<IpAddress> address_in_element(std::string_view element) {
  std::optional<IpAddress> found;
  while (!element.empty()) {
    const auto pair = take_last(element, ';');
    if (!starts_nocase(pair, "for=")) continue;
    auto node = pair.substr(4);
    if (node.size() >= 2 && node.starts_with('"') && node.ends_with('"')) node = node.substr(1, node.size() - 2);
    if (found) return {};
    found = address_of(node);
    if (!found) return {};
  }
  return found;
}

// The right-most address that is no proxy's; when all are, the left-most. None: what is needed cannot be read.
std::optional<IpAddress> client_in(std::string_view chain, Proxies proxies,
                                   std::optional<IpAddress> (*address_in)(std::string_view)) {
  if (chain.find('\\') != chain.npos) return {};
  std::optional<IpAddress> client;
  while (!chain.empty()) {
    client = address_in(take_last(chain, ','));
    if (!client || !is_listed(proxies, *client)) break;
  }
  return client;
}

}  // namespace

std::expected<IpAddress, Refusal> client_of(const Request& request, const IpAddress& peer, Proxies proxies) {
  if (!is_listed(proxies, peer)) return peer;
  const bool standard = request.has("forwarded"), common = request.has("x-forwarded-for");
  if (!standard && !common) return peer;
  const auto by_standard = client_in(request.field("forwarded"), proxies, address_in_element);
  const auto by_common = client_in(request.field("x-forwarded-for"), proxies, address_of);
  if ((standard && !by_standard) || (common && !by_common))
    return std::unexpected(Refusal{400, "A forwarding field is malformed"});
  if (standard && common && *by_standard != *by_common)
    return std::unexpected(Refusal{400, "Forwarded and X-Forwarded-For name different clients"});
  return standard ? *by_standard : *by_common;
}

}  // namespace postern::http
