// One host after the other, one address after the other.
#include "app/check_tls.h"

#include <chrono>
#include <future>
#include <utility>

#include "address/domain.h"
#include "app/late_sink.h"
#include "auth/hash_pool.h"
#include "base/run_here.h"
#include "base/text.h"
#include "kv/open.h"
#include "mtasts/addresses.h"
#include "mtasts/policies.h"
#include "net/reactor.h"
#include "smtp/client/client.h"
#include "smtp/client/security.h"

namespace postern::app {
namespace {

namespace json = boost::json;
namespace client = smtp::client;

// What a client works with, for as long as the check takes.
struct Workshop {
  explicit Workshop(std::shared_ptr<const tls::ClientContext> context)
      : tls(std::move(context)), kv(kv::open_memory().value()), blobs(store::blobs_in_memory(system_random(), system_time())) {
    reactors.start();
  }
  ~Workshop() {
    connector.stop();
    reactors.stop();
  }

  LateSink log;  // which is given to nobody
  net::SessionIds ids{system_time().now()};
  net::Reactors reactors{1};
  net::Connector connector{"check", ids, log};
  auth::HashPool pool{{.threads = 1}};
  std::shared_ptr<const tls::ClientContext> tls;
  std::unique_ptr<kv::Store> kv;
  std::unique_ptr<store::BlobStore> blobs;
  client::Settings patience{.connect_timeout = std::chrono::seconds(15), .command_timeout = std::chrono::seconds(30)};
};

std::string_view name(client::Dane::Finding finding) {
  switch (finding) {
    case client::Dane::Finding::none: return "none";
    case client::Dane::Finding::usable: return "usable";
    case client::Dane::Finding::unusable: return "unusable";
    case client::Dane::Finding::failed: return "failed";
  }
  return "";
}

json::array described(const std::vector<tls::Tlsa>& records) {
  json::array out;
  for (const auto& r : records)
    out.push_back({{"usage", r.usage}, {"selector", r.selector}, {"matching", r.matching}, {"data", to_hex(r.data)}});
  return out;
}

json::object described(const std::optional<client::StsPolicy>& policy) {
  if (!policy) return {{"mode", "none"}};
  json::array mx;
  for (const auto& pattern : policy->mx) mx.emplace_back(pattern);
  return {{"mode", name(policy->mode)}, {"mx", std::move(mx)}, {"max_age", policy->max_age.count()}};
}

class Check {
  template <class Judge>
  auto ask(Judge judge) {
    dns::Answers answers;
    return run_here(dns::find_out(resolver_, answers, judge));
  }

 public:
  Check(const TlsCheck& what, dns::Resolver& resolver, Workshop& shop) : what_(what), resolver_(resolver), shop_(shop) {}

  json::object run() {
    const auto domain = address::parse_domain(what_.domain).value();
    const client::Target target{.domain = domain};
    const auto find = [&](dns::Answers& known) { return client::route_to(target, {}, 0, known); };
    const auto route = ask(find);
    domain_ = dns::parse_name(domain.ascii()).value_or(dns::Name());
    policy_ = policy();
    json::array hosts;
    bool all_pass = !route.hosts.empty();
    for (const auto& host : route.hosts) {
      hosts.push_back(judge(host));
      all_pass = all_pass && hosts.back().at("result") == "pass";
    }
    return {{"domain", domain.ascii()},
            {"result", route.hosts.empty() ? (route.finding == client::Finding::not_known_yet ? "temperror" : "none")
                                           : (all_pass ? "pass" : "fail")},
            {"reason", route.reason},
            {"mx_secure", route.mx_secure},
            {"mta_sts", described(policy_)},
            {"hosts", std::move(hosts)}};
  }

 private:
  std::optional<client::StsPolicy> policy() {
    mtasts::Policies policies({.kv = *shop_.kv,
                               .time = system_time(),
                               .call = http::Caller(mtasts::addresses_by(resolver_)),
                               .ca = what_.ca,
                               .may_be_inside = true,
                               .port = what_.policy_port});
    auto found = run_here(policies.look_up(resolver_, domain_));
    return found ? std::move(*found) : std::nullopt;
  }

