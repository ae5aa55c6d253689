// What to bind at start, known before the store is open (docs/decisions/0004-listeners-before-store.md).
#pragma once
#include "app/boot.h"
#include "app/settings.h"

namespace postern::app {

// Atomically replaces bindings.json by the listeners of these settings.
Result<void> write_bindings(const Boot&, const NetSettings&);

// The listeners of the last change; the shipped ones when there is no file. The file belongs to the server's user, so it is read with the
// suspicion due to a stranger's: at most 64 KiB, through the same checks as the setting, and nothing but ports is opened because of it.
NetSettings read_bindings(const Boot&);

}  // namespace postern::app
