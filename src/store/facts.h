// From a parsed message to what the store keeps of it: the one way for IMAP APPEND and delivery, so that hashes agree.
// Use: message.facts = facts_of(mime::digest(parsed, bytes), parsed, internal_date);
#pragma once
#include <memory>
#include <string_view>

#include "mime/digest.h"
#include "mime/message.h"
#include "store/store.h"

namespace postern::store {

// `prefix` octets of header will stand before the message in what is stored.
std::shared_ptr<const Facts> facts_of(mime::Digest, const mime::Message&, Time internal_date, std::uint32_t prefix = 0);
// Of a whole message in memory.
std::shared_ptr<const Facts> facts_of(std::string_view bytes, Time internal_date);

}  // namespace postern::store
