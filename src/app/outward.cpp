// Putting together who carries mail.
#include "app/outward.h"

#include <algorithm>
#include <system_error>

#include "mtasts/addresses.h"

namespace postern::app {
namespace {

std::shared_ptr<const tls::ClientContext> open_tls(Parts& parts) {
  auto context = tls::ClientContext::make(parts.settings.delivery.current()->ca);
  if (context) return std::move(*context);
  auto& problem = parts.problems.emplace_back(std::move(context.error()));
  problem.text = "delivery.ca is left out: " + problem.text;
  context = tls::ClientContext::make();
  return context ? std::move(*context) : nullptr;
}

// The names and addresses that lead here, as far as settings say them: mail for them is not sent to ourselves.
smtp::client::Ourselves ourselves(const Parts& parts) {
  smtp::client::Ourselves out;
  for (const auto& name : server_names(*parts.settings.server.current(), *parts.settings.net.current()))
    if (auto parsed = dns::parse_name(name)) out.names.push_back(std::move(*parsed));
  return out;
}

}  // namespace

Outward::Outward(Parts& parts, net::SessionIds& ids, events::Sink& events, smtp::client::TlsWatch& watch,
                 delivery::Signer& signer)
    : tls_(open_tls(parts)),
      connector_("delivery", ids, events),
      policies_({.kv = *parts.kv,
                 .time = system_time(),
                 .call = http::Caller(mtasts::addresses_by(*parts.dns)),
                 .ca = parts.settings.delivery.current()->ca,
                 .may_be_inside = parts.settings.delivery.current()->inside,
                 .port = parts.settings.delivery.current()->policy_port}),
      secrets_(*parts.kv, *parts.sealer) {
  const smtp::client::Ports client{connector_, *tls_, *parts.blobs, *parts.pool, system_time(), system_random()};
  courier_.emplace(outbound::Courier::Ports{client, *parts.dns, policies_, secrets_, signer,
                                            [&parts] { return host_name(*parts.settings.server.current()); },
                                            [&parts] { return ourselves(parts); }, &watch,
                                            parts.settings.store.current()->inline_limit.value},
                   parts.settings.delivery, parts.settings.smtp_client);
}

void Outward::start() {
  if (!tls_) return;
  try {
    reading_ = std::jthread([tls = tls_] { tls->read_authorities(); });
  } catch (const std::system_error&) {  // no thread to spare: the first connection that needs them reads them
  }
}

}  // namespace postern::app
