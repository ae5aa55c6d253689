// The command line: subcommands made from the table of operations, and the few that are the program's own.
#pragma once

namespace postern::app {

// Runs the program; the exit code: 0 done, 1 refused or failed (said on standard error), 2 wrong usage.
int command_line(int argc, char** argv);

}  // namespace postern::app
