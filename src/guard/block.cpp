// Stored form of blocks.
#include "guard/block.h"

#include <algorithm>

#include "base/ip_network_codec.h"

namespace postern::guard {
namespace {

constexpr std::uint8_t kVersion = 2;
constexpr std::uint64_t kMostEarlier = 1000;

bool same(const Mark& a, const Mark& b) {
  return a.second == b.second && a.who == b.who && a.credential == b.credential && a.score == b.score;
}

}  // namespace

bool operator==(const Block& a, const Block& b) {
  return a.network == b.network && a.account == b.account && a.first == b.first && a.rule == b.rule && a.kind == b.kind &&
         a.action == b.action && a.services == b.services && a.since == b.since && a.until == b.until && a.delay == b.delay &&
         a.sum == b.sum && std::ranges::equal(a.marks, b.marks, same) && a.earlier == b.earlier &&
         a.description == b.description;
}

std::string encode(const Block& b) {
  Encoder out;
  out.u8(kVersion);
  put(out, b.network);
  out.varint(b.account.value)
      .bytes(b.rule)
      .u8(static_cast<std::uint8_t>(b.kind))
      .u8(static_cast<std::uint8_t>(b.action))
      .varint(b.services.bits)
      .zigzag(b.since.ms)
      .zigzag(b.until.ms)
      .zigzag(b.first.ms)
      .varint(static_cast<std::uint64_t>(b.delay.count()))
      .varint(b.sum);
  const auto marks = std::min(b.marks.size(), Block::kMostMarks);
  out.varint(marks);
  for (std::size_t i = 0; i < marks; ++i)
    out.varint(b.marks[i].second).varint(b.marks[i].who).varint(b.marks[i].credential).varint(b.marks[i].score);
  out.varint(b.earlier.size());
  for (const auto t : b.earlier) out.zigzag(t.ms);
  out.bytes(b.description);
  return out.take();
}

Result<Block> decode_block(std::string_view bytes) {
  const auto refused = [](const char* why) { return fail(Failure::corrupt, "A block cannot be read", why); };
  Decoder in(bytes);
  if (in.u8() != kVersion) return refused("unknown version");
  Block b;
  bool good = true;
  b.network = take_network(in, good);
  b.account = AccountId(in.varint());
  b.rule = in.bytes();
  const auto kind = in.u8(), action = in.u8();
  b.services.bits = static_cast<std::uint32_t>(in.varint());
  b.since.ms = in.zigzag();
  b.until.ms = in.zigzag();
  b.first.ms = in.zigzag();
  b.delay = std::chrono::milliseconds(in.varint() & 0xFFFF'FFFF);
  b.sum = in.varint();
  const auto marks = in.varint();
  if (!good || kind > static_cast<std::uint8_t>(Kind::password_retrieval) ||
      action > static_cast<std::uint8_t>(Action::second_factor) || marks > Block::kMostMarks)
    return refused("malformed record");
  for (std::uint64_t i = 0; i < marks && in.ok(); ++i) {
    Mark m;
    m.second = static_cast<std::uint32_t>(in.varint());
    m.who = static_cast<std::uint32_t>(in.varint());
    m.credential = static_cast<std::uint16_t>(in.varint());
    m.score = static_cast<std::uint16_t>(in.varint());
    b.marks.push_back(m);
  }
  const auto earlier = in.varint();
  if (earlier > kMostEarlier) return refused("malformed record");
  for (std::uint64_t i = 0; i < earlier && in.ok(); ++i) b.earlier.push_back(Time{in.zigzag()});
  b.description = in.bytes();
  if (!in.done()) return refused("malformed record");
  b.kind = static_cast<Kind>(kind);
  b.action = static_cast<Action>(action);
  return b;
}

}  // namespace postern::guard
