// Named places at which a test can make the process end as a power cut or kill -9 would.
// Use: kill_point("commit.before-write"); the environment variable POSTERN_KILL_POINT=commit.before-write:3 ends the process,
//   with status 137 and no clean-up, the third time that place is reached. Without the variable a call does nothing.
// Places of this room, in order: commit.before-intents, commit.before-write, commit.before-observers, commit.before-resume.
#pragma once
#include <string_view>

namespace postern::kv {

void kill_point(std::string_view name);

}  // namespace postern::kv
