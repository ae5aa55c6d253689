// Rows of the store: a report packed, under its domain and the day on which it ends.
#include "reports/received.h"

#include <memory>
#include <optional>

#include "base/codec.h"
#include "kv/key_range.h"
#include "reports/day.h"
#include "reports/dmarc_report.h"
#include "reports/feedback_report.h"
#include "reports/packing.h"
#include "reports/tls_report.h"

namespace postern::reports {
namespace {

constexpr kv::Family kKept = kv::Family::meta;
constexpr kv::Shard kAllDomains{0};

std::uint64_t kept_in(const std::optional<std::string>& stored) { return stored ? Decoder(*stored).varint() : 0; }

}  // namespace

// Makes room for it among those of the domain.
template <class Report>
Result<void> Received<Report>::put(kv::Transaction& in, const std::string& domain, const std::string& key,
                                   const std::string& row) const {
  auto there = in.get(kKept, key);
  auto counted = in.get(kKept, count_key(domain));
  if (!there) return pass_on(there);
  if (!counted) return pass_on(counted);
  auto count = kept_in(*counted);
  in.put(kKept, key, row);
  if (*there) return {};
  if (count < kMostReceived) {
    in.put(kKept, count_key(domain), Encoder().varint(count + 1).view());
    return {};
  }
  std::string oldest;
  const auto take_first = [&](std::string_view found, std::string_view) {
    oldest = found;
    return false;
  };
  const auto from = begin_of(domain);
  auto scanned = in.scan(kKept, from, kv::after(from), take_first);
  if (scanned && !oldest.empty()) in.erase(kKept, oldest);
  return scanned;
}

template <class Report>
Task<Result<void>> Received<Report>::keep(std::string domain, const Report& report) {
  auto row = gzip(report.text());
  if (row.size() > kLargestReceived) co_return fail(Failure::too_large, "The report is larger than it may be");
  auto key = begin_of(domain) + day_of(report.end) + " " + report.organization + " " + report.id;
  kv::Intent write = [this, domain = std::move(domain), key = std::move(key), row = std::move(row)](kv::Transaction& in) {
    return put(in, domain, key, row);
  };
  co_return co_await kv_.commit(kAllDomains, std::move(write));
}

template <class Report>
Task<Result<std::vector<Report>>> Received<Report>::list(std::string domain, std::size_t most) {
  const auto rows = std::make_shared<std::vector<std::string>>();
  const auto from = begin_of(domain);
  kv::Visitor visit = [rows, most](std::string_view, std::string_view row) {
    rows->emplace_back(row);
    return rows->size() < most;
  };
  auto scanned = co_await kv_.scan(kKept, from, kv::after(from), std::move(visit), {.reverse = true, .once = true});
  if (!scanned) co_return pass_on(scanned);
  std::vector<Report> out;
  for (const auto& row : *rows) {
    const auto text = unpack(row, kv::kLargestValue);
    auto report = text ? Report::read(*text) : fail(Failure::corrupt, "A report cannot be unpacked");
    if (report) out.push_back(std::move(*report));
  }
  co_return out;
}

template class Received<TlsReport>;
template class Received<DmarcReport>;
template class Received<FeedbackReport>;

}  // namespace postern::reports
