// Operations on aggregate reports (RFC 9990): who sends in the name of our domains, as others see it; and what we tell others.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "admin/nouns.h"
#include "admin/sending.h"
#include "admin/words.h"
#include "admin/world.h"
#include "reports/day.h"
#include "reports/reports.h"

namespace postern::admin {
namespace on_dmarc {
namespace {

constexpr std::size_t kMostReports = 500;
constexpr std::size_t kMostSources = 10'000;

// All reports on messages of one source that came out alike.
struct Source {
  std::uint64_t messages = 0;
  Time first, last;
  std::set<std::string> reporters, signers;
};
// Where they came from, the domain in From, DKIM, SPF, what was done.
using Alike = std::tuple<std::string, std::string, std::string, std::string, std::string>;

void add(std::map<Alike, Source>& all, const reports::DmarcReport& report, const reports::DmarcRow& row) {
  const Alike alike{row.source, row.header_from, row.dkim, row.spf, row.disposition};
  if (all.size() >= kMostSources && !all.contains(alike)) return;
  const bool is_first = !all.contains(alike);
  auto& source = all[alike];
  source.messages += row.count;
  source.first = is_first ? report.begin : std::min(source.first, report.begin);
  source.last = std::max(source.last, report.end);
  source.reporters.insert(report.organization);
  for (const auto& one : row.dkim_results)
    if (one.result == "pass") source.signers.insert(one.domain);
}

json::value row_of(const Alike& alike, const Source& source) {
  const auto& [address, from, dkim, spf, disposition] = alike;
  return {{"source", address},
          {"messages", source.messages},
          {"passed", dkim == "pass" || spf == "pass"},
          {"dkim", dkim},
          {"spf", spf},
          {"disposition", disposition},
          {"from", from},
          {"signed_by", texts(source.signers)},
          {"reported_by", texts(source.reporters)},
          {"first", reports::time_text(source.first)},
          {"last", reports::time_text(source.last)}};
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "domain");
  if (!domain) co_return pass_on(domain);
  auto all = co_await world.reports.dmarc_about_us.list((*domain)->name.ascii(), kMostReports);
  if (!all) co_return pass_on(all);
  std::map<Alike, Source> sources;
  for (const auto& report : *all)
    for (const auto& row : report.rows) add(sources, report, row);
  std::vector<std::pair<Alike, Source>> sorted(sources.begin(), sources.end());
  const auto by_messages = [](const auto& one) { return std::tuple(UINT64_MAX - one.second.messages, one.first); };
  std::ranges::sort(sorted, {}, by_messages);
  json::array out;
  for (const auto& [alike, source] : sorted) out.push_back(row_of(alike, source));
  co_return out;
}

Task<Result<json::value>> complaints(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "domain");
  if (!domain) co_return pass_on(domain);
  auto all = co_await world.reports.complaints.list((*domain)->name.ascii(), kMostReports);
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& one : *all)
    out.push_back({{"at", reports::time_text(one.end)},
                   {"kind", one.type},
                   {"reported_by", one.organization},
                   {"source", one.source},
                   {"mail_from", one.mail_from},
                   {"from", one.from},
                   {"subject", one.subject},
                   {"message", one.message_id},
                   {"failure", one.auth_failure},
                   {"incidents", one.incidents}});
  co_return out;
}

Task<Result<json::value>> send(World& world, const Call& call) { return send_reports(world, call, ReportKind::dmarc); }

constexpr std::array kDomain{Argument{"domain", Kind::text, true, true, "The domain"}};

}  // namespace
}  // namespace on_dmarc

std::span<const Operation> dmarc_operations() {
  using namespace on_dmarc;
  static const std::array operations{
      Operation{"dmarc.reports", "Show who sends in the name of a domain, and what others made of it, most messages first",
                reads(Area::domains).of_domain("domain"), false, kDomain, show, "[DmarcSource]"},
      Operation{"dmarc.complaints", "Show what others complain of: unwanted messages, and single ones whose proof failed",
                reads(Area::domains).of_domain("domain"), false, kDomain, complaints, "[Complaint]"},
      Operation{"dmarc.send", "Send other domains their aggregate reports, as far as they ask for them",
                changes(Area::domains).heavy(), true, kSendArguments, send, "ReportsSent"},
  };
  return operations;
}

}  // namespace postern::admin
