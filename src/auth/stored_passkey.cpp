// What of a passkey is written down: its key as algorithm and coordinates.
#include "auth/stored_passkey.h"

#include "base/codec.h"

namespace postern::auth {

directory::OwnPasskey to_store(const Passkey& made, std::string label, Time added) {
  return {.id = made.id,
          .key = Encoder().zigzag(static_cast<int>(made.key.algorithm)).bytes(made.key.x).bytes(made.key.y).take(),
          .counter = made.counter,
          .label = std::move(label),
          .added = added,
          .used = {}};
}

std::optional<Passkey> from_store(const directory::OwnPasskey& kept) {
  Decoder in(kept.key);
  Passkey out{.id = kept.id, .key = {}, .counter = kept.counter};
  const auto algorithm = in.zigzag();
  out.key.x = in.bytes();
  out.key.y = in.bytes();
  const bool known =
      algorithm == static_cast<int>(CoseKey::Algorithm::es256) || algorithm == static_cast<int>(CoseKey::Algorithm::ed25519);
  if (!known || !in.done()) return {};
  out.key.algorithm = static_cast<CoseKey::Algorithm>(algorithm);
  return out;
}

}  // namespace postern::auth
