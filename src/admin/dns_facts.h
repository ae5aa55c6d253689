// What the DNS says of our domains and of our own address, for the audit.
// Use, on a thread that may wait:  subject.dns = dns_facts(world);
// Promises: at most kMostAsked domains are asked about, all at once, for ten seconds; none when there is no domain.
#pragma once
#include <vector>

#include "admin/world.h"
#include "audit/subject.h"

namespace postern::admin {

inline constexpr std::size_t kMostAsked = 100;

std::vector<audit::DnsFact> dns_facts(World&);

}  // namespace postern::admin
