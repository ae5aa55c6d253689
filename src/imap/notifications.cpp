// The news of a Watch as answers.
#include "imap/notifications.h"

#include "imap/listing.h"
#include "imap/updates.h"

namespace postern::imap {
namespace {

// RFC 5465 §5.8: as after NOTIFY NONE.
void overflow(Context& c) {
  c.session.watch = std::make_unique<Watch>(std::vector<grammar::NotifyGroup>{});
  c.out.buffer() += "* OK [NOTIFICATIONOVERFLOW] More mailboxes than can be watched; no more notifications\r\n";
}

Task<Result<void>> tell_news(Context& c, const Listing& listing, Watch::News news) {
  for (const auto& [name, old_name] : news.lists) append_full_list_line(c, listing, name, old_name);
  for (const auto& [name, items] : news.statuses) {
    auto told = co_await append_status_line(c, *listing.names().find(name)->second.mailbox, items);
    if (told) told = co_await c.out.drain();
    if (!told) co_return told;
  }
  co_return co_await c.out.drain();
}

}  // namespace

Task<Result<void>> tell_other_mailboxes(Context& c) {
  if (!c.session.watch) co_return Result<void>{};
  const bool changed = c.session.watch->take_change();
  if (!changed || !c.session.watch->has_others()) {
    c.session.watch->forget_own();
    co_return Result<void>{};
  }
  auto listing = co_await read_listing(c);
  if (!listing) co_return Result<void>{};  // the next change tries again
  const auto selected = c.session.selected ? c.selected().mailbox : MailboxId{};
  auto news = c.session.watch->compare(**listing, selected, c.session.condstore);
  if (!news) {
    overflow(c);
    co_return Result<void>{};
  }
  co_return co_await tell_news(c, **listing, std::move(*news));
}

Task<Result<void>> tell_waiting(Context& c, Waiting where) {
  using Filter = grammar::NotifyGroup::Filter;
  const bool delayed = c.session.watch && c.session.watch->selected().filter == Filter::selected_delayed;
  const auto how = delayed && where == Waiting::between_commands ? Tell::keep_numbers : Tell::all;
  c.uid = false;
  auto told = co_await tell_present(c, how);
  if (told && c.session.state != State::logout) told = co_await tell_other_mailboxes(c);
  co_return told;
}

}  // namespace postern::imap
