// A row an hour in the store, and what is to be added to it in memory.
#include "counts/counts.h"

#include "base/codec.h"
#include "counts/rows.h"
#include "kv/key_range.h"

namespace postern::counts {
namespace {

constexpr std::string_view kHours = "Ch";  // hour -> Record, in Family::hot

std::string key_of(Hour hour) { return Encoder().raw(kHours).big32(static_cast<std::uint32_t>(hour)).take(); }

Hour hour_in(std::string_view key) {
  Decoder in(key.substr(kHours.size()));
  return in.big32();
}

}  // namespace

void Counts::one(Number number) { cells(hour_of(time_.now()))[number].fetch_add(1, std::memory_order_relaxed); }

std::string Counts::country_of(std::string_view ip) const { return country_of_ ? country_of_(ip) : std::string(); }

void Counts::raise(Hour hour, Number number, std::uint64_t value) {
  auto& cell = cells(hour)[number];
  for (auto before = cell.load(std::memory_order_relaxed); before < value;)
    if (cell.compare_exchange_weak(before, value, std::memory_order_relaxed)) return;
}

void Counts::measure(Number number, std::uint64_t value) { raise(hour_of(time_.now()), number, value); }

Record Counts::take(Hour hour) {
  Record out;
  auto& all = cells(hour);
  for (std::size_t n = 0; n < all.size(); ++n)
    if (all[n].load(std::memory_order_relaxed) != 0)
      out.add(static_cast<Number>(n), all[n].exchange(0, std::memory_order_relaxed));
  return out;
}

void Counts::give_back(Hour hour, const Record& record) {
  for (const auto& [number, value] : record.values) {
    if (is_highest(number))
      raise(hour, number, value);
    else
      cells(hour)[number].fetch_add(value, std::memory_order_relaxed);
  }
}

Task<Result<void>> Counts::write(Hour hour, Record record) {
  kv::Intent intent = [&](kv::Transaction& t) { return add_to_row(t, key_of(hour), record); };
  auto done = co_await kv_.commit(kCountsShard, std::move(intent), kv::Durability::relaxed);
  if (!done) give_back(hour, record);
  co_return done;
}

// The hour before has what came since the last call, and what somebody added who looked at the clock just before it ended.
Task<Result<void>> Counts::write() {
  const auto now = hour_of(time_.now());
  for (const auto hour : {now - 1, now}) {
    auto record = take(hour);
    if (record.values.empty()) continue;
    auto written = co_await write(hour, std::move(record));
    if (!written) co_return written;
  }
  co_return co_await of_domains_.write();
}

Task<Result<void>> Counts::sweep(std::vector<DomainId> there) {
  const auto first = hour_of(time_.now() - kKept);
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    t.erase_range(kv::Family::hot, key_of(0), key_of(first));
    return {};
  };
  auto done = co_await kv_.commit(kCountsShard, std::move(intent), kv::Durability::relaxed, kv::Purpose::shrink);
  if (!done) co_return done;
  co_return co_await of_domains_.sweep(std::move(there));
}

Task<Result<std::vector<Record>>> Counts::read(Hour first, Hour last) {
  std::vector<Record> out(last < first ? 0 : static_cast<std::size_t>(last - first + 1));
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    if (auto record = decode_record(value)) out[static_cast<std::size_t>(hour_in(key) - first)] = std::move(*record);
    return true;
  };
  if (out.empty()) co_return out;
  auto scanned = co_await kv_.scan(kv::Family::hot, key_of(first), key_of(last + 1), std::move(visit), {.once = true});
  if (!scanned) co_return pass_on(scanned);
  const auto now = hour_of(time_.now());
  for (const auto hour : {now - 1, now}) {
    if (hour < first || hour > last) continue;
    const auto& all = cells(hour);
    for (std::size_t n = 0; n < all.size(); ++n)
      out[static_cast<std::size_t>(hour - first)].add(static_cast<Number>(n), all[n].load(std::memory_order_relaxed));
  }
  co_return out;
}

}  // namespace postern::counts
