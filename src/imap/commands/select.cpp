// SELECT and EXAMINE: RFC 9051 §6.3.2 and §6.3.3, RFC 7162 §3.1.2 and §3.2.5, RFC 8474 §4.1.
#include <algorithm>

#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/listing.h"
#include "imap/object_ids.h"
#include "imap/updates.h"

namespace postern::imap::commands {
namespace {

void describe(Context& c, const store::Mailbox& mailbox, const store::MailboxView& view, bool read_only) {
  auto w = c.writer();
  append_flag_list(c, view, read_only);
  w.text("* ").number(view.exists()).text(" EXISTS").end();
  if (!c.session.rev2) {
    w.text("* 0 RECENT").end();  // RFC 3501 §2.3.2 deviates: no message is \Recent; RFC 9051 has done away with it
    if (const auto unseen = view.first_unseen()) w.text("* OK [UNSEEN ").number(unseen).text("] First unseen").end();
  }
  w.text("* OK [UIDVALIDITY ").number(view.state().uidvalidity).text("] UIDs are valid").end();
  w.text("* OK [UIDNEXT ").number(view.state().uidnext.value).text("] Next UID").end();
  w.text("* OK [HIGHESTMODSEQ ").number(view.highest().value).text("] Last change").end();
  w.text("* OK [MAILBOXID (").text(mailbox_id(mailbox.id)).text(")] Mailbox id").end();
  if (c.session.rev2) append_list_line(c, mailbox);
}

// RFC 7162 §3.2.5.2: the first pair of number and UID that no longer fits bounds what the client can know.
Uid known_from(const store::MailboxView& view, const grammar::Resync& resync) {
  const auto numbers = resync.numbers.resolve(0);
  const auto uids = resync.uids.resolve(0);
  Uid good{0};
  std::size_t n = 0, u = 0;
  std::uint32_t number = numbers.empty() ? 0 : numbers[0].first, uid = uids.empty() ? 0 : uids[0].first;
  while (n < numbers.size() && u < uids.size()) {
    if (number > view.exists() || view.uid_of(number).value != uid) break;
    good = Uid(uid);
    if (number == numbers[n].last)
      number = ++n < numbers.size() ? numbers[n].first : 0;
    else
      ++number;
    if (uid == uids[u].last)
      uid = ++u < uids.size() ? uids[u].first : 0;
    else
      ++uid;
  }
  return good;
}

// VANISHED (EARLIER) and the flags that changed since the client's last visit.
Task<Result<void>> resync(Context& c, store::View view, grammar::Resync known) {
  if (known.uid_validity != view->state().uidvalidity) co_return Result<void>{};
  auto asked = as_uids(known.known_uids);
  const auto good = known_from(*view, known);
  auto gone = co_await c.store().vanished(view, ModSeq(known.mod_seq), asked);
  if (!gone) co_return pass_on(gone);
  std::erase_if(*gone, [&](const store::UidRange& r) { return r.last <= good; });
  auto& out = c.out.buffer();
  if (!gone->empty()) {
    out += "* VANISHED (EARLIER) ";
    grammar::append_ranges(out, as_ranges(*gone));
    out += "\r\n";
  }
  SeqRanges wanted{{1, view->exists()}};
  if (!asked.empty()) wanted = seqs_of(*view, asked);
  if (view->exists() == 0) wanted.clear();
  for (const auto& [first, last] : wanted) {
    for (auto seq = first; seq <= last;) {  // in steps, so that a slow reader holds one piece at most
      const auto to = std::min(last, seq + 1023);
      view->each(seq, to, [&](std::uint32_t n, const store::Row& row) {
        if (row.modseq.value > known.mod_seq) append_flag_fetch(c, n, row, view->keywords());
      });
      auto drained = co_await c.out.drain();
      if (!drained) co_return drained;
      seq = to + 1;
    }
  }
  co_return Result<void>{};
}

Task<Outcome> open(Context& c, grammar::SelectArgs args, bool read_only) {
  auto& s = c.session;
  read_only = read_only || s.who.read_only;
  if (args.resync && !s.qresync) co_return bad("ENABLE QRESYNC first");
  if (s.selected) {
    s.unselect();
    c.out.buffer() += "* OK [CLOSED] The mailbox before is closed\r\n";  // RFC 7162 §3.2.11: enabled or not
  }
  auto mailbox = co_await c.store().find(c.account(), args.mailbox);
  if (!mailbox) co_return refused(mailbox.error());
  auto view = co_await c.store().open(c.account(), mailbox->id);
  if (!view) co_return refused(view.error());
  if (args.condstore) enable_condstore(c);
  s.select({mailbox->id, mailbox->name, read_only, *view, {}, (*view)->keywords().size()});
  describe(c, *mailbox, **view, read_only);
  if (args.resync) {
    auto told = co_await resync(c, *view, std::move(*args.resync));
    if (!told) co_return refused(told.error());
  }
  co_return ok(read_only ? "[READ-ONLY] Open for reading" : "[READ-WRITE] Selected");
}

}  // namespace

Task<Outcome> select(Context& c, grammar::SelectArgs args) { return open(c, std::move(args), false); }
Task<Outcome> examine(Context& c, grammar::SelectArgs args) { return open(c, std::move(args), true); }

}  // namespace postern::imap::commands
