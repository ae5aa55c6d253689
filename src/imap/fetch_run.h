// The FETCH answers of many messages of the selected mailbox: what each needs is read in the cheapest order, and written in
// pieces.
#pragma once
#include <cstdint>
#include <vector>

#include "imap/context.h"
#include "imap/grammar/fetch.h"
#include "imap/messages.h"

namespace postern::imap {

enum class Fetched : std::uint8_t {
  all,
  unknown_encoding,  // a message was left out, as BINARY cannot take its encoding off (RFC 3516 §4.3)
};

// `attributes` outlive the call. Messages that are gone for good are passed over.
Task<Result<Fetched>> fetch_messages(Context&, const std::vector<grammar::FetchAttribute>& attributes, SeqRanges);

}  // namespace postern::imap
