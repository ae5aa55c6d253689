// EXPUNGE and UID EXPUNGE: RFC 9051 §6.4.3 and §6.4.9, RFC 7162 §3.2.7.
#include "imap/commands/commands.h"
#include "imap/messages.h"

namespace postern::imap::commands {

Task<Outcome> expunge(Context& c, grammar::ExpungeArgs args) {
  if (c.uid != args.uids.has_value()) co_return bad(c.uid ? "A set of UIDs is missing" : "EXPUNGE takes no arguments");
  store::UidRanges uids{{Uid(1), Uid(UINT32_MAX)}};
  if (args.uids) {
    const auto& box = c.selected();
    uids = uids_of(*box.view, by_uid(*box.view, *args.uids, box.saved));
    if (uids.empty()) co_return ok("Expunged");
  }
  auto gone =
      co_await c.store().expunge(c.account(), c.selected().mailbox, std::move(uids), store::ExpungeWhat::marked_deleted);
  if (!gone) co_return refused(gone.error());
  co_return ok("Expunged");
}

}  // namespace postern::imap::commands
