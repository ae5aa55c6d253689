// The end of a login.
#include "imap/commands/logged_in.h"

#include "imap/capabilities.h"

namespace postern::imap::commands {

Outcome logged_in(Context& c, AccountId who) {
  c.session.log_in(who);
  std::string text = "[CAPABILITY";
  append_capabilities(c, text);
  return ok(text + "] Logged in");
}

// Nothing but overload may be told from a wrong password.
Outcome login_failed(const Error& error) {
  if (error.temporary()) return no("[UNAVAILABLE] Try again later");
  return no("[AUTHENTICATIONFAILED] Login failed");
}

}  // namespace postern::imap::commands
