// STORE: RFC 9051 §6.4.6, RFC 7162 §3.1.3.
#include <optional>

#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/flag_names.h"
#include "imap/messages.h"
#include "imap/updates.h"

namespace postern::imap::commands {
namespace {

store::FlagEdit edit_of(grammar::StoreArgs args, store::UidRanges uids) {
  store::FlagEdit edit;
  edit.uids = std::move(uids);
  edit.how = args.change == grammar::FlagChange::add      ? store::FlagChange::add
             : args.change == grammar::FlagChange::remove ? store::FlagChange::remove
                                                          : store::FlagChange::replace;
  edit.flags = flag_names(std::move(args.flags));
  if (args.unchanged_since) edit.unchanged_since = ModSeq(*args.unchanged_since);
  return edit;
}

// One message of the set: its number is the client's, its flags are the present ones.
void tell_one(Context& c, std::uint32_t seq, const store::Row& now, const store::MailboxView& latest, bool silent) {
  if (!silent) {
    append_flag_fetch(c, seq, now, latest.keywords());
    return;
  }
  // RFC 7162 §3.1.3: the client asked not to hear its own flags, but has to learn the modseq.
  auto w = c.writer();
  w.text("* ")
      .number(seq)
      .text(" FETCH (UID ")
      .number(now.uid.value)
      .text(" MODSEQ (")
      .number(now.modseq.value)
      .text("))")
      .end();
}

// What the client takes its message to be like after its STORE.
struct Expected {
  store::FlagChange how;
  store::Flags flags = 0;

  [[nodiscard]] store::Flags after(store::Flags before) const {
    switch (how) {
      case store::FlagChange::add: return before | flags;
      case store::FlagChange::remove: return before & ~flags;
      case store::FlagChange::replace: return flags;
    }
    return flags;
  }
};

Expected expected(const store::FlagEdit& edit, const store::MailboxView& latest) {
  Expected out{edit.how, edit.flags.system};
  for (const auto& keyword : edit.flags.keywords) out.flags |= flag_bit(keyword, latest.keywords());
  return out;
}

// The messages that were named and still exist; adds those that were told to `told`. Without `silent` nothing is expected.
Task<Result<void>> tell_named(Context& c, store::View latest, SeqRanges named, std::optional<Expected> silent,
                              SeqRanges* told) {
  const auto known = c.selected().view;
  for (const auto& [first, last] : named) {
    for (auto seq = first; seq <= last; ++seq) {
      const auto before = known->at(seq);
      const auto at = latest->seq_of(before.uid);
      if (at == 0) continue;
      const auto now = latest->at(at);
      const bool changed = now.modseq != before.modseq;
      // RFC 9051 §6.4.6: another session's change is told also to a client that asked for silence.
      const bool quiet = silent && now.flags == (changed ? silent->after(before.flags) : before.flags);
      if (quiet && (!c.session.condstore || !changed)) {
        push(*told, seq);
        continue;
      }
      tell_one(c, seq, now, *latest, quiet);
      push(*told, seq);
      if (!c.out.full()) continue;
      auto flushed = co_await c.out.flush();
      if (!flushed) co_return flushed;
    }
  }
  co_return Result<void>{};
}

Outcome modified_outcome(const Context& c, const store::UidRanges& modified) {
  if (modified.empty()) return ok("Stored");
  std::vector<grammar::Range> shown = as_ranges(modified);
  if (!c.uid) {
    shown.clear();
    for (const auto& [first, last] : seqs_of(*c.selected().view, modified)) shown.push_back({first, last});
  }
  std::string text = "[MODIFIED ";
  grammar::append_ranges(text, shown);
  return ok(text + "] Some had changed");
}

}  // namespace

Task<Outcome> store(Context& c, grammar::StoreArgs args) {
  if (args.unchanged_since) enable_condstore(c);
  const auto seqs = named(c, args.set);
  if (!seqs) co_return bad("No such message");
  if (seqs->empty()) co_return ok("Nothing to store");
  const bool silent = args.silent;
  auto& box = c.selected();
  const auto edit = edit_of(std::move(args), uids_of(*box.view, *seqs));
  auto stored = co_await c.store().store_flags(c.account(), box.mailbox, edit);
  if (!stored) co_return refused(stored.error());
  auto outcome = modified_outcome(c, stored->modified);
  auto latest = co_await present(c);
  if (!latest) co_return refused(latest.error());
  tell_keywords(c, **latest);
  SeqRanges told;
  const auto quiet = silent ? std::optional(expected(edit, **latest)) : std::nullopt;
  auto sent = co_await tell_named(c, *latest, *seqs, quiet, &told);
  const auto tells = c.uid ? Tell::all : Tell::keep_numbers;
  if (sent) sent = co_await tell(c, *latest, tells, told);
  ignore(sent, "a peer that is gone is noticed by the next write");
  co_return outcome;
}

}  // namespace postern::imap::commands
