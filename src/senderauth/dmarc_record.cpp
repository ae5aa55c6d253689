// dmarc-record = dmarc-version *(dmarc-sep dmarc-tag) [dmarc-sep] *WSP
#include "senderauth/dmarc_record.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "senderauth/tag_list.h"

namespace postern::senderauth {
namespace {

constexpr std::array kPolicies{DmarcPolicy::none, DmarcPolicy::quarantine, DmarcPolicy::reject};

std::optional<DmarcPolicy> policy_of(std::string_view value) {
  for (const auto policy : kPolicies)
    if (equal_nocase(value, name(policy))) return policy;
  return {};
}

// dmarc-uri = URI; of those with a scheme that we can serve. "!10m" behind one is obsolete.
std::vector<std::string> mail_addresses(std::string_view value) {
  constexpr std::string_view kScheme = "mailto:";
  std::vector<std::string> all;
  for (const auto& uri : split_value(value, ',')) {
    if (!starts_nocase(uri, kScheme)) continue;
    const auto address = std::string_view(uri).substr(kScheme.size(), uri.find_first_of("!?") - kScheme.size());
    const auto at = address.find('@');
    const bool usable =
        at != address.npos && at > 0 && at + 1 < address.size() && address.find_first_of(" \t<>\"") == address.npos;
    if (usable && all.size() < kMostReportAddresses) all.emplace_back(address);
  }
  return all;
}

// What is wrong in a tag other than a policy falls back to its default (RFC 7489 §6.3); false for a policy that is none.
bool read_tag(std::string_view tag, std::string_view value, DmarcRecord& record) {
  if (tag == "p" || tag == "sp" || tag == "np") {
    const auto policy = policy_of(value);
    if (!policy) return false;
    if (tag == "p") record.policy = *policy;
    if (tag == "sp") record.subdomains = policy;
    if (tag == "np") record.unknown_subdomains = policy;
  }
  if (tag == "adkim" && equal_nocase(value, "s")) record.dkim = Alignment::strict;
  if (tag == "aspf" && equal_nocase(value, "s")) record.spf = Alignment::strict;
  if (tag == "t") record.testing = equal_nocase(value, "y");
  if (tag == "psd" && equal_nocase(value, "y")) record.public_suffix = PublicSuffixFlag::yes;
  if (tag == "psd" && equal_nocase(value, "n")) record.public_suffix = PublicSuffixFlag::no;
  if (tag == "rua") record.aggregate_reports = mail_addresses(value);
  if (tag == "ruf") record.failure_reports = mail_addresses(value);
  if (tag == "fo") record.failure_options = value;
  return true;
}

std::pair<std::string, std::string_view> tag_and_value(std::string_view spec) {
  const auto equals = std::min(spec.find('='), spec.size());
  return {to_lower(trim(spec.substr(0, equals))), trim(spec.substr(std::min(equals + 1, spec.size())))};
}

}  // namespace

std::string_view name(DmarcPolicy policy) {
  switch (policy) {
    case DmarcPolicy::none: return "none";
    case DmarcPolicy::quarantine: return "quarantine";
    case DmarcPolicy::reject: return "reject";
  }
  return "none";
}

std::optional<DmarcRecord> parse_dmarc_record(std::string_view text) {
  DmarcRecord record;
  bool first = true, policies_good = true;
  for (const auto& spec : split_value(text, ';')) {
    const auto [tag, value] = tag_and_value(spec);
    if (first && (tag != "v" || value != "DMARC1")) return {};
    if (!first && !read_tag(tag, value, record)) policies_good = false;
    first = false;
  }
  if (first) return {};
  if (policies_good) return record;
  // RFC 7489 §6.6.3, RFC 9989 §4.10.1: with somebody to tell, as if p=none; else as if there were no record.
  if (record.aggregate_reports.empty()) return {};
  record.policy = DmarcPolicy::none;
  record.subdomains = record.unknown_subdomains = {};
  return record;
}

}  // namespace postern::senderauth
