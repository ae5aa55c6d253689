// CLOSE and UNSELECT: RFC 9051 §6.4.1 and §6.4.2.
#include "imap/commands/commands.h"

namespace postern::imap::commands {

// What is marked \Deleted goes without a word about it.
Task<Outcome> close(Context& c, grammar::NoArgs) {
  const auto mailbox = c.selected().mailbox;
  const bool read_only = c.selected().read_only;
  c.session.unselect();
  if (!read_only) {
    store::UidRanges all{{Uid(1), Uid(UINT32_MAX)}};
    auto gone = co_await c.store().expunge(c.account(), mailbox, std::move(all), store::ExpungeWhat::marked_deleted);
    if (!gone) co_return refused(gone.error());
  }
  co_return ok("Closed");
}

Task<Outcome> unselect(Context& c, grammar::NoArgs) {
  c.session.unselect();
  co_return ok("Closed");
}

}  // namespace postern::imap::commands
