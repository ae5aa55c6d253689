// Encoding of passkeys, version 1.
#include "directory/passkeys.h"

#include <algorithm>

#include "directory/fields.h"

namespace postern::directory {
namespace {

constexpr std::uint8_t kPasskeysVersion = 1;

}  // namespace

OwnPasskey* Passkeys::find(std::string_view id) {
  const auto at = std::ranges::find(list, id, &OwnPasskey::id);
  return at == list.end() ? nullptr : &*at;
}

std::string encode(const Passkeys& all) {
  Encoder out;
  out.u8(kPasskeysVersion).varint(all.list.size());
  for (const auto& p : all.list)
    out.bytes(p.id).bytes(p.key).varint(p.counter).bytes(p.label).zigzag(p.added.ms).zigzag(p.used.ms);
  return out.take();
}

Result<Passkeys> decode_passkeys(std::string_view stored) {
  Decoder in(stored);
  bool good = in.u8() == kPasskeysVersion;
  Passkeys all;
  for (auto n = count(in, kMostPasskeys, good); good && n > 0; --n) {
    OwnPasskey p;
    p.id = in.bytes();
    p.key = in.bytes();
    p.counter = static_cast<std::uint32_t>(count(in, UINT32_MAX, good));
    p.label = in.bytes();
    p.added = {in.zigzag()};
    p.used = {in.zigzag()};
    good = good && in.ok() && !p.id.empty();
    all.list.push_back(std::move(p));
  }
  if (!good || !in.done()) return damaged("passkeys");
  return all;
}

}  // namespace postern::directory
