// Rows of the store: who has been told, and the report as it is written.
#include "reports/collected.h"

#include <algorithm>
#include <memory>

#include "base/codec.h"
#include "kv/key_range.h"
#include "reports/dmarc_report.h"
#include "reports/tls_report.h"

namespace postern::reports {
namespace {

constexpr kv::Family kFamily = kv::Family::hot;
constexpr kv::Shard kShard{0};
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kDayOctets = 10;
constexpr std::size_t kMostTold = 50;

template <class Report>
std::string encode(const typename Collected<Report>::Row& row) {
  Encoder out;
  out.u8(kVersion).varint(row.told.size());
  for (const auto& one : row.told) out.bytes(one);
  return out.bytes(row.report.text()).take();
}

// What cannot be read counts as nothing: it begins anew.
template <class Report>
typename Collected<Report>::Row decode(const std::optional<std::string>& stored) {
  if (!stored) return {};
  Decoder in(*stored);
  const bool good = in.u8() == kVersion;
  std::vector<std::string> told;
  for (auto n = std::min<std::uint64_t>(in.varint(), kMostTold); n > 0 && in.ok(); --n) told.emplace_back(in.bytes());
  auto report = Report::read(in.bytes());
  if (!good || !in.done() || !report) return {};
  return {.report = std::move(*report), .told = std::move(told)};
}

std::uint64_t count_in(const std::optional<std::string>& stored) {
  if (!stored) return 0;
  return Decoder(*stored).varint();
}

}  // namespace

template <class Report>
void Collected<Report>::note(const Subject& subject, const Report& report) {
  unwritten_.with([&](std::map<Subject, Report>& all) {
    const auto at = all.find(subject);
    if (at != all.end())
      at->second.add(report);
    else if (all.size() < kMostUnwritten)
      all.emplace(subject, report);
  });
}

template <class Report>
Result<void> Collected<Report>::add(kv::Transaction& in, const Subject& subject, const Report& report) const {
  auto stored = in.get(kFamily, key_of(subject));
  if (!stored) return pass_on(stored);
  if (!*stored) {
    auto counted = in.get(kFamily, count_key(subject.day));
    if (!counted) return pass_on(counted);
    const auto count = count_in(*counted);
    if (count >= kMostDomains) return {};
    in.put(kFamily, count_key(subject.day), Encoder().varint(count + 1).view());
  }
  auto row = decode<Report>(*stored);
  row.report.add(report);
  in.put(kFamily, key_of(subject), encode<Report>(row));
  return {};
}

template <class Report>
Task<Result<void>> Collected<Report>::flush() {
  const auto all = std::make_shared<const std::map<Subject, Report>>(
      unwritten_.with([](std::map<Subject, Report>& unwritten) { return std::exchange(unwritten, {}); }));
  if (all->empty()) co_return Result<void>{};
  kv::Intent write = [this, all](kv::Transaction& in) -> Result<void> {
    for (const auto& [subject, report] : *all)
      if (auto added = add(in, subject, report); !added) return added;
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write), kv::Durability::relaxed);
}

template <class Report>
Task<Result<std::vector<Subject>>> Collected<Report>::waiting(Day last, std::size_t most, Subject after) {
  const auto found = std::make_shared<std::vector<Subject>>();
  const auto from = after.day.empty() ? prefix_ : key_of(after) + '\0';
  kv::Visitor visit = [found, most, skip = prefix_.size()](std::string_view key, std::string_view) {
    key.remove_prefix(skip);
    found->push_back({Day(key.substr(0, kDayOctets)), std::string(key.substr(std::min(key.size(), kDayOctets + 1)))});
    return found->size() < most;
  };
  auto scanned = co_await kv_.scan(kFamily, from, kv::after(prefix_ + last + " "), std::move(visit));
  if (!scanned) co_return pass_on(scanned);
  co_return std::move(*found);
}

template <class Report>
Task<Result<typename Collected<Report>::Row>> Collected<Report>::row(Subject subject) {
  auto stored = co_await kv_.get(kFamily, key_of(subject));
  if (!stored) co_return pass_on(stored);
  co_return decode<Report>(*stored);
}

template <class Report>
Task<Result<void>> Collected<Report>::note_told(Subject subject, std::vector<std::string> told) {
  kv::Intent write = [this, subject, told = std::move(told)](kv::Transaction& in) -> Result<void> {
    auto stored = in.get(kFamily, key_of(subject));
    if (!stored) return pass_on(stored);
    auto row = decode<Report>(*stored);
    row.told = told;
    if (*stored) in.put(kFamily, key_of(subject), encode<Report>(row));
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write));
}

template <class Report>
Task<Result<void>> Collected<Report>::remove(Subject subject) {
  kv::Intent write = [this, subject](kv::Transaction& in) -> Result<void> {
    auto stored = in.get(kFamily, key_of(subject));
    auto counted = in.get(kFamily, count_key(subject.day));
    if (!stored) return pass_on(stored);
    if (!counted) return pass_on(counted);
    if (!*stored) return {};
    in.erase(kFamily, key_of(subject));
    const auto count = count_in(*counted);
    if (count > 1)
      in.put(kFamily, count_key(subject.day), Encoder().varint(count - 1).view());
    else
      in.erase(kFamily, count_key(subject.day));
    return {};
  };
  co_return co_await kv_.commit(kShard, std::move(write), kv::Durability::synced, kv::Purpose::shrink);
}

template class Collected<TlsReport>;
template class Collected<DmarcReport>;

}  // namespace postern::reports
