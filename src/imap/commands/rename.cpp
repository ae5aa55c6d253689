// RENAME: RFC 9051 §6.3.6.
#include "imap/commands/commands.h"
#include "imap/grammar/mailbox.h"

namespace postern::imap::commands {

Task<Outcome> rename(Context& c, grammar::RenameArgs args) {
  if (args.to.ends_with(grammar::kSeparator)) args.to.pop_back();
  if (!grammar::can_be_created(args.to)) co_return no("[CANNOT] Not a name for a mailbox");
  auto renamed = co_await c.store().rename(c.account(), args.from, args.to);
  if (!renamed) co_return refused(renamed.error());
  if (c.session.watch) {
    c.session.watch->own_name(args.from);
    c.session.watch->own_name(args.to);
  }
  if (c.session.selected && args.from != "INBOX") {
    auto& name = c.selected().name;
    if (name == args.from || name.starts_with(args.from + grammar::kSeparator)) name.replace(0, args.from.size(), args.to);
  }
  // RFC 9051 §6.3.9.7: OLDNAME tells which mailbox it was.
  if (c.session.rev2) {
    c.writer().text("* LIST () \"/\" ").mailbox(args.to).text(" (OLDNAME (").mailbox(args.from).text("))").end();
  }
  co_return ok("Renamed");
}

}  // namespace postern::imap::commands
