// Records of what was set in many domains at once.
#include "admin/propagations.h"

#include <algorithm>

#include "admin/numbered_rows.h"
#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr NumberedRows kRows("P/", Propagations::kKept);
constexpr std::uint8_t kVersion = 1;

}  // namespace

std::string encode(const Propagation& p) {
  Encoder out;
  out.u8(kVersion).bytes(p.by.name).zigzag(p.by.at.ms).varint(p.rows.size());
  for (const auto& row : p.rows)
    out.varint(row.domain.value).bytes(row.name).bytes(row.setting).bytes(row.before).bytes(row.after);
  return out.take();
}

Result<Propagation> decode_propagation(std::uint64_t number, std::string_view bytes) {
  Decoder in(bytes);
  Propagation out{.number = number, .by = {}, .rows = {}};
  const bool known = in.u8() == kVersion;
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

Task<Result<std::uint64_t>> Propagations::add(Propagation p) {
  std::uint64_t number = 0;
  const auto row = encode(p);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto added = kRows.add(in, row);
    if (!added) return pass_on(added);
    number = *added;
    return {};
  };
  auto written = co_await kv_.commit(NumberedRows::kShard, std::move(write));
  if (!written) co_return pass_on(written);
  co_return number;
}

Task<Result<std::vector<Propagation>>> Propagations::list() {
  auto rows = co_await kRows.list(kv_);
  if (!rows) co_return pass_on(rows);
  std::vector<Propagation> out;
  for (const auto& [number, bytes] : *rows) {
    auto one = decode_propagation(number, bytes);
    if (!one) co_return pass_on(one);
    out.push_back(std::move(*one));
  }
  co_return out;
}

Task<Result<Propagation>> Propagations::find(std::uint64_t number) {
  auto all = co_await list();
  if (!all) co_return pass_on(all);
  const auto at = std::ranges::find(*all, number, &Propagation::number);
  if (at == all->end())
    co_return fail(Failure::not_found, "There is no such propagation: postern domain propagations lists them");
  co_return std::move(*at);
}

}  // namespace postern::admin
