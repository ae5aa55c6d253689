// Two questions at once.
#include "mtasts/addresses.h"

#include <algorithm>

#include "base/all_of.h"
#include "base/run_here.h"

namespace postern::mtasts {
namespace {

Task<std::vector<dns::Answer>> ask(dns::Resolver& resolver, dns::Name name, Deadline until) {
  std::vector<Task<dns::Answer>> questions;
  questions.push_back(resolver.ask({name, dns::Type::a}, until));
  questions.push_back(resolver.ask({name, dns::Type::aaaa}, until));
  co_return co_await all_of(std::move(questions));
}

Result<http::Addresses> find(dns::Resolver& resolver, const std::string& host, Deadline until) {
  if (auto address = IpAddress::parse(host)) return http::Addresses{*address};
  const auto name = dns::parse_name(host);
  if (!name) return fail(Failure::invalid, "The host is no name");
  http::Addresses out;
  bool unknown = false;
  for (const auto& answer : run_here(ask(resolver, *name, until))) {
    unknown = unknown || answer.unknown();
    std::ranges::move(dns::records_of<IpAddress>(answer), std::back_inserter(out));
  }
  if (!out.empty()) return out;
  if (unknown) return fail(Failure::unavailable, "The DNS does not answer");
  return fail(Failure::not_found, "The host is not known");
}

}  // namespace

http::Find addresses_by(dns::Resolver& resolver) {
  return [&resolver](const std::string& host, Deadline until) { return find(resolver, host, until); };
}

}  // namespace postern::mtasts
