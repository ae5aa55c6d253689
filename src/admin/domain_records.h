// The records that a domain needs in the DNS, and whether an answer has them.
#pragma once
#include <string>
#include <vector>

#include "directory/records.h"
#include "dns/answers.h"
#include "signing/domain_keys.h"

namespace postern::admin {

struct NeededRecord {
  std::string name;  // without a final dot
  dns::Type type = dns::Type::txt;
  std::string value;             // as in a zone file
  std::string purpose;           // "SPF", "DKIM", ...
  dns::Record record;            // the same, as an answer has it
  std::string_view begins = {};  // of a text: the one that begins so is of this kind, whatever else it says
};

std::vector<NeededRecord> needed_records(const directory::Domain&, const std::string& host, const signing::DomainKeys&);
// "name. TYPE value"
std::string zone_row(const NeededRecord&);

// there; other: the kind is there and says something else; missing; unknown: the DNS does not say.
enum class Presence : std::uint8_t { there, other, missing, unknown };
std::string_view name(Presence);
Presence presence(const NeededRecord&, const dns::Answer&);

}  // namespace postern::admin