  json::object judge(const client::Host& host) {
    const auto dane = ask([&](dns::Answers& known) { return client::dane_of(host, what_.port, known); });
    const auto need = client::need_of({.host = host, .domain = domain_, .dane = dane, .sts = policy_ ? &*policy_ : nullptr});
    json::array addresses;
    std::string result = need.may_be_used ? "temperror" : "fail";
    if (need.may_be_used)
      for (const auto& address : host.addresses) {
        addresses.push_back(call(host, need, address));
        const std::string one(addresses.back().as_object().at("result").as_string());
        if (addresses.size() == 1 || one == "fail") result = one;
      }
    return {{"name", host.name.text()},
            {"preference", host.preference},
            {"result", result},
            {"secure", host.secure},
            {"dane", {{"result", name(dane.finding)}, {"records", described(dane.records)}}},
            {"needs", name(need.because)},
            {"reason", need.reason},
            {"addresses", std::move(addresses)}};
  }

  // Where nothing has to be proven, it is said all the same whether the certificate would do.
  json::object call(const client::Host& host, const client::Need& need, const IpAddress& address) {
    client::Manner manner{.our_name = what_.our_name, .tls = need.tls, .expected = need.expected};
    if (manner.expected.by == tls::By::nothing) {
      manner.expected.server_name = host.name.text();
      manner.expected.names = {host.name.text()};
      manner.expected.by = tls::By::name;
    }
    const client::Ports ports{shop_.connector, *shop_.tls, *shop_.blobs, shop_.pool, system_time(), system_random()};
    client::Client hello(std::move(manner), shop_.patience, ports);
    std::promise<std::expected<client::Facts, client::Trouble>> said;
    shop_.reactors.executor(0).post(
        [&] { spawn(hello_at(hello, {address, what_.port}), [&](auto facts) { said.set_value(std::move(facts)); }); });
    const auto facts = said.get_future().get();
    return facts ? shown(address, *facts) : shown(address, facts.error());
  }

  static Task<std::expected<client::Facts, client::Trouble>> hello_at(client::Client& hello, net::Endpoint where) {
    auto opened = co_await hello.open(where, {});
    co_await hello.quit();
    co_return opened;
  }

  static json::object shown(const IpAddress& address, const client::Facts& facts) {
    const auto& proof = facts.proof;
    json::array names;
    for (const auto& one : proof.names) names.emplace_back(one);
    return {{"address", address.text()},
            {"result", facts.tls ? "pass" : "none"},
            {"server", facts.name},
            {"tls", facts.tls},
            {"protocol", proof.protocol},
            {"cipher", proof.cipher},
            {"certificate",
             {{"names", std::move(names)}, {"proven_by", tls::name(proof.by)}, {"problem", tls::name(proof.problem)}}},
            {"reason", proof.why}};
  }

  static json::object shown(const IpAddress& address, const client::Trouble& trouble) {
    const bool about_tls = trouble.cause == client::Cause::tls || trouble.cause == client::Cause::no_tls;
    return {{"address", address.text()},
            {"result", about_tls ? "fail" : "temperror"},
            {"problem", tls::name(trouble.problem)},
            {"reason", std::string(name(trouble.step)) + ": " + trouble.text}};
  }

  const TlsCheck& what_;
  dns::Resolver& resolver_;
  Workshop& shop_;
  dns::Name domain_;
  std::optional<client::StsPolicy> policy_;
};

}  // namespace

Result<json::object> check_tls(const TlsCheck& what, dns::Resolver& resolver) {
  auto domain = address::parse_domain(what.domain);
  if (!domain) return pass_on(domain);
  auto context = tls::ClientContext::make(what.ca);
  if (!context) return pass_on(context);
  Workshop shop(std::move(*context));
  return Check(what, resolver, shop).run();
}

}  // namespace postern::app
