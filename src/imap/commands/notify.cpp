// NOTIFY: RFC 5465 §3.1.
#include "base/executor.h"
#include "imap/commands/commands.h"
#include "imap/listing.h"
#include "imap/updates.h"

namespace postern::imap::commands {
namespace {

// The first look at the watched mailboxes, told where STATUS asked for it. False when there are too many.
Task<Result<bool>> begin(Context& c, Watch& watch, bool status) {
  auto listing = co_await read_listing(c);
  if (!listing) co_return pass_on(listing);
  const auto selected = c.session.selected ? c.selected().mailbox : MailboxId{};
  if (!watch.compare(**listing, selected, c.session.condstore)) co_return false;
  if (!status) co_return true;
  for (const auto& [name, items] : watch.first_statuses()) {
    auto told = co_await append_status_line(c, *(*listing)->names().find(name)->second.mailbox, items);
    if (told) told = co_await c.out.drain();
    if (!told) co_return pass_on(told);
  }
  co_return true;
}

Outcome too_much() { return no("[NOTIFICATIONOVERFLOW] More mailboxes than can be watched"); }

}  // namespace

Task<Outcome> notify(Context& c, grammar::NotifyArgs args) {
  if (args.unsupported)
    co_return no("[BADEVENT (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange)] No such event here");
  auto watch = std::make_unique<Watch>(std::move(args.groups));
  if (watch->too_much()) co_return too_much();
  if (!args.none) {
    // The wake comes first, so that nothing falls between the look and the wake.
    watch->wakes = c.store().subscribe(c.account(), *Executor::here(), [w = watch.get(), stream = &c.stream] {
      w->note_change();
      stream->wake();
    });
    auto told = co_await tell_present(c, Tell::result);  // an implicit NOOP
    if (!told) co_return refused(told.error());
  }
  if (watch->has_others()) {
    auto begun = co_await begin(c, *watch, args.status);
    if (!begun) co_return refused(begun.error());
    if (!*begun) co_return too_much();
  }
  c.session.watch = std::move(watch);
  co_return ok("Done");
}

}  // namespace postern::imap::commands
