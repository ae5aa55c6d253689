// Records of what was set in many domains at once.
#include "admin/propagations.h"

#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr std::uint8_t kPropagationVersion = 1;

}  // namespace

std::string encode(const Propagation& p) {
  Encoder out;
  out.u8(kPropagationVersion).bytes(p.by.name).zigzag(p.by.at.ms).varint(p.rows.size());
  for (const auto& row : p.rows)
    out.varint(row.domain.value).bytes(row.name).bytes(row.setting).bytes(row.before).bytes(row.after);
  return out.take();
}

Result<Propagation> Propagation::decode(std::uint64_t number, std::string_view bytes) {
  Decoder in(bytes);
  Propagation out{.number = number, .by = {}, .rows = {}};
  const bool known = in.u8() == kPropagationVersion;
  out.by.name = in.bytes();
  out.by.at = Time{in.zigzag()};
  for (auto left = in.varint(); left > 0 && in.ok(); --left) {
    auto& row = out.rows.emplace_back();
    row.domain = DomainId(in.varint());
    row.name = in.bytes();
    row.setting = in.bytes();
    row.before = in.bytes();
    row.after = in.bytes();
  }
  if (!known || !in.done()) return fail(Failure::corrupt, "What was propagated cannot be read");
  return out;
}

}  // namespace postern::admin
