// Operations on open connections, of all services: list, drop.
#include <fmt/format.h>

#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/ip_address.h"

namespace postern::admin {
namespace on_connection {
namespace {

json::object describe(const World& world, const Connection& c) {
  return {{"session", fmt::format("{:x}", c.session.value)},
          {"service", c.service},
          {"address", c.peer.address.text()},
          {"port", c.peer.port},
          {"account", c.account ? json::value(world.directory.snapshot()->name_of(c.account)) : json::value()},
          {"since", rfc3339(c.since)},
          {"state", net::name(c.doing)},
          {"octets_in", c.octets_in},
          {"octets_out", c.octets_out},
          {"active", rfc3339(c.active)},
          {"tls", c.tls.empty() ? json::value() : json::value(c.tls)},
          {"cipher", c.cipher.empty() ? json::value() : json::value(c.cipher)}};
}

Task<Result<json::value>> list(World& world, const Call& call) {
  std::optional<IpNetwork> from;
  if (!call.text("network").empty()) {
    auto network = read(call, "network", IpNetwork::parse);
    if (!network) co_return pass_on(network);
    from = *network;
  }
  const auto service = call.text("service"), account = call.text("account"), state = call.text("state");
  json::array out;
  const auto all = world.connections ? world.connections() : std::vector<Connection>();
  for (const auto& c : all) {
    if ((from && !from->contains(c.peer.address)) || (!service.empty() && c.service != service) ||
        (!state.empty() && net::name(c.doing) != state))
      continue;
    auto row = describe(world, c);
    if (account.empty() || row.at("account") == json::value(account)) out.push_back(std::move(row));
  }
  co_return out;
}

Task<Result<json::value>> drop(World& world, const Call& call) {
  const auto text = call.text("session");
  const auto session = session_named(text);
  if (!session) co_return fail_argument("session", "A session is a hexadecimal number, as in the log");
  if (!world.drop_connection || !world.drop_connection(*session))
    co_return fail(Failure::not_found, "There is no such connection");
  co_return json::value();
}

constexpr std::array kList{
    Argument{"network", Kind::text, false, false, "Only from there: 192.0.2.7, 192.0.2.0/24, 2001:db8::/48"},
    Argument{"service", Kind::text, false, false, "Only of this: smtp, submission, imap, pop3, api"},
    Argument{"account", Kind::text, false, false, "Only of this address"},
    Argument{"state", Kind::text, false, false,
             "Only those that do this: greeting, handshake, login, command, envelope, message, working, sending, idle"}};
constexpr std::array kDrop{Argument{"session", Kind::text, true, true, "As the list and the log name it"}};

constexpr std::array kOperations{
    Operation{"connection.list", "List the open connections of all services", reads(Area::security), true, kList, list,
              "[Connection]"},
    Operation{"connection.drop", "Close a connection at once; its client may come again", changes(Area::security), true, kDrop,
              drop, "none"},
};

}  // namespace
}  // namespace on_connection

std::span<const Operation> connection_operations() { return on_connection::kOperations; }

}  // namespace postern::admin
