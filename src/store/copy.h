// Copying and moving rows between mailboxes of one account inside a commit.
#pragma once
#include "store/change.h"

namespace postern::store {

enum class CopyKind : std::uint8_t { copy, move };

// Copies share the message number, hence facts and body; each place beyond the first has a row of its own.
Result<Copied> copy_rows(Change&, Change::Box& from, const UidRanges&, Change::Box& to, CopyKind);

}  // namespace postern::store
