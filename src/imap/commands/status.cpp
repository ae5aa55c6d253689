// STATUS: RFC 9051 §6.3.11, RFC 7162 §3.1.7, RFC 8438, RFC 8474 §4.2, RFC 7889 §4, RFC 9208 §4.3.
#include <algorithm>

#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/listing.h"

namespace postern::imap::commands {

Task<Outcome> status(Context& c, grammar::StatusArgs args) {
  auto mailbox = co_await c.store().find(c.account(), args.mailbox);
  if (!mailbox) co_return refused(mailbox.error());
  if (std::ranges::find(args.items, grammar::StatusItem::highest_mod_seq) != args.items.end()) enable_condstore(c);
  auto told = co_await append_status_line(c, *mailbox, args.items);
  if (!told) co_return refused(told.error());
  co_return ok("Done");
}

}  // namespace postern::imap::commands
