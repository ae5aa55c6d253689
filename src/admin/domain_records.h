// The records that a domain needs in the DNS, and whether an answer has them.
#pragma once
#include <string>
#include <vector>

#include "base/said.h"
#include "directory/records.h"
#include "dns/answers.h"
#include "signing/domain_keys.h"
#include "smtp/client/mta_sts.h"

namespace postern::admin {

struct NeededRecord {
  std::string name;  // without a final dot
  dns::Type type = dns::Type::txt;
  std::string value;             // as in a zone file
  Said purpose;                  // "SPF: who may send"
  dns::Record record;            // the same, as an answer has it
  std::string_view begins = {};  // of a text: the one that begins so is of this kind, whatever else it says
};

// What records tell of, besides the domain itself.
struct Publication {
  std::string host;  // our mail server
  signing::DomainKeys keys = {};
  smtp::client::StsPolicy policy = {};        // for mail to the domain; with mode none there is no record
  std::string reports_to = "postmaster";      // the part before the @
  std::string key_digest = {};                // of the server's certificate, for TLSA; empty: none is known
  std::vector<std::string> authorities = {};  // who may issue certificates for the domain; none: nothing is said
};

std::vector<NeededRecord> needed_records(const directory::Domain&, const Publication&);
// Without it no mail to the domain comes in, or none of its own is believed. The others make it safer, or programs find it.
bool is_required(const NeededRecord&, const directory::Domain&);
// "name. TYPE value"
std::string zone_row(const NeededRecord&);

// there; own: its owner's own words do the same (seen_records.h); other: the kind is there and says something else; missing; unknown: the DNS
// does not say.
enum class Presence : std::uint8_t { there, own, other, missing, unknown };
std::string_view name(Presence);
// But for `own`: it asks nobody.
Presence presence(const NeededRecord&, const dns::Answer&);
// What is there of the same kind, as in a zone file: no more and no longer than can be shown, whatever a stranger's zone has.
std::vector<std::string> published(const NeededRecord&, const dns::Answer&);

}  // namespace postern::admin
