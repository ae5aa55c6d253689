// Any octets as a report on TLS: what is taken, and what is written of it.
#include <cstdlib>

#include "reports/day.h"
#include "reports/tls_report.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::reports;
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  if (const auto day = parse_day(in); day && day_of(begin_of(*day)) != *day) std::abort();
  const auto report = TlsReport::read(in);
  if (!report) return 0;
  if (report->policies.size() > kMostPolicies || report->end < report->begin) std::abort();
  for (const auto& policy : report->policies)
    if (policy.details.size() > kMostDetails || policy.text.size() > kMostLines) std::abort();
  const auto again = TlsReport::read(report->text());
  if (!again || again->policies.size() != report->policies.size() || again->id != report->id) std::abort();
  auto both = *report;
  both.add(*report);
  if (both.policies.size() > kMostPolicies) std::abort();
  return 0;
}
