// The end of a login.
#include "imap/commands/logged_in.h"

#include "imap/capabilities.h"

namespace postern::imap::commands {

Outcome logged_in(Context& c, auth::Identity who) {
  c.session.log_in(std::move(who));
  std::string text = "[CAPABILITY";
  append_capabilities(c, text);
  return ok(text + "] Logged in");
}

// Nothing but overload may be told from a wrong password.
Outcome login_failed(Context& c, const Error& error) {
  c.session.allowance.failed_login(error);
  if (error.temporary()) return no("[UNAVAILABLE] Try again later");
  return no("[AUTHENTICATIONFAILED] Login failed");
}

}  // namespace postern::imap::commands
