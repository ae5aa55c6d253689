// FETCH: RFC 9051 §6.4.5, RFC 7162 §3.1.4 and §3.2.6.
#include <algorithm>

#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/fetch_run.h"
#include "imap/messages.h"
#include "imap/updates.h"

namespace postern::imap::commands {
namespace {

bool marks_seen(const Context& c, const grammar::FetchArgs& args) {
  if (c.selected().read_only) return false;
  return std::ranges::any_of(args.attributes, [](const grammar::FetchAttribute& a) {
    return !a.peek && (a.item == grammar::FetchItem::section || a.item == grammar::FetchItem::binary);
  });
}

// The messages about to be read become \Seen first. True when the view shows it, so that each answer has to tell the
// flags beside what was asked for (RFC 9051 §6.4.5): clients like curl take the first FETCH line for the one they asked for.
Task<Result<bool>> mark_seen(Context& c, const SeqRanges& seqs) {
  const auto& view = *c.selected().view;
  SeqRanges unseen;
  for (const auto& [first, last] : seqs) {
    view.each(first, last, [&](std::uint32_t seq, const store::Row& row) {
      if (!(row.flags & store::kSeen)) push(unseen, seq);
    });
  }
  if (unseen.empty()) co_return false;
  store::FlagEdit edit;
  edit.uids = uids_of(view, unseen);
  edit.how = store::FlagChange::add;
  edit.flags.system = store::kSeen;
  auto stored = co_await c.store().store_flags(c.account(), c.selected().mailbox, std::move(edit));
  if (!stored && stored.error().temporary()) co_return false;  // as on a full disk: reading goes on
  if (!stored) co_return pass_on(stored);
  const auto before = c.selected().view;
  auto told = co_await tell_present(c, Tell::keep_numbers, unseen);
  if (!told) co_return pass_on(told);
  if (c.session.state != State::selected) co_return fail(Failure::not_found, "The mailbox is gone");
  co_return c.selected().view != before;
}

SeqRanges changed_since(const store::MailboxView& view, const SeqRanges& seqs, std::uint64_t modseq) {
  SeqRanges out;
  for (const auto& [first, last] : seqs) {
    view.each(first, last, [&](std::uint32_t seq, const store::Row& row) {
      if (row.modseq.value > modseq) push(out, seq);
    });
  }
  return out;
}

// RFC 7162 §3.2.6: UIDs of the set that are gone since.
Task<Result<void>> tell_vanished(Context& c, const grammar::FetchArgs& args) {
  const auto view = c.selected().view;
  const auto largest = view->state().uidnext.value - 1;
  auto known = args.set.saved ? c.selected().saved : as_uids(args.set.resolve(largest));
  if (known.empty()) co_return Result<void>{};  // to the store an empty set would mean all
  auto gone = co_await c.store().vanished(view, ModSeq(*args.changed_since), std::move(known));
  if (!gone) co_return pass_on(gone);
  if (gone->empty()) co_return Result<void>{};
  auto& out = c.out.buffer();
  out += "* VANISHED (EARLIER) ";
  grammar::append_ranges(out, as_ranges(*gone));
  out += "\r\n";
  co_return Result<void>{};
}

// Items that the form of the command or the session adds to those asked for.
void add_implied(const Context& c, grammar::FetchArgs& args, bool flags_changed) {
  const auto has = [&](grammar::FetchItem item) {
    return std::ranges::find(args.attributes, item, &grammar::FetchAttribute::item) != args.attributes.end();
  };
  const auto add = [&](grammar::FetchItem item) {
    args.attributes.insert(args.attributes.begin(), grammar::FetchAttribute{})->item = item;
  };
  const bool tells_mod_seq = args.changed_since || (flags_changed && c.session.condstore);  // RFC 7162 §3.1.4.1 and §3.2
  if (tells_mod_seq && !has(grammar::FetchItem::mod_seq)) add(grammar::FetchItem::mod_seq);
  if (flags_changed && !has(grammar::FetchItem::flags)) add(grammar::FetchItem::flags);
  if ((c.uid || c.session.qresync) && !has(grammar::FetchItem::uid)) add(grammar::FetchItem::uid);
}

}  // namespace

Task<Outcome> fetch(Context& c, grammar::FetchArgs args) {
  if (args.vanished && (!c.uid || !c.session.qresync || !args.changed_since))
    co_return bad("VANISHED needs UID FETCH, QRESYNC and CHANGEDSINCE");
  const auto mod_seq = std::ranges::find(args.attributes, grammar::FetchItem::mod_seq, &grammar::FetchAttribute::item);
  if (args.changed_since || mod_seq != args.attributes.end()) enable_condstore(c);
  auto seqs = named(c, args.set);
  if (!seqs) co_return bad("No such message");
  if (args.changed_since) seqs = changed_since(*c.selected().view, *seqs, *args.changed_since);
  if (args.vanished) {
    auto told = co_await tell_vanished(c, args);
    if (!told) co_return refused(told.error());
  }
  bool flags_changed = false;
  if (marks_seen(c, args)) {
    auto marked = co_await mark_seen(c, *seqs);
    if (!marked) co_return refused(marked.error());
    flags_changed = *marked;
  }
  add_implied(c, args, flags_changed);
  auto fetched = co_await fetch_messages(c, args.attributes, std::move(*seqs));
  if (!fetched) co_return refused(fetched.error());
  if (*fetched == Fetched::unknown_encoding) co_return no("[UNKNOWN-CTE] A part's transfer encoding is unknown");
  co_return ok("Fetched");
}

}  // namespace postern::imap::commands
