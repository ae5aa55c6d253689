// DELETE: RFC 9051 §6.3.5.
#include "imap/commands/commands.h"

namespace postern::imap::commands {

Task<Outcome> remove(Context& c, grammar::MailboxArgs args) {
  auto removed = co_await c.store().remove(c.account(), args.mailbox);
  if (!removed) co_return refused(removed.error());
  if (c.session.watch) c.session.watch->own_name(args.mailbox);
  if (c.session.selected && c.selected().name == args.mailbox) {
    c.session.unselect();
    if (c.session.rev2 || c.session.qresync) c.out.buffer() += "* OK [CLOSED] The mailbox was deleted\r\n";
  }
  co_return ok("Deleted");
}

}  // namespace postern::imap::commands
