// LOGOUT: RFC 9051 §6.1.3.
#include "imap/commands/commands.h"

namespace postern::imap::commands {

Task<Outcome> logout(Context& c, grammar::NoArgs) {
  c.out.buffer() += "* BYE Until next time\r\n";
  c.session.selected.reset();
  c.session.state = State::logout;
  co_return ok("Logged out");
}

}  // namespace postern::imap::commands
