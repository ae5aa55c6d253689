// EXPUNGE, VANISHED, EXISTS and FETCH from the difference of two views: RFC 9051 §7.4 and §7.5, RFC 7162 §3.2.10.
#include "imap/updates.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "imap/fetch_run.h"

namespace postern::imap {
namespace {

using grammar::append_number;

struct SystemFlag {
  store::Flags bit;
  std::string_view name;
};
constexpr std::array<SystemFlag, 5> kSystemFlags = {{{store::kAnswered, "\\Answered"},
                                                     {store::kFlagged, "\\Flagged"},
                                                     {store::kDeleted, "\\Deleted"},
                                                     {store::kSeen, "\\Seen"},
                                                     {store::kDraft, "\\Draft"}}};

bool holds(const SeqRanges& ranges, std::uint32_t seq) {
  const auto after = std::ranges::upper_bound(ranges, seq, {}, &store::SeqRange::first);
  return after != ranges.begin() && std::prev(after)->last >= seq;
}

Task<Result<void>> tell_gone(Context& c, const store::Difference& d) {
  auto& out = c.out.buffer();
  if (d.gone.empty()) co_return Result<void>{};
  if (c.session.qresync) {
    std::vector<grammar::Range> uids;
    for (auto it = d.gone.rbegin(); it != d.gone.rend(); ++it) grammar::push(uids, it->uid.value);
    out += "* VANISHED ";
    grammar::append_ranges(out, uids);
    out += "\r\n";
    co_return co_await c.out.drain();
  }
  for (const auto& gone : d.gone) {
    out += "* ";
    append_number(out, gone.seq);
    out += " EXPUNGE\r\n";
    if (!c.out.full()) continue;
    auto drained = co_await c.out.flush();
    if (!drained) co_return drained;
  }
  co_return Result<void>{};
}

// VANISHED names UIDs, so a client that hears it has to know the UIDs of all messages it was told to exist.
Task<Result<void>> tell_added(Context& c, const store::MailboxView& view, std::uint32_t first) {
  for (auto seq = first; seq <= view.exists(); ++seq) {
    append_flag_fetch(c, seq, view.at(seq), view.keywords());
    auto drained = co_await c.out.drain();
    if (!drained) co_return drained;
  }
  co_return Result<void>{};
}

// RFC 5465 §5.2: of new messages the items that NOTIFY named, but not of those this connection itself put there.
Task<Result<void>> tell_added_as_asked(Context& c, std::uint32_t first, std::uint32_t last) {
  const auto& watch = *c.session.watch;
  auto attributes = watch.selected().fetch;
  const auto add = [&](grammar::FetchItem item) {
    const auto there = std::ranges::find(attributes, item, &grammar::FetchAttribute::item);
    if (there == attributes.end()) attributes.insert(attributes.begin(), grammar::FetchAttribute{})->item = item;
  };
  if (c.session.condstore) add(grammar::FetchItem::mod_seq);  // RFC 7162 §3.2: in each FETCH that was not asked for
  if (c.session.qresync) add(grammar::FetchItem::uid);
  SeqRanges seqs;
  for (auto seq = first; seq <= last; ++seq)
    if (!watch.is_own(c.selected().mailbox, c.selected().view->uid_of(seq))) push(seqs, seq);
  auto fetched = co_await fetch_messages(c, attributes, std::move(seqs));
  if (!fetched) co_return pass_on(fetched);
  co_return Result<void>{};
}

// A message of the later view, as a number of the earlier one.
std::uint32_t earlier_seq(const store::MailboxView& earlier, const store::Row& row) { return earlier.seq_of(row.uid); }

}  // namespace

void append_flags(std::string& out, store::Flags flags, const std::vector<std::string>& keywords) {
  out += '(';
  bool first = true;
  const auto put = [&](std::string_view name) {
    if (!std::exchange(first, false)) out += ' ';
    out += name;
  };
  for (const auto& [bit, name] : kSystemFlags)
    if (flags & bit) put(name);
  for (auto rest = flags >> store::kFirstKeyword; rest != 0; rest &= rest - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(rest));
    if (i < keywords.size()) put(keywords[i]);
  }
  out += ')';
}

