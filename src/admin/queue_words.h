// Queue ids as administrators read and write them, and what waits as they are shown it.
#pragma once
#include <boost/json.hpp>
#include <functional>
#include <set>
#include <string>

#include "base/codec.h"
#include "base/result.h"
#include "base/task.h"
#include "base/text.h"
#include "base/time.h"
#include "queue/record.h"

namespace postern::admin {

struct World;

inline std::string id_text(queue::EntryId id) { return to_hex(Encoder().big64(id.value).view()); }

inline Result<queue::EntryId> id_of(const std::string& text) {
  const auto bytes = text.size() == 16 ? from_hex(text) : std::nullopt;
  if (!bytes) return fail(Failure::invalid, "A queue id is 16 hexadecimal digits: postern queue list shows them");
  return queue::EntryId(Decoder(*bytes).big64());
}

// A leg of a waiting message, as lists of them show it.
boost::json::object describe_waiting(const queue::Entry&);

inline constexpr std::size_t kMostChanged = 1'000'000;  // messages by one act

// One thing that is done to a message, and to many: how many there were. Whoever is gone meanwhile is passed over.
using MessageChange = std::function<Task<Result<void>>(queue::EntryId)>;
Task<Result<std::size_t>> change_each(std::set<queue::EntryId>, MessageChange);
MessageChange due_at(World&, Time);
MessageChange removal(World&);

}  // namespace postern::admin
