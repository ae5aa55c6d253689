// Switches CONDSTORE on: by ENABLE, or by the first command that shows a client understands it (RFC 7162 §3.1).
#pragma once
#include "imap/context.h"

namespace postern::imap {

// With a mailbox selected its HIGHESTMODSEQ is told at once.
void enable_condstore(Context&);

// "[HIGHESTMODSEQ 5] " for the tagged answer of a command that expunged; nothing without CONDSTORE (RFC 7162 §3.2.7).
Task<std::string> highest_mod_seq_code(const Context&, MailboxId);

}  // namespace postern::imap
