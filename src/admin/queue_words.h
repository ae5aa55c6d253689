// Queue ids as administrators read and write them, and what waits as they are shown it.
#pragma once
#include <boost/json.hpp>
#include <string>

#include "base/codec.h"
#include "base/result.h"
#include "base/text.h"
#include "queue/record.h"

namespace postern::admin {

inline std::string id_text(queue::EntryId id) { return to_hex(Encoder().big64(id.value).view()); }

inline Result<queue::EntryId> id_of(const std::string& text) {
  const auto bytes = text.size() == 16 ? from_hex(text) : std::nullopt;
  if (!bytes) return fail(Failure::invalid, "A queue id is 16 hexadecimal digits: postern queue list shows them");
  return queue::EntryId(Decoder(*bytes).big64());
}

// A leg of a waiting message, as lists of them show it.
boost::json::object describe_waiting(const queue::Entry&);

}  // namespace postern::admin
