// Authentication-Results (RFC 8601): what was found, written for those behind us; and what others wrote in our name, found out.
// Use: auto payload = results_payload("mx.example", {result_of(spf), ...}); field = authentication_results(payload);
//      the same payload goes into ARC-Authentication-Results.
// Promises: whatever strangers put into a domain, local part or reason stays inside its place: it cannot end the field or add a result.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ip_address.h"
#include "mime/message.h"
#include "senderauth/arc.h"
#include "senderauth/dkim_verify.h"
#include "senderauth/dmarc.h"
#include "senderauth/iprev.h"
#include "senderauth/outcome.h"
#include "senderauth/spf.h"

namespace postern::senderauth {

struct MethodResult {
  std::string method;  // "spf", "dkim", ...
  Outcome outcome = Outcome::none;
  std::string reason;   // for people; empty: none is written
  std::string comment;  // likewise, in parentheses behind the result
  std::vector<std::pair<std::string, std::string>>
      properties;  // "smtp.mailfrom" and its value, those with an empty value left out
};

// `sender` is the reverse-path, empty for the null one: then HELO was judged.
MethodResult result_of(const SpfVerdict&, std::string_view sender);
MethodResult result_of(const DkimVerdict&);
MethodResult result_of(const DmarcVerdict&);
MethodResult result_of(const ArcVerdict&);
MethodResult result_of(const IprevVerdict&, const IpAddress&);

// authserv-id and results, folded; "none" when there are no results.
std::string results_payload(std::string_view authserv_id, std::span<const MethodResult>);
std::string authentication_results(std::string_view payload);  // the field, with CRLF

// The authserv-id of a field's value in lower case, without comments and quotes; empty when there is none to be read.
std::string authserv_id_of(std::string_view value);

// Whether a payload has this result for the method, behind its authserv-id; what is in quotes and comments does not count.
bool says(std::string_view payload, std::string_view method, Outcome);

// Whether the value of such a field claims to be ours, or cannot be read: then it may be taken for ours by others.
bool claims_to_be_of(std::string_view value, std::string_view authserv_id);

// The Authentication-Results fields that claim to be ours, and those that cannot be read, as indices into Message::fields: they are taken out
// of whatever comes in from outside (§5).
std::vector<std::size_t> results_to_remove(const mime::Message&, std::string_view authserv_id);
// What our own fields on a message say, as one payload, for ARC (RFC 8617 §4.1.1); empty when there is none.
std::string combined_results(const mime::Message&, std::string_view authserv_id);

}  // namespace postern::senderauth
