// NOOP and CHECK: RFC 9051 §6.1.2, RFC 3501 §6.4.1. What has changed is told after every command.
#include "imap/commands/commands.h"

namespace postern::imap::commands {

Task<Outcome> noop(Context&, grammar::NoArgs) { co_return ok("Done"); }

}  // namespace postern::imap::commands
