// MX records into an order, hosts into addresses, and ourselves out.
#include "smtp/client/route.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace postern::smtp::client {
namespace {

// SplitMix64: no secret hangs on the order, only a fair share.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    auto z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return static_cast<std::size_t>((z ^ z >> 31) % n);
  }

 private:
  std::uint64_t state_;
};

Route nowhere(Finding finding, std::string reason, bool mx_secure = false) {
  return {.finding = finding, .hosts = {}, .mx_secure = mx_secure, .implicit = false, .reason = std::move(reason)};
}

// By preference; those of one preference in any order.   RFC 5321 §5.1
std::vector<Host> in_order(std::vector<dns::Mx> records, std::uint64_t seed) {
  Dice dice(seed);
  std::ranges::sort(records, {}, [](const dns::Mx& one) { return std::pair(one.preference, one.exchange); });
  for (auto group = records.begin(); group != records.end();) {
    const auto end =
        std::ranges::find_if(group, records.end(), [&](const auto& one) { return one.preference != group->preference; });
    for (auto n = static_cast<std::size_t>(end - group); n > 1; --n)
      std::iter_swap(group + static_cast<std::ptrdiff_t>(n - 1), group + static_cast<std::ptrdiff_t>(dice.below(n)));
    group = end;
  }
  if (records.size() > kMostHosts) records.resize(kMostHosts);
  std::vector<Host> out;
  for (const auto& record : records)
    if (std::ranges::find(out, record.exchange, &Host::name) == out.end())
      out.push_back({.name = record.exchange, .preference = record.preference, .addresses = {}, .secure = false});
  return out;
}

// IPv6 and IPv4 by turns, so that one of them being broken costs one try and not all.
std::vector<IpAddress> by_turns(const std::vector<IpAddress>& v6, const std::vector<IpAddress>& v4) {
  std::vector<IpAddress> out;
  for (std::size_t i = 0; i < std::max(v6.size(), v4.size()); ++i) {
    if (i < v6.size()) out.push_back(v6[i]);
    if (i < v4.size()) out.push_back(v4[i]);
  }
  if (out.size() > kMostAddresses) out.resize(kMostAddresses);
  return out;
}

bool is_ours(const Host& host, const Ourselves& us) {
  if (!host.name.is_root() && std::ranges::find(us.names, host.name) != us.names.end()) return true;
  return std::ranges::any_of(host.addresses,
                             [&](const IpAddress& one) { return std::ranges::find(us.addresses, one) != us.addresses.end(); });
}

// The addresses of all hosts, asked for at once. False: not all answers are there. `unknown`: some host's are not to be had now.
bool find_addresses(std::vector<Host>& hosts, bool mx_secure, dns::Answers& answers, bool& unknown) {
  bool waiting = false;
  for (auto& host : hosts) {
    const auto* v6 = answers.ask({host.name, dns::Type::aaaa});
    const auto* v4 = answers.ask({host.name, dns::Type::a});
    waiting = waiting || !v6 || !v4;
    if (!v6 || !v4) continue;
    host.addresses = by_turns(dns::records_of<IpAddress>(*v6), dns::records_of<IpAddress>(*v4));
    // A look-up that fails must not make a host less secure than it is: what was answered counts.
    host.secure = mx_secure && (v6->secure || v6->unknown()) && (v4->secure || v4->unknown()) && (v6->secure || v4->secure);
    if (host.addresses.empty() && (v6->unknown() || v4->unknown())) unknown = true;
  }
  return !waiting;
}

// RFC 5321 §5.1: with ourselves go all that are no better, or mail would go round.
bool drop_ourselves(std::vector<Host>& hosts, const Ourselves& us) {
  const auto own = std::ranges::find_if(hosts, [&](const Host& host) { return is_ours(host, us); });
  if (own == hosts.end()) return false;
  const auto preference = own->preference;
  std::erase_if(hosts, [&](const Host& host) { return host.preference >= preference; });
  return true;
}

Route to_literal(const IpAddress& address, const Ourselves& us) {
  Host host{.name = {}, .preference = 0, .addresses = {address}, .secure = false};
  if (is_ours(host, us)) return nowhere(Finding::loop, "The address is our own");
  return {.finding = Finding::hosts, .hosts = {std::move(host)}, .mx_secure = false, .implicit = false, .reason = {}};
}

// What the answer about the MX says: hosts, or why there are none.
Route hosts_of(const dns::Name& domain, const dns::Answer& mx, std::uint64_t seed) {
  if (mx.unknown())
    return nowhere(Finding::not_known_yet, fmt::format("The DNS does not say where mail for {} goes", domain.text()));
  if (mx.status == dns::Status::no_name)
    return nowhere(Finding::no_domain, fmt::format("The domain {} does not exist", domain.text()), mx.secure);
  auto records = dns::records_of<dns::Mx>(mx);
  Route out{.finding = Finding::hosts, .hosts = {}, .mx_secure = mx.secure, .implicit = false, .reason = {}};
  if (records.empty() && mx.status == dns::Status::found)
    return nowhere(Finding::not_known_yet, fmt::format("The MX records of {} cannot be read", domain.text()));
  if (records.empty()) {
    out.hosts.push_back({.name = domain, .preference = 0, .addresses = {}, .secure = false});
    out.implicit = true;
    return out;
  }
  std::erase_if(records, [](const dns::Mx& record) { return record.exchange.is_root(); });
  if (records.empty())  // RFC 7505 §3
    return nowhere(Finding::null_mx, fmt::format("The domain {} takes no mail", domain.text()), mx.secure);
  out.hosts = in_order(std::move(records), seed);
  return out;
}

}  // namespace

std::optional<Route> route_to(const Target& target, const Ourselves& us, std::uint64_t seed, dns::Answers& answers) {
  if (target.literal) return to_literal(*target.literal, us);
  const auto domain = dns::parse_name(target.domain.ascii());
  if (!domain || domain->is_root()) return nowhere(Finding::no_domain, "The domain is no name of the DNS");
  Route route;
  if (target.use_mx) {
    const auto* mx = answers.ask({*domain, dns::Type::mx});
    if (!mx) return {};
    route = hosts_of(*domain, *mx, seed);
    if (route.finding != Finding::hosts) return route;
  } else {
    route.finding = Finding::hosts;
    route.mx_secure = true;  // the name came from an administrator
    route.hosts.push_back({.name = *domain, .preference = 0, .addresses = {}, .secure = false});
  }
  bool unknown = false;
  if (!find_addresses(route.hosts, route.mx_secure, answers, unknown)) return {};
  const bool ours = drop_ourselves(route.hosts, us);
  std::erase_if(route.hosts, [](const Host& host) { return host.addresses.empty(); });
  if (!route.hosts.empty()) return route;
  if (unknown)
    return nowhere(Finding::not_known_yet, fmt::format("The DNS has no answer about the hosts of {}", domain->text()),
                   route.mx_secure);
  if (ours)
    return nowhere(Finding::loop, fmt::format("Mail for {} comes to this server, which has no such domain", domain->text()),
                   route.mx_secure);
  return nowhere(Finding::no_host, fmt::format("No mail server of {} has an address", domain->text()), route.mx_secure);
}

}  // namespace postern::smtp::client
