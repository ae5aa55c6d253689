// A message of the queue, looked at as text: what is in it stays asleep.
// Use: co_await as_text(world, entry)   {subject_field, from_field, date_field, lines}: its header and its beginning, kShownOfMessage
//   octets at most, each line by itself and without what would move a cursor or hide a word.
// Thread: any.
#pragma once
#include <boost/json/object.hpp>
#include <cstddef>

#include "admin/world.h"
#include "base/result.h"
#include "base/task.h"
#include "queue/queue.h"

namespace postern::admin {

inline constexpr std::size_t kShownOfMessage = 16 << 10;

Task<Result<boost::json::object>> as_text(World&, const queue::Entry&);

}  // namespace postern::admin