void append_flag_fetch(const Context& c, std::uint32_t seq, const store::Row& row, const std::vector<std::string>& keywords) {
  auto& out = c.out.buffer();
  const auto& s = c.session;
  out += "* ";
  append_number(out, seq);
  out += " FETCH (";
  // RFC 7162 §3.2.4 and RFC 5465 §5.1: with QRESYNC and NOTIFY the UID stands in every such answer; elsewhere it does no harm.
  if (c.uid || s.condstore || s.rev2 || s.watch) {
    out += "UID ";
    append_number(out, row.uid.value);
    out += ' ';
  }
  out += "FLAGS ";
  append_flags(out, row.flags, keywords);
  if (s.condstore) {
    out += " MODSEQ (";
    append_number(out, row.modseq.value);
    out += ')';
  }
  out += ")\r\n";
}

void append_flag_list(const Context& c, const store::MailboxView& view, bool read_only) {
  std::string flags;
  append_flags(flags, store::kSystemFlags, {});
  flags.pop_back();
  for (const auto& keyword : view.keywords()) flags += " " + keyword;
  auto& out = c.out.buffer();
  out += "* FLAGS " + flags + ")\r\n* OK [PERMANENTFLAGS ";
  const bool more = view.keywords().size() < store::kMaxKeywords;
  out += read_only ? "()" : flags + (more ? " \\*)" : ")");
  out += "] Flags that are kept\r\n";
}

void tell_keywords(Context& c, const store::MailboxView& view) {
  auto& box = c.selected();
  if (view.keywords().size() == box.keywords_told) return;
  append_flag_list(c, view, box.read_only);
  box.keywords_told = view.keywords().size();
}

Task<Result<store::View>> present(const Context& c) {
  if (auto cached = c.store().cached(c.account(), c.selected().mailbox)) co_return cached;
  co_return co_await c.store().open(c.account(), c.selected().mailbox);
}

Task<Result<void>> tell(Context& c, store::View latest, Tell how, const SeqRanges& told) {
  auto& box = c.selected();
  const auto* rule = c.session.watch ? &c.session.watch->selected() : nullptr;
  const bool silent = rule != nullptr && !rule->events.messages && how != Tell::result;
  if (how == Tell::nothing || silent || latest == box.view) co_return Result<void>{};
  auto d = store::diff(*box.view, *latest);
  if (how == Tell::keep_numbers && !d.gone.empty()) {
    latest = store::keeping_gone(*box.view, *latest);
    d = store::diff(*box.view, *latest);
    if (d.empty()) co_return Result<void>{};
  }
  const auto earlier = std::exchange(box.view, latest);
  auto done = co_await tell_gone(c, d);
  if (!done) co_return done;
  auto& out = c.out.buffer();
  if (d.added > 0) {
    out += "* ";
    append_number(out, latest->exists());
    out += " EXISTS\r\n";
  }
  tell_keywords(c, *latest);
  if (d.added > 0 && rule != nullptr && !rule->fetch.empty()) {
    done = co_await tell_added_as_asked(c, d.first_added, latest->exists());
  } else if (d.added > 0 && c.session.qresync) {
    done = co_await tell_added(c, *latest, d.first_added);
  }
  if (!done || (rule != nullptr && !rule->events.flags)) co_return done;
  for (const auto& [seq, row] : d.changed) {
    if (!told.empty() && holds(told, earlier_seq(*earlier, row))) continue;
    append_flag_fetch(c, seq, row, latest->keywords());
    if (!c.out.full()) continue;
    done = co_await c.out.flush();
    if (!done) co_return done;
  }
  co_return Result<void>{};
}

Task<Result<void>> tell_present(Context& c, Tell how, const SeqRanges& told) {
  if (how == Tell::nothing || c.session.state != State::selected) co_return Result<void>{};
  auto latest = co_await present(c);
  if (!latest) {
    if (latest.error().kind != Failure::not_found) co_return Result<void>{};  // the next command tries again
    c.out.buffer() += "* BYE The selected mailbox was deleted\r\n";
    c.session.unselect();
    c.session.state = State::logout;
    co_return Result<void>{};
  }
  co_return co_await tell(c, std::move(*latest), how, told);
}

}  // namespace postern::imap
