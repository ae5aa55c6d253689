// Finds the messages of the selected mailbox that satisfy a search: cheap keys first, so that only what they leave is read.
#pragma once
#include <expected>

#include "imap/context.h"
#include "imap/grammar/search.h"
#include "imap/messages.h"

namespace postern::imap {

// Ascending. The failure is the command's answer.
Task<std::expected<SeqRanges, Outcome>> find_messages(Context&, const grammar::SearchArgs&);

}  // namespace postern::imap
