// A row a domain and day in the store, and what is to be added to it in memory.
#include "counts/domain_counts.h"

#include <algorithm>
#include <string>

#include "base/codec.h"
#include "counts/rows.h"

namespace postern::counts {
namespace {

constexpr std::string_view kDays = "Cd";  // domain, day -> Record, in Family::hot
constexpr std::size_t kMostAtOnce = 500;  // rows of one commit

std::string key_of(std::uint64_t domain, Day day) {
  return Encoder().raw(kDays).big64(domain).big32(static_cast<std::uint32_t>(day)).take();
}

Day day_in(std::string_view key) {
  Decoder in(key.substr(kDays.size() + sizeof(std::uint64_t)));
  return in.big32();
}

}  // namespace

void DomainCounts::one(Number number, std::string_view address) {
  const auto domain = domain_of_ && address.contains('@') ? domain_of_(address) : std::nullopt;
  if (!domain) return;
  const Place place{*domain, day_of(time_.now())};
  heard_.with([&](All& all) { all[place].add(number, 1); });
}

void DomainCounts::give_back(const All& all) {
  heard_.with([&](All& heard) {
    for (const auto& [place, record] : all) heard[place].add(record);
  });
}

Task<Result<void>> DomainCounts::write() {
  auto rest = heard_.with([](All& all) { return std::exchange(all, {}); });
  while (!rest.empty()) {
    All some;
    while (!rest.empty() && some.size() < kMostAtOnce) some.insert(rest.extract(rest.begin()));
    kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
      for (const auto& [place, record] : some)
        if (auto added = add_to_row(t, key_of(place.first.value, place.second), record); !added) return added;
      return {};
    };
    auto done = co_await kv_.commit(kCountsShard, std::move(intent), kv::Durability::relaxed);
    if (done) continue;
    give_back(some);
    give_back(rest);
    co_return done;
  }
  co_return Result<void>{};
}

// What stands between two that are there is of one that was.
Task<Result<void>> DomainCounts::sweep(std::vector<DomainId> there) {
  std::ranges::sort(there, {}, &DomainId::value);
  const auto first = day_of(time_.now() - kKept);
  kv::Intent intent = [&](kv::Transaction& t) -> Result<void> {
    std::uint64_t next = 0;
    for (const auto domain : there) {
      t.erase_range(kv::Family::hot, key_of(next, 0), key_of(domain.value, first));
      next = domain.value + 1;
    }
    t.erase_range(kv::Family::hot, key_of(next, 0), key_of(UINT64_MAX, 0));
    return {};
  };
  co_return co_await kv_.commit(kCountsShard, std::move(intent), kv::Durability::relaxed, kv::Purpose::shrink);
}

Task<Result<std::vector<Record>>> DomainCounts::read(DomainId domain, Day first, Day last) {
  std::vector<Record> out(last < first ? 0 : static_cast<std::size_t>(last - first + 1));
  const auto at = [&](Day day) -> Record& { return out[static_cast<std::size_t>(day - first)]; };
  if (out.empty()) co_return out;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    if (auto record = decode_record(value)) at(day_in(key)) = std::move(*record);
    return true;
  };
  auto scanned = co_await kv_.scan(kv::Family::hot, key_of(domain.value, first), key_of(domain.value, last + 1),
                                   std::move(visit), {.once = true});
  if (!scanned) co_return pass_on(scanned);
  heard_.with([&](const All& all) {
    for (auto one = all.lower_bound({domain, first}); one != all.end() && one->first <= Place{domain, last}; ++one)
      at(one->first.second).add(one->second);
  });
  co_return out;
}

}  // namespace postern::counts
