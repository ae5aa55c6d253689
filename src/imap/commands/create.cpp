// CREATE: RFC 9051 §6.3.4, RFC 6154 §3, RFC 8474 §4.1.
#include "imap/commands/commands.h"
#include "imap/grammar/mailbox.h"
#include "imap/listing.h"
#include "imap/object_ids.h"

namespace postern::imap::commands {

Task<Outcome> create(Context& c, grammar::CreateArgs args) {
  // A separator at the end says that inferiors will follow; the name is made without it.
  if (args.mailbox.ends_with(grammar::kSeparator)) args.mailbox.pop_back();
  if (!grammar::can_be_created(args.mailbox)) co_return no("[CANNOT] Not a name for a mailbox");
  auto role = store::Role::none;
  for (const auto& use : args.uses) {
    const auto known = role_of(use);
    if (!known || (role != store::Role::none && *known != role)) co_return no("[USEATTR] No mailbox for such a use");
    role = *known;
  }
  auto made = co_await c.store().create(c.account(), args.mailbox, role);
  if (!made) {
    // RFC 6154 §3: a use that another mailbox has already is the fault of the use.
    if (made.error().kind == Failure::conflict) co_return no("[USEATTR] " + made.error().text);
    co_return refused(made.error());
  }
  if (c.session.watch) c.session.watch->own_name(args.mailbox);
  co_return ok("[MAILBOXID (" + mailbox_id(*made) + ")] Created");
}

}  // namespace postern::imap::commands
