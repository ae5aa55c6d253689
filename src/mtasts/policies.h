// The MTA-STS policies of other domains: fetched over HTTPS, kept in the store until they expire.   RFC 8461 §3.3, §5.1
// Use: Policies policies({kv, time});   auto policy = co_await policies.look_up(resolver, domain);
// Promises: a policy that is kept holds until it expires, whatever the DNS or the web say meanwhile, unless a new one was fetched; a domain
//   whose policy cannot be fetched is asked again five minutes later at the earliest; calls are made on kMostCalls threads of its own; when
//   more than kMostWaiting domains wait, or others hang for so long that the turn of one does not come, it is answered by what is kept.
//   Any executor may call.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "base/time.h"
#include "dns/resolver.h"
#include "http/client.h"
#include "kv/kv.h"
#include "smtp/client/mta_sts.h"

namespace postern::mtasts {

inline constexpr std::size_t kMostCalls = 8;  // at a time
inline constexpr std::size_t kMostWaiting = 1000;

class Policies {
 public:
  struct Ports {
    kv::Store& kv;
    const TimeSource& time;
    http::Call call;
    std::string ca = {};         // a PEM file of further authorities
    bool may_be_inside = false;  // policies on this host and in private networks
    std::uint16_t port = 443;
  };

  explicit Policies(Ports);
  ~Policies();  // waits for the calls under way; before the executors of its callers
  Policies(const Policies&) = delete;
  Policies& operator=(const Policies&) = delete;

  // `id`: of the domain's record; none when it has none, or the DNS does not answer. Fails only when the store does.
  Task<Result<std::optional<smtp::client::StsPolicy>>> find(dns::Name domain, std::optional<std::string> id);
  // The same, with the record asked for.
  Task<Result<std::optional<smtp::client::StsPolicy>>> look_up(dns::Resolver&, dns::Name domain);
  // Why the policy that a domain's record named could not be had in the last day, in the words of RFC 8460 §4.3: "sts-policy-fetch-error". Empty: it
  // could, or there is none.
  Task<std::string> trouble(dns::Name domain);
  // Calls that are made or wait for their turn.
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Threads;
  Ports ports_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace postern::mtasts
