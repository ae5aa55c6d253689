// Chunk bytes: version, then rows. Numbers are varints and absolute, dates are seconds.
#include "store/chunk.h"

#include <algorithm>
#include <limits>

#include "base/codec.h"
#include "store/records.h"

namespace postern::store {
namespace {

constexpr std::uint8_t kChunkVersion = 1;
constexpr std::int64_t kMaxSeconds = 2'000'000'000'000;  // between two dates that seconds() gives

std::uint8_t low_of(Uid uid) { return static_cast<std::uint8_t>(uid.value & (kChunkUids - 1)); }

// An encoder whose bytes are put behind what is there.
void append_to(std::string& chunk, Encoder row) {
  if (chunk.empty()) chunk += static_cast<char>(kChunkVersion);
  chunk += row.view();
}

// Whole seconds, kept within 30,000 years so that what is written can always be read.
std::int64_t seconds(Time t) {
  constexpr std::int64_t kFar = 1'000'000'000'000'000;
  return Time{std::clamp(t.ms, -kFar, kFar)}.seconds();
}

// A date relative to another one, or nothing sensible when the bytes are not ours.
bool add_seconds(Decoder& in, std::int64_t base, std::int64_t& out) {
  const auto delta = in.zigzag();
  if (delta > kMaxSeconds || delta < -kMaxSeconds) return false;
  out = base + delta;
  return true;
}

}  // namespace

void append_row(std::string& chunk, const Row& row) {
  Encoder out;
  out.u8(low_of(row.uid)).varint(row.number.value).varint(row.flags).varint(row.modseq.value);
  append_to(chunk, std::move(out));
}

void push_row(Chunk& chunk, const Row& row) {
  chunk.low.push_back(low_of(row.uid));
  chunk.numbers.push_back(row.number.value);
  chunk.flags.push_back(row.flags);
  chunk.modseqs.push_back(row.modseq.value);
}

Result<Chunk> decode_chunk(std::uint32_t index, std::string_view bytes) {
  Decoder in(bytes);
  Chunk chunk{.index = index, .low = {}, .numbers = {}, .flags = {}, .modseqs = {}};
  if (in.u8() != kChunkVersion) return damaged("chunk version");
  const std::size_t guess = std::min<std::size_t>(kChunkUids, bytes.size() / 4);
  chunk.low.reserve(guess);
  chunk.numbers.reserve(guess);
  chunk.flags.reserve(guess);
  chunk.modseqs.reserve(guess);
  int before = -1;
  while (in.ok() && !in.at_end()) {
    const auto low = in.u8();
    const auto number = in.varint();
    const Flags flags = in.varint();
    const auto modseq = in.varint();
    if (!in.ok() || low <= before || number > std::numeric_limits<std::uint32_t>::max()) return damaged("chunk row");
    before = low;
    chunk.low.push_back(low);
    chunk.numbers.push_back(static_cast<std::uint32_t>(number));
    chunk.flags.push_back(flags);
    chunk.modseqs.push_back(modseq);
  }
  if (!in.done()) return damaged("chunk end");
  chunk.low.shrink_to_fit();  // nothing to do for a full chunk; a view keeps no slack
  chunk.numbers.shrink_to_fit();
  chunk.flags.shrink_to_fit();
  chunk.modseqs.shrink_to_fit();
  return chunk;
}

std::string encode(const Chunk& chunk) {
  std::string out;
  out.reserve(chunk.size() * 12);
  for (std::uint32_t i = 0; i < chunk.size(); ++i) append_row(out, chunk.row(i));
  return out;
}

void append_fixed(std::string& chunk, Uid uid, const Fixed& f) {
  const auto received = seconds(f.internal_date);
  Encoder out;
  out.u8(low_of(uid)).varint(f.size).zigzag(received).zigzag(seconds(f.saved) - received);
  out.zigzag(seconds(f.sent) - received).varint(f.thread);
  append_to(chunk, std::move(out));
}

Result<FixedChunk> decode_fixed(std::string_view bytes) {
  Decoder in(bytes);
  FixedChunk rows;
  if (in.u8() != kChunkVersion) return damaged("fixed chunk version");
  rows.reserve(std::min<std::size_t>(kChunkUids, bytes.size() / 6));
  int before = -1;
  while (in.ok() && !in.at_end()) {
    FixedRow row{.low = in.u8(), .fixed = {}};
    const auto size = in.varint();
    std::int64_t received = 0, saved = 0, sent = 0;
    const bool dated = add_seconds(in, 0, received) && add_seconds(in, received, saved) && add_seconds(in, received, sent);
    row.fixed.thread = in.varint();
    if (!in.ok() || !dated || row.low <= before || size > std::numeric_limits<std::uint32_t>::max())
      return damaged("fixed row");
    before = row.low;
    row.fixed.size = static_cast<std::uint32_t>(size);
    row.fixed.internal_date = Time{received * 1000};
    row.fixed.saved = Time{saved * 1000};
    row.fixed.sent = Time{sent * 1000};
    rows.push_back(row);
  }
  if (!in.done()) return damaged("fixed chunk end");
  return rows;
}

std::string encode(const FixedChunk& rows, std::uint32_t index) {
  std::string out;
  for (const auto& r : rows) append_fixed(out, Uid((index << 8) | r.low), r.fixed);
  return out;
}

const Fixed* find(const FixedChunk& rows, std::uint8_t low) {
  const auto at = std::lower_bound(rows.begin(), rows.end(), low, [](const FixedRow& r, std::uint8_t l) { return r.low < l; });
  return at != rows.end() && at->low == low ? &at->fixed : nullptr;
}

}  // namespace postern::store
