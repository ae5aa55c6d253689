// Any octets as an aggregate report: what is taken, and what is written of it.
#include <cstdlib>

#include "reports/dmarc_report.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::reports;
  const auto report = DmarcReport::read({reinterpret_cast<const char*>(data), size});
  if (!report) return 0;
  if (report->rows.size() > kMostRows || report->end < report->begin) std::abort();
  for (const auto& row : report->rows)
    if (row.dkim_results.size() > kMostResults || row.reasons.size() > kMostReasons) std::abort();
  const auto again = DmarcReport::read(report->text());
  if (!again || again->rows.size() != report->rows.size() || again->left_out != report->left_out) std::abort();
  auto both = *report;
  both.add(*report);
  if (both.rows.size() > report->rows.size()) std::abort();
  return 0;
}
