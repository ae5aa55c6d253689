// The records of a domain, with what the DNS has of each, as an answer and as a zone file.
#include "admin/domain_dns.h"

#include <fmt/format.h>

#include "admin/certificates.h"
#include "admin/domain_records.h"
#include "admin/seen_records.h"
#include "admin/words.h"
#include "dns/resolver.h"
#include "mtasts/own_policies.h"
#include "reports/settings.h"
#include "signing/keyring.h"
#include "tls/key_digest.h"

namespace postern::admin {
namespace {

// Of the certificate that a client is shown who asks for the host by name.
std::string key_digest_of(const Certificates& certificates, std::string_view host) {
  for (const auto& identity : certificates.identities()) {
    const auto facts = tls::facts_of(identity.chain);
    if (!facts || !facts->covers(host)) continue;
    auto digest = tls::key_digest(identity.chain);
    if (digest) return std::move(*digest);
  }
  return {};
}

}  // namespace

Task<Result<Publication>> publication_of(World& world, std::shared_ptr<const directory::Domain> domain) {
  auto keys = co_await world.keyring.keys(domain->id);
  if (!keys) co_return pass_on(keys);
  auto host = world.surroundings ? world.surroundings().host_name : std::string();
  if (host.empty()) host = "localhost";
  auto policy = mtasts::own_policy(*world.policies.current(), domain->name.ascii(), host);
  auto digest = key_digest_of(world.certificates, host);
  co_return Publication{.host = std::move(host),
                        .keys = std::move(*keys),
                        .policy = std::move(policy),
                        .reports_to = world.reporting.current()->local_part,
                        .key_digest = std::move(digest),
                        .authorities = world.policies.current()->authorities};
}

Task<Result<json::value>> domain_dns(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "name");
  if (!domain) co_return pass_on(domain);
  auto told = co_await publication_of(world, *domain);
  if (!told) co_return pass_on(told);
  const auto all = co_await seen_records(world.dns, needed_records(**domain, *told), told->host, Deadline::max());
  json::array out;
  for (const auto& [needed, presence, published] : all)
    out.push_back({{"purpose", needed.purpose.english()},
                   {"name", needed.name},
                   {"type", dns::name(needed.type)},
                   {"value", needed.value},
                   {"row", zone_row(needed)},
                   {"required", is_required(needed, **domain)},
                   {"dns", name(presence)},
                   {"published", texts(published)}});
  co_return out;
}

std::string domain_dns_for_people(const json::value& answer) {
  std::string out;
  for (const auto& row : answer.as_array()) {
    const auto text = [&](const char* key) { return std::string_view(row.at(key).as_string()); };
    out += fmt::format("; {} ({})\n", text("purpose"), text("dns"));
    if (text("dns") != "there")
      for (const auto& one : row.at("published").as_array())
        out += fmt::format("; the world sees: {}\n", std::string_view(one.as_string()));
    out += fmt::format("{}{}\n", text("dns") == "own" ? "; " : "", text("row"));  // two of a kind would do nothing
  }
  return out;
}

}  // namespace postern::admin
