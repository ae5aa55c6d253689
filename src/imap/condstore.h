// Switches CONDSTORE on: by ENABLE, or by the first command that shows a client understands it (RFC 7162 §3.1).
#pragma once
#include "imap/context.h"

namespace postern::imap {

// With a mailbox selected its HIGHESTMODSEQ is told at once.
void enable_condstore(Context&);

}  // namespace postern::imap
