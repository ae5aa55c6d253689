// LOGIN: RFC 9051 §6.2.3.
#include "imap/commands/commands.h"
#include "imap/commands/logged_in.h"

namespace postern::imap::commands {

Task<Outcome> login(Context& c, grammar::LoginArgs args) {
  if (c.services.login.mechanisms(c.peer()).empty()) co_return no("[PRIVACYREQUIRED] Use TLS first");
  auto who = co_await c.services.login.password(c.peer(), std::move(args.user), std::move(args.password));
  if (!who) co_return login_failed(c, who.error());
  co_return logged_in(c, std::move(*who));
}

}  // namespace postern::imap::commands
