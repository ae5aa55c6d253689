// Putting together what was counted.
#include "reports/dmarc_report.h"

#include <algorithm>
#include <tuple>

namespace postern::reports {
namespace {

bool is_same(const DmarcRow& a, const DmarcRow& b) {
  const auto key = [](const DmarcRow& r) {
    return std::tie(r.source, r.disposition, r.dkim, r.spf, r.header_from, r.envelope_from, r.envelope_to, r.reasons,
                    r.dkim_results, r.spf_results);
  };
  return key(a) == key(b);
}

}  // namespace

void DmarcReport::add(const DmarcReport& other) {
  published = other.published;
  left_out += other.left_out;
  for (const auto& row : other.rows) {
    const auto at = std::ranges::find_if(rows, [&](const auto& one) { return is_same(one, row); });
    if (at != rows.end())
      at->count += row.count;
    else if (rows.size() < kMostRows)
      rows.push_back(row);
    else
      left_out += row.count;
  }
}

}  // namespace postern::reports
