// LOGIN: RFC 9051 §6.2.3.
#include "imap/commands/commands.h"
#include "imap/commands/logged_in.h"

namespace postern::imap::commands {

Task<Outcome> login(Context& c, grammar::LoginArgs args) {
  if (!c.services.logins.password_allowed(c.stream.is_tls())) co_return no("[PRIVACYREQUIRED] Use TLS first");
  auto who = co_await c.services.logins.login(c.peer(), std::move(args.user), std::move(args.password));
  if (!who) co_return login_failed(who.error());
  co_return logged_in(c, *who);
}

}  // namespace postern::imap::commands
