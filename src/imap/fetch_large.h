// The FETCH answer of one message that is too large to stand in memory: its octets are written while they are read.
#pragma once
#include "imap/context.h"
#include "imap/fetch_items.h"

namespace postern::imap {

// False, and nothing written, when a part's transfer encoding is unknown, so that BINARY cannot be answered. `source` has no
// octets; all outlive the task. An error in the middle of a literal ends the connection, as no answer can follow it.
Task<Result<bool>> fetch_large(Context&, const FetchForm&, FetchSource source, const store::Body&);

}  // namespace postern::imap
