// NAMESPACE: RFC 2342, RFC 9051 §6.3.10. One personal namespace without prefix.
#include "imap/commands/commands.h"

namespace postern::imap::commands {

Task<Outcome> name_space(Context& c, grammar::NoArgs) {
  c.out.buffer() += "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n";
  co_return ok("Done");
}

}  // namespace postern::imap::commands
