// All records are asked for at once.
#include "admin/domain_dns.h"

#include <fmt/format.h>

#include "admin/domain_records.h"
#include "admin/words.h"
#include "base/all_of.h"
#include "dns/resolver.h"
#include "signing/keyring.h"

namespace postern::admin {

Task<Result<json::value>> domain_dns(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call.text("name"));
  if (!domain) co_return pass_on(domain);
  auto keys = co_await world.keyring.keys((*domain)->id);
  if (!keys) co_return pass_on(keys);
  const auto host = world.surroundings ? world.surroundings().host_name : std::string();
  const auto needed = needed_records(**domain, host.empty() ? "localhost" : host, *keys);
  std::vector<Task<dns::Answer>> asked;
  for (const auto& one : needed) asked.push_back(world.dns.ask({dns::parse_name(one.name).value_or(dns::Name{}), one.type}));
  const auto answers = co_await all_of(std::move(asked));
  json::array out;
  for (std::size_t i = 0; i < needed.size(); ++i)
    out.push_back({{"purpose", needed[i].purpose},
                   {"name", needed[i].name},
                   {"type", dns::name(needed[i].type)},
                   {"value", needed[i].value},
                   {"row", zone_row(needed[i])},
                   {"dns", name(presence(needed[i], answers[i]))}});
  co_return out;
}

std::string domain_dns_for_people(const json::value& answer) {
  std::string out;
  for (const auto& row : answer.as_array()) {
    const auto text = [&](const char* key) { return std::string_view(row.at(key).as_string()); };
    out += fmt::format("; {} ({})\n{}\n", text("purpose"), text("dns"), text("row"));
  }
  return out;
}

}  // namespace postern::admin
