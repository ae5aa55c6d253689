// What to bind at start, known before the store is open (docs/decisions/0004-listeners-before-store.md).
#pragma once
#include "app/boot.h"
#include "app/settings.h"

namespace postern::app {

// Atomically replaces bindings.json by the places of these listeners, unless it says so already.
Result<void> note_bindings(const Boot&, const NetSettings&);

// The places of the last change; those of the shipped listeners when there is no file, or a damaged one. The file belongs to the
// server's user, so root reads it with the suspicion due to a stranger's: a plain file of at most 64 KiB, addresses and ports
// that pass the checks of the setting, and nothing but listening happens because of it.
Bindings read_bindings(const Boot&);

// The same for TCP ports of others that settings name (reach.json): which the sandbox lets the server connect to is settled before they can
// be read. At most kMostReach.
inline constexpr std::size_t kMostReach = 16;
Result<void> note_reach(const Boot&, const std::vector<std::uint16_t>& ports);
std::vector<std::uint16_t> read_reach(const Boot&);

}  // namespace postern::app
