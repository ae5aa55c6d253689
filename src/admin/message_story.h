// The operation logs.story.
#pragma once
#include "admin/operation.h"

namespace postern::admin {

// What the logs know of one message: its own lines, and those of its session that were before it and are no other message's. Besides them
// where it waits, and for a report the message that it is about.
Task<Result<json::value>> story(World&, const Call&);

}  // namespace postern::admin
