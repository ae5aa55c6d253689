// From verdicts to the words of reports.
#include "reports/dmarc_row.h"

#include "base/text.h"
#include "reports/intake.h"

namespace postern::reports {
namespace {

using senderauth::DmarcPolicy, senderauth::DmarcRecord, senderauth::Outcome;

std::string text(std::string_view word) { return std::string(word); }

std::string text(senderauth::Alignment alignment) { return alignment == senderauth::Alignment::strict ? "s" : "r"; }

std::string text(const std::optional<DmarcPolicy>& policy) { return policy ? text(name(*policy)) : std::string(); }

PublishedPolicy published(const dns::Name& domain, const DmarcRecord& record) {
  return {.domain = domain.text(),
          .p = text(name(record.policy)),
          .sp = text(record.subdomains),
          .np = text(record.unknown_subdomains),
          .adkim = text(record.dkim),
          .aspf = text(record.spf),
          .testing = record.testing ? "y" : "n",
          .fo = record.failure_options,
          .discovery = "treewalk"};
}

std::string disposition(const Judged& judged) {
  const auto& dmarc = judged.origin.dmarc;
  if (judged.applied == Applied::refused) return "reject";
  if (dmarc.outcome == Outcome::pass) return "pass";
  // What asks for a refusal and was taken all the same has been let through.
  return dmarc.disposition == DmarcPolicy::quarantine ? "quarantine" : "none";
}

std::string domain_of(std::string_view sender) {
  const auto at = sender.rfind('@');
  return at == sender.npos ? std::string() : to_lower(sender.substr(at + 1));
}

DmarcRow row_of(const Judged& judged) {
  const auto& origin = judged.origin;
  DmarcRow row{.source = judged.query.ip ? judged.query.ip->text() : std::string(),
               .count = 1,
               .disposition = disposition(judged),
               .dkim = origin.dmarc.dkim_aligned ? "pass" : "fail",
               .spf = origin.dmarc.spf_aligned ? "pass" : "fail"};
  if (judged.applied == Applied::vouched_for) row.reasons.push_back({"trusted_forwarder", "a chain of ARC seals"});
  if (judged.applied == Applied::taken && origin.dmarc.disposition == DmarcPolicy::reject)
    row.reasons.push_back({"local_policy", "DMARC is noted here, and refuses nothing"});
  row.header_from = origin.dmarc.author.text();
  row.envelope_from = domain_of(judged.query.sender);
  for (const auto& one : origin.dkim)
    if (row.dkim_results.size() < kMostResults && !one.domain.empty())
      row.dkim_results.push_back(
          {.domain = one.domain, .selector = one.selector, .result = text(name(one.outcome)), .words = one.reason});
  if (origin.spf)
    row.spf_results.push_back({.domain = origin.spf->domain,
                               .scope = judged.query.sender.empty() ? "helo" : "mfrom",
                               .result = text(name(origin.spf->outcome))});
  return row;
}

}  // namespace

std::optional<DmarcNote> note_of(const Judged& judged) {
  const auto& dmarc = judged.origin.dmarc;
  const bool known = dmarc.outcome == Outcome::pass || dmarc.outcome == Outcome::fail;
  if (!known || !dmarc.record || dmarc.record->aggregate_reports.empty() || dmarc.policy_domain.is_root()) return {};
  if (judged.query.sender.empty() && may_carry_report(judged.message)) return {};
  DmarcNote out{.domain = dmarc.policy_domain.text(), .report = {}};
  out.report.published = published(dmarc.policy_domain, *dmarc.record);
  out.report.rows.push_back(row_of(judged));
  return out;
}

}  // namespace postern::reports
