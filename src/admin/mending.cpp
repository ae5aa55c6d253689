// The record of a mending.
#include "admin/mending.h"

#include <array>

#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr std::uint8_t kMendingVersion = 1;
constexpr std::array<std::string_view, 3> kNames{"setting", "domain", "mode"};

}  // namespace

std::string_view name(Mending::What what) { return kNames[static_cast<std::size_t>(what)]; }

std::string encode(const Mending& m) {
  Encoder out;
  out.u8(kMendingVersion).bytes(m.by.name).zigzag(m.by.at.ms).varint(m.rows.size());
  for (const auto& row : m.rows) {
    out.u8(static_cast<std::uint8_t>(row.what)).varint(row.domain.value).bytes(row.of).bytes(row.setting);
    out.bytes(row.before).bytes(row.after);
  }
  return out.take();
}

Result<Mending> Mending::decode(std::uint64_t number, std::string_view bytes) {
  Decoder in(bytes);
  Mending out{.number = number, .by = {}, .rows = {}};
  bool known = in.u8() == kMendingVersion;
  out.by.name = in.bytes();
  out.by.at = Time{in.zigzag()};
  for (auto left = in.varint(); left > 0 && in.ok() && known; --left) {
    auto& row = out.rows.emplace_back();
    const auto what = in.u8();
    known = what < kNames.size();
    row.what = static_cast<What>(what);
    row.domain = DomainId(in.varint());
    row.of = in.bytes();
    row.setting = in.bytes();
    row.before = in.bytes();
    row.after = in.bytes();
  }
  if (!known || !in.done()) return fail(Failure::corrupt, "What was mended cannot be read");
  return out;
}

}  // namespace postern::admin
