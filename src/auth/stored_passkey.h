// A passkey as the directory keeps it, and back.
#pragma once
#include <optional>
#include <string>

#include "auth/webauthn.h"
#include "directory/passkeys.h"

namespace postern::auth {

directory::OwnPasskey to_store(const Passkey&, std::string label, Time added);
// Nothing when what was stored is no key: it opens nothing.
std::optional<Passkey> from_store(const directory::OwnPasskey&);

}  // namespace postern::auth
