// One message that was judged, as a report on it.   RFC 9990 §3
// Promises: pure; a message that brings a report, or whose author has no record, gives none: no report is the reason for the next one.
#pragma once
#include <optional>

#include "reports/collected.h"
#include "reports/dmarc_report.h"
#include "senderauth/origin.h"

namespace postern::reports {

// What was done with it.
enum class Applied : std::uint8_t { taken, refused, vouched_for };  // vouched_for: its policy was not applied, for an ARC chain

struct Judged {
  const senderauth::Origin& origin;
  const senderauth::OriginQuery& query;
  const mime::Message& message;
  Applied applied = Applied::taken;
};

struct DmarcNote {
  std::string domain;  // where the record stands
  DmarcReport report;
};
std::optional<DmarcNote> note_of(const Judged&);

}  // namespace postern::reports
