// The records that a domain needs, as the DNS has them. What its owner wrote himself is judged by what it does: SPF that lets this server
// send and not just anybody, DMARC that does something about forgeries, TLSRPT that names somebody.
// Use, on a thread that may wait:  co_await seen_records(world.dns, needed_records(domain, told), told.host, Clock::now() + 10s);
// Promises: all are asked for at once, and all answers are there by `until`: a later one is `unknown`.
#pragma once
#include <string>
#include <vector>

#include "admin/domain_records.h"
#include "base/time.h"
#include "dns/resolver.h"

namespace postern::admin {

struct SeenRecord {
  NeededRecord needed;
  Presence presence = Presence::unknown;
  std::vector<std::string> published;  // of the same kind, as `published` gives it
};

// `host`: the name of our mail server, whose addresses are those that send.
Task<std::vector<SeenRecord>> seen_records(dns::Resolver&, std::vector<NeededRecord>, std::string host, Deadline until);

}  // namespace postern::admin
