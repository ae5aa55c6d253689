// CAPABILITY: RFC 9051 §6.1.1.
#include "imap/capabilities.h"
#include "imap/commands/commands.h"

namespace postern::imap::commands {

Task<Outcome> capability(Context& c, grammar::NoArgs) {
  auto& out = c.out.buffer();
  out += "* CAPABILITY";
  append_capabilities(c, out);
  out += "\r\n";
  co_return ok("That is all");
}

}  // namespace postern::imap::commands
