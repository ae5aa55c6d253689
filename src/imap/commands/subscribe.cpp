// SUBSCRIBE and UNSUBSCRIBE: RFC 9051 §6.3.7 and §6.3.8.
#include "imap/commands/commands.h"
#include "imap/grammar/mailbox.h"

namespace postern::imap::commands {
namespace {

Task<Outcome> set(Context& c, std::string name, bool subscribed) {
  if (subscribed && !grammar::can_be_created(name)) co_return no("[CANNOT] Not a name of a mailbox");
  auto done = co_await c.store().subscribe_name(c.account(), name, subscribed);
  if (!done) co_return refused(done.error());
  if (c.session.watch) c.session.watch->own_name(std::move(name));
  co_return ok("Done");
}

}  // namespace

Task<Outcome> subscribe(Context& c, grammar::MailboxArgs args) { return set(c, std::move(args.mailbox), true); }
Task<Outcome> unsubscribe(Context& c, grammar::MailboxArgs args) { return set(c, std::move(args.mailbox), false); }

}  // namespace postern::imap::commands
