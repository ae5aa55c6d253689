// Records that are needed, compared with those that are there.
#include "admin/dns_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

#include "admin/domain_dns.h"
#include "admin/domain_records.h"
#include "admin/seen_records.h"
#include "base/run_here.h"
#include "base/text.h"
#include "directory/directory.h"
#include "dns/resolver.h"
#include "dns/reverse.h"

namespace postern::admin {
namespace {

using audit::DnsFact;

constexpr std::chrono::seconds kPatience{10};
constexpr std::size_t kMostNames = 3;  // of an address, that are told

// Records that some check is about; nothing for the others.
std::optional<DnsFact::Kind> kind_of(const NeededRecord& r) {
  if (r.type == dns::Type::mx) return DnsFact::Kind::mx;
  if (r.begins == "v=spf1") return DnsFact::Kind::spf;
  if (r.begins == "v=DKIM1") return DnsFact::Kind::dkim;
  if (r.begins == "v=DMARC1") return DnsFact::Kind::dmarc;
  if (r.begins == "v=STSv1") return DnsFact::Kind::mta_sts;
  if (r.begins == "v=TLSRPTv1") return DnsFact::Kind::tlsrpt;
  return {};
}

DnsFact::Says says(Presence presence) {
  switch (presence) {
    case Presence::there:
    case Presence::own: return DnsFact::Says::right;
    case Presence::other: return DnsFact::Says::other;
    case Presence::missing: return DnsFact::Says::nothing;
    case Presence::unknown: return DnsFact::Says::nothing_known;
  }
  return DnsFact::Says::nothing_known;
}

// What some check is about, and which domain each record is for.
struct Needs {
  std::vector<NeededRecord> records;
  std::vector<std::string> domains;

  void add(const directory::Domain& domain, const Publication& told) {
    for (auto& one : needed_records(domain, told)) {
      if (!kind_of(one)) continue;
      records.push_back(std::move(one));
      domains.push_back(domain.name.ascii());
    }
  }
};

// "MX 10 elsewhere.test., MX 20 backup.test."
std::string as_in_a_zone(dns::Type type, const std::vector<std::string>& values) {
  std::string out;
  for (const auto& value : values) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", to_upper(dns::name(type)), value);
  return out;
}

Task<std::vector<DnsFact>> facts_of(World& world, Needs needs, std::string host, Deadline until) {
  std::vector<DnsFact> out;
  const auto all = co_await seen_records(world.dns, std::move(needs.records), std::move(host), until);
  for (std::size_t i = 0; i < all.size(); ++i)
    out.push_back({.kind = *kind_of(all[i].needed),
                   .needed = zone_row(all[i].needed),
                   .says = says(all[i].presence),
                   .domain = std::move(needs.domains[i]),
                   .instead = as_in_a_zone(all[i].needed.type, all[i].published)});
  co_return out;
}

// From our name to its addresses, and from each of them back.
Task<std::vector<DnsFact>> reverse_of(World& world, dns::Name host, Deadline until) {
  std::vector<DnsFact> out;
  for (const auto type : {dns::Type::a, dns::Type::aaaa}) {
    const auto forward = co_await world.dns.ask({host, type}, until);
    for (const auto& address : dns::records_of<IpAddress>(forward)) {
      const auto back = co_await world.dns.ask({dns::reverse_name(address), dns::Type::ptr}, until);
      const auto names = dns::records_of<dns::Name>(back);
      const bool leads_back = std::ranges::find(names, host) != names.end();
      const auto says = back.unknown()  ? DnsFact::Says::nothing_known
                        : leads_back    ? DnsFact::Says::right
                        : names.empty() ? DnsFact::Says::nothing
                                        : DnsFact::Says::other;
      std::vector<std::string> others;
      for (const auto& one : names) others.push_back(printable(one.text()) + ".");
      others.resize(std::min(others.size(), kMostNames));
      out.push_back({.kind = DnsFact::Kind::reverse,
                     .needed = fmt::format("{}. IN PTR {}.", dns::reverse_name(address).text(), host.text()),
                     .says = says,
                     .instead = as_in_a_zone(dns::Type::ptr, others)});
    }
    if (forward.unknown()) out.push_back({DnsFact::Kind::reverse, host.text(), DnsFact::Says::nothing_known});
  }
  if (out.empty())
    out.push_back({DnsFact::Kind::reverse, fmt::format("{}. IN A (this host's address)", host.text()), DnsFact::Says::nothing});
  co_return out;
}

Task<std::vector<DnsFact>> all_facts(World& world, std::string host) {
  const auto until = Clock::now() + kPatience;
  Needs needs;
  std::vector<DnsFact> without_keys;
  std::size_t domains = 0;
  for (const auto& domain : world.directory.snapshot()->domains()) {
    if (domains++ == kMostAsked) break;
    auto told = co_await publication_of(world, domain);
    // Its keys are made soon after a domain is: until then there is nothing to publish, and nothing is proven either.
    if (!told || told->keys.keys.empty())
      without_keys.push_back(
          {DnsFact::Kind::dkim, fmt::format("{}: no key yet", domain->name.ascii()), DnsFact::Says::nothing_known});
    needs.add(*domain, told ? *told : Publication{.host = host});
  }
  if (needs.records.empty()) co_return std::vector<DnsFact>();
  auto out = co_await facts_of(world, std::move(needs), host, until);
  std::ranges::move(without_keys, std::back_inserter(out));
  const auto name = dns::parse_name(host);
  if (!name) co_return out;
  auto reverse = co_await reverse_of(world, *name, until);
  std::ranges::move(reverse, std::back_inserter(out));
  co_return out;
}

}  // namespace

std::vector<DnsFact> dns_facts(World& world) {
  return run_here(all_facts(world, world.surroundings ? world.surroundings().host_name : "localhost"));
}

}  // namespace postern::admin
