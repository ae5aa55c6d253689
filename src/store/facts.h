// From a parsed message to what the store keeps of it: the one way for IMAP APPEND and delivery, so that hashes agree.
// Use: auto facts = co_await facts_of(blobs, content, parsed, internal_date);
#pragma once
#include <memory>
#include <string_view>

#include "mime/message.h"
#include "store/spool.h"
#include "store/store.h"

namespace postern::store {

// `parsed` counts its offsets from the first octet of the content, of which little is read: the start of its first text.
Task<Result<std::shared_ptr<const Facts>>> facts_of(BlobStore&, Content, const mime::Message& parsed, Time internal_date);
// Of a whole message in memory.
std::shared_ptr<const Facts> facts_of(std::string_view bytes, Time internal_date);

}  // namespace postern::store
