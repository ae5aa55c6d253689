// A row: a version, and then for each series how far its number is from the one before, and its value.
#include "counts/record.h"

#include <algorithm>

#include "base/codec.h"

namespace postern::counts {
namespace {

constexpr std::uint8_t kRecordVersion = 1;

constexpr std::uint64_t sum(std::uint64_t a, std::uint64_t b) { return b > UINT64_MAX - a ? UINT64_MAX : a + b; }

}  // namespace

void Record::add(Number number, std::uint64_t value) {
  if (value == 0) return;
  auto& kept = values[number];
  kept = is_highest(number) ? std::max(kept, value) : sum(kept, value);
}

void Record::add(const Record& other) {
  for (const auto& [number, value] : other.values) add(number, value);
}

std::string encode(const Record& record) {
  Encoder out;
  out.u8(kRecordVersion);
  std::uint64_t before = 0;
  for (const auto& [number, value] : record.values) {
    out.varint(number - before).varint(value);
    before = number;
  }
  return out.take();
}

std::optional<Record> decode_record(std::string_view stored) {
  Decoder in(stored);
  if (in.u8() != kRecordVersion) return {};
  Record out;
  std::uint64_t number = 0;
  while (in.ok() && !in.at_end()) {
    const auto further = in.varint(), value = in.varint();
    if (further == 0 || further >= kMostSeries || value == 0) return {};
    number += further;
    if (number >= kMostSeries) return {};
    out.values.emplace_hint(out.values.end(), static_cast<Number>(number), value);
  }
  if (!in.done()) return {};
  return out;
}

}  // namespace postern::counts
