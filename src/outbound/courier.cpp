// From a hop to a connection, and from what was said on it to answers.
#include "outbound/courier.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "net/scope.h"
#include "outbound/answers.h"

namespace postern::outbound {
namespace {

using delivery::Answer;
using delivery::Fate;
using delivery::Handed;
namespace client = smtp::client;

constexpr std::size_t kMostCalls = 8;  // addresses that are tried for a message
constexpr std::chrono::seconds kLookAfter{1};

// A literal "[192.0.2.1]" or "[ipv6:2001:db8::1]", or a domain.
client::Target target_of(const queue::Hop& hop, const Route* route) {
  client::Target out;
  std::string host = route && !route->host.empty() ? route->host : hop;
  out.use_mx = !route || route->host.empty();
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (host.starts_with("ipv6:")) host.erase(0, 5);
  if (const auto address = IpAddress::parse(host))
    out.literal = *address;
  else if (auto domain = address::parse_domain(host))
    out.domain = std::move(*domain);
  return out;
}

}  // namespace

// Where the mail of a hop goes, and how it is spoken to there.
struct Courier::Way {
  dns::Name domain;
  client::Route hosts;
  client::Manner manner;
  client::TlsRule rule = client::TlsRule::when_offered;
  std::uint16_t port = 25;
  bool at_once = false;  // TLS from the first octet
  std::optional<client::StsPolicy> policy = {};
  bool inside = false;
  Families families = Families::both;
  queue::Secrecy tls = queue::Secrecy::usual;
  Sender sender = {};
  bool watched = false;        // how TLS goes is told
  std::string no_policy = {};  // why there is none that the domain has announced
};

Courier::Courier(Ports ports, config::Live<Settings> settings, config::Live<client::Settings> timeouts)
    : ports_(std::move(ports)), settings_(std::move(settings)), timeouts_(std::move(timeouts)) {}

// A password that is not there yet, or cannot be opened, is for the administrator to mend: mail waits for him.
Task<std::expected<client::Credentials, Answer>> Courier::login_of(Route route, Secret usual) {
  client::Credentials out{.user = std::move(route.user), .password = std::move(usual)};
  if (route.secret.empty()) co_return out;
  auto found = co_await ports_.secrets.find(route.secret);
  if (found && *found) {
    out.password = std::move(**found);
    co_return out;
  }
  const auto why = found ? "there is no secret of that name" : found.error().text;
  co_return std::unexpected(
      answer("4.3.5", fmt::format("The password {} of the route for {} is missing: {}.", route.secret, route.domain, why),
             Fate::later));
}

Task<std::expected<Courier::Way, Answer>> Courier::way_to(Kind kind) {
  const auto& hop = kind.hop;
  const auto settings = settings_.current();
  const auto* route = route_for(*settings, hop);
  const auto target = target_of(hop, route);
  const auto ourselves = ports_.ourselves();
  const auto seed = ports_.client.random.below(~std::uint64_t{0});
  dns::Answers answers;
  const auto find = [&](dns::Answers& known) { return client::route_to(target, ourselves, seed, known); };
  auto looking = dns::find_out(ports_.resolver, answers, find);
  auto hosts = co_await std::move(looking);
  if (hosts.finding != client::Finding::hosts) co_return std::unexpected(answer_of(hosts));
  Way way{.domain = dns::parse_name(hop).value_or(dns::Name()),
          .hosts = std::move(hosts),
          .manner = {.our_name = kind.sender.name.empty() ? ports_.our_name() : kind.sender.name},
          .rule = route ? route->tls : settings->tls,
          .port = settings->port,
          .inside = settings->inside,
          .families = settings->families,
          .tls = kind.tls,
          .sender = std::move(kind.sender)};
  if (route && !route->host.empty()) {
    way.domain = dns::parse_name(route->host).value_or(dns::Name());
    way.port = route->port;
    way.at_once = route->tls_at_once;
    way.inside = true;
    if (route->user.empty()) co_return way;
    auto login = co_await login_of(*route, settings->password);
    if (!login) co_return std::unexpected(std::move(login.error()));
    way.manner.login = std::move(*login);
  } else if (!target.literal) {
    way.watched = true;
    auto policy = co_await ports_.policies.look_up(ports_.resolver, way.domain);
    if (policy) way.policy = std::move(*policy);
    if (!way.policy) way.no_policy = co_await ports_.policies.trouble(way.domain);
  }
  co_return way;
}

// What has to be proven to talk to this host.
Task<client::Need> Courier::need(const Way& way, const client::Host& host) {
  const bool waived = way.tls == queue::Secrecy::waived;
  if (waived && way.rule == client::TlsRule::when_offered)  // RFC 8689 §4.2.2
    co_return client::need_of({.host = host, .domain = way.domain, .rule = way.rule});
  dns::Answers answers;
  const auto port = way.port;
  const auto ask = [&](dns::Answers& known) { return client::dane_of(host, port, known); };
  auto looking = dns::find_out(ports_.resolver, answers, ask);
  auto dane = co_await std::move(looking);
  co_return client::need_of({.host = host,
                             .domain = way.domain,
                             .dane = std::move(dane),
                             .sts = way.policy ? &*way.policy : nullptr,
                             .require_tls = way.tls == queue::Secrecy::required,
                             .rule = way.rule});
}

Task<Courier::Opened> Courier::call(const Way& way, const client::Need& need, std::string server, IpAddress address) {
  auto manner = way.manner;
  manner.tls = way.at_once ? client::Tls::at_once : need.tls;
  manner.expected = need.expected;
  std::optional<IpAddress> from;
  const auto own = IpAddress::parse(address.is_v4() ? way.sender.v4 : way.sender.v6);
  if (own) from = *own;
  Connection made{.client = std::make_unique<client::Client>(std::move(manner), *timeouts_.current(), ports_.client),
                  .server = server};
  auto opened = co_await made.client->open({address, way.port}, from);
  tell(way, need, server, address, client::tls_result(opened), opened ? opened->proof.why : opened.error().text);
  if (!opened) co_return std::unexpected(answer_of(opened.error(), server));
  co_return made;
}

// The addresses of a host, one after the other.
Task<Courier::Opened> Courier::call(const Way& way, const client::Host& host, std::size_t& calls) {
  const auto name = host.name.text();
  auto last = answer("5.4.4", fmt::format("{} has no address.", name), Fate::refused);
  auto needed = co_await need(way, host);
  if (!needed.may_be_used) tell(way, needed, name, {}, client::tls_result(needed), needed.reason);
  if (!needed.may_be_used)
    co_return std::unexpected(
        answer(needed.for_good ? "5.7.30" : "4.7.5", needed.reason, needed.for_good ? Fate::refused : Fate::later));
  for (const auto& address : host.addresses) {
    if (!is_of(way.families, address)) {
      last = answer("5.4.4", fmt::format("{} has no address of the family that mail is sent by.", name), Fate::refused);
      continue;
    }
    if (calls++ == kMostCalls) break;
    if (!way.inside && !net::is_of_the_internet(address)) {
      last = answer("5.4.4", fmt::format("{} is at {}, where no mail is sent.", name, address.text()), Fate::refused);
      continue;
    }
    const auto server = name.empty() ? address.text() : name;
    auto made = co_await call(way, needed, server, address);
    if (made) co_return made;
    last = std::move(made.error());
  }
  co_return std::unexpected(std::move(last));
}

// RFC 8460 §4.3
void Courier::tell(const Way& way, const client::Need& need, std::string_view server, std::optional<IpAddress> at,
                   std::optional<std::string> result, std::string_view reason) {
  if (!result || !way.watched || !ports_.watch) return;
  auto session = client::tls_session(way.domain, way.policy ? &*way.policy : nullptr, need);
  session.server = server;
  if (at) session.server_ip = at->text();
  session.own_ip = at && at->is_v4() ? way.sender.v4 : way.sender.v6;
  session.result = std::move(*result);
  if (session.result.empty() && !way.no_policy.empty()) {
    session.policy_type = "sts";
    session.result = way.no_policy;
  }
  session.reason = reason;
  ports_.watch->ended(session);
}

// RFC 5321 §5.1: one after the other, until one is there. What one says for good another may see otherwise; what is said for now counts.
Task<Courier::Opened> Courier::open(Kind kind, bool watched, std::string besides) {
  auto way = co_await way_to(std::move(kind));
  if (!way) co_return std::unexpected(way.error());
  way->watched = way->watched && watched;
  std::optional<Answer> worst;
  std::size_t calls = 0;
  for (const auto& host : way->hosts.hosts) {
    if (calls >= kMostCalls) break;
    if (!besides.empty() && host.name.text() == besides) continue;
    auto made = co_await call(*way, host, calls);
    if (made) co_return made;
    if (!worst || worst->fate == Fate::refused) worst = std::move(made.error());
  }
  co_return std::unexpected(worst ? std::move(*worst) : answer("4.4.1", "There is no other server.", Fate::later));
}

Kind Courier::kind_of(const queue::Entry& entry) const {
  const auto& envelope = entry.message.envelope;
  auto from = envelope.reverse_path ? envelope.reverse_path->domain().ascii() : std::string();
  if (from.empty()) from = envelope.origin.login.substr(envelope.origin.login.rfind('@') + 1);
  Kind kind{.hop = entry.leg.hop, .tls = envelope.tls, .sender = sender_for(*settings_.current(), from)};
  if (kind.tls == queue::Secrecy::required && !queue::must_be_secret(envelope)) kind.tls = queue::Secrecy::usual;
  return kind;
}

// What stands in the way of other mail may be that nothing proves the server, or that it does not like one of our addresses.
bool Courier::is_as_usual(const Kind& kind) const {
  return kind.tls == queue::Secrecy::usual && kind.sender == sender_for(*settings_.current(), {});
}

namespace {

// Whoever holds it outlives the goodbye.
void leave(std::vector<Connection> connections) {
  for (auto& connection : connections) {
    const auto leaving = std::make_shared<Connection>(std::move(connection));
    spawn(leaving->client->quit(), [leaving] {});
  }
}

}  // namespace

void Courier::keep(const Kind& kind, Connection connection) {
  const auto settings = settings_.current();
  const auto until = ports_.client.time.steady() + settings->keep_connection;
  leave(kept_.put(kind, std::move(connection), until, settings->most_kept));
  if (std::exchange(closing_, true)) return;
  spawn(close_late(alive_, this));
}

Task<void> Courier::close_late(std::weak_ptr<bool> alive, Courier* courier) {
  for (;;) {
    co_await pause_until{courier->ports_.client.time.steady() + kLookAfter};
    if (alive.expired()) co_return;
    leave(courier->kept_.over(courier->ports_.client.time.steady()));
    if (!courier->kept_.empty()) continue;
    courier->closing_ = false;
    co_return;
  }
}

// One that has waited is tried first; it may have ended meanwhile.
Task<Courier::Opened> Courier::connection_to(Kind kind, bool watched) {
  if (auto waiting = kept_.take(kind)) co_return std::move(*waiting);
  co_return co_await open(std::move(kind), watched);
}

// RFC 6152 §3: to a server that takes no 8 bit the message goes in 7. False: it cannot, and everybody has his answer.
Task<bool> Courier::convert(Handing& h) {
  auto made = co_await in_seven_bit(h.mail(ports_.client.time.now()), ports_.client.blobs, ports_.signer, ports_.inline_limit);
  if (!made) {
    h.answer_rest(answer("4.3.0", made.error().text, Fate::later));
  } else if (!made->obstacle.empty()) {
    h.answer_rest(answer("5.6.3", fmt::format("The next server takes 7 bit alone, and {}.", made->obstacle), Fate::refused));
  } else {
    h.seven_bit = std::move(*made);
  }
  co_return h.seven_bit.has_value();
}

// RFC 5321 §5.1: servers are tried until one takes it. One more is asked of those whom one has put off; the next message begins anew.
Task<void> Courier::ask_another(Handing& h, Kind kind, bool watched) {
  if (h.put_off.empty()) co_return;
  h.left = std::move(h.put_off);
  auto connection = co_await open(std::move(kind), watched, h.server);
  if (!connection) co_return;
  auto outcome = co_await connection->client->send(h.mail(ports_.client.time.now()));
  if (!outcome.wants_seven_bit) h.note_other(outcome, connection->server);
  co_await connection->client->quit();
}

// A server that takes a few recipients at a time is given the others right after them.
Task<void> Courier::hand_over(Handing& h) {
  const auto kind = kind_of(h.entry);
  // A report is not the reason for the next one, nor is what nobody asked for missed.
  const bool watched = h.entry.message.envelope.reverse_path.has_value() && kind.tls != queue::Secrecy::waived;
  const auto count = h.left.size();
  while (!h.left.empty()) {
    auto connection = co_await connection_to(kind, watched);
    if (!connection) {
      const bool nobody = h.left.size() == count && connection.error().fate == Fate::later;
      h.handed.nobody_there = nobody && is_as_usual(kind);
      h.handed.nobody_for_it = nobody && !is_as_usual(kind);
      h.answer_rest(connection.error());
      co_return;
    }
    auto outcome = co_await connection->client->send(h.mail(ports_.client.time.now()));
    const bool again = outcome.wants_seven_bit && !h.seven_bit;
    if (!again) h.note(outcome, connection->server);
    if (connection->client->usable()) keep(kind, std::move(*connection));
    if (!again) continue;
    const bool converted = co_await convert(h);
    if (!converted) co_return;
  }
  co_await ask_another(h, kind, watched);
}

Task<Handed> Courier::hand_over(const queue::Entry& entry, store::Content content) {
  const auto count = entry.leg.recipients.size();
  Handing h{.entry = entry, .content = content, .left = std::vector<std::size_t>(count)};
  h.handed.recipients.assign(count, answer("4.4.2", "It was not its turn yet.", Fate::later));
  std::iota(h.left.begin(), h.left.end(), std::size_t{0});
  co_await hand_over(h);
  if (h.seven_bit) co_await drop(std::move(*h.seven_bit), ports_.client.blobs);
  co_return std::move(h.handed);
}

}  // namespace postern::outbound
