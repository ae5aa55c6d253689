// SEARCH: RFC 9051 §6.4.4, RFC 4731, RFC 5182, RFC 7162 §3.1.5.
#include <algorithm>

#include "imap/commands/commands.h"
#include "imap/condstore.h"
#include "imap/search_keys.h"
#include "imap/search_run.h"

namespace postern::imap::commands {
namespace {

struct Found {
  std::vector<grammar::Range> shown;  // UIDs or numbers, as the command's form says
  std::uint64_t count = 0;
};

Found describe(const Context& c, const SeqRanges& seqs) {
  Found found;
  const auto& view = *c.selected().view;
  for (const auto& [first, last] : seqs) {
    view.each(first, last, [&](std::uint32_t seq, const store::Row& row) {
      grammar::push(found.shown, c.uid ? row.uid.value : seq);
      ++found.count;
    });
  }
  return found;
}

// The messages that the result speaks of: with MIN or MAX and neither ALL nor COUNT only the ends, else all that were found.
SeqRanges spoken_of(const grammar::SearchReturn& asked, const SeqRanges& seqs) {
  const bool ends = (asked.min || asked.max) && !asked.all && !asked.count;
  if (!ends || seqs.empty()) return seqs;
  SeqRanges kept;
  const auto first = seqs.front().first, last = seqs.back().last;
  if (asked.min) push(kept, first);
  if (asked.max && (kept.empty() || last != first)) push(kept, last);
  return kept;
}

// 0: no MODSEQ was asked for, or nothing was found.
void append_mod_seq(Context& c, std::uint64_t mod_seq, bool in_list) {
  if (mod_seq == 0) return;
  c.writer().text(in_list ? " (MODSEQ " : " MODSEQ ").number(mod_seq).text(in_list ? ")" : "");
}

// "* SEARCH 2 84 882"
Task<Result<void>> plain_answer(Context& c, const Found& found, std::uint64_t mod_seq) {
  auto& out = c.out.buffer();
  out += "* SEARCH";
  for (const auto& [first, last] : found.shown) {
    for (std::uint64_t n = first; n <= last; ++n) {
      out += ' ';
      grammar::append_number(out, n);
      if (!c.out.full()) continue;
      auto flushed = co_await c.out.flush();
      if (!flushed) co_return flushed;
    }
  }
  append_mod_seq(c, mod_seq, true);
  out += "\r\n";
  co_return Result<void>{};
}

// "* ESEARCH (TAG "a") UID MIN 2 MAX 47 ALL 2,10:15,21 COUNT 8"
void extended_answer(Context& c, const Found& found, const grammar::SearchReturn& asked, std::uint64_t mod_seq) {
  auto w = c.writer();
  w.text("* ESEARCH (TAG \"").text(c.tag).text("\")");
  if (c.uid) w.text(" UID");
  if (!found.shown.empty()) {
    if (asked.min) w.text(" MIN ").number(found.shown.front().first);
    if (asked.max) w.text(" MAX ").number(found.shown.back().last);
    if (asked.all) {
      w.text(" ALL ");
      grammar::append_ranges(c.out.buffer(), found.shown);
    }
  }
  if (asked.count) w.text(" COUNT ").number(found.count);
  append_mod_seq(c, mod_seq, false);
  w.end();
}

}  // namespace

Task<Outcome> search(Context& c, grammar::SearchArgs args) {
  const bool asks = asks_mod_seq(args.key);
  if (asks) enable_condstore(c);
  auto seqs = co_await find_messages(c, args);
  if (!seqs) {
    if (args.result.save && seqs.error().status == Outcome::Status::no) c.selected().saved.clear();
    co_return seqs.error();
  }
  auto asked = args.result;
  const auto& view = *c.selected().view;
  const auto spoken = spoken_of(asked, *seqs);
  if (asked.save) c.selected().saved = uids_of(view, spoken);  // RFC 5182 §2.1
  const auto found = describe(c, *seqs);
  const auto mod_seq = asks ? highest_mod_seq(view, spoken) : 0;  // RFC 4731 §3.2
  if (!asked.given && !c.session.rev2) {
    auto sent = co_await plain_answer(c, found, mod_seq);
    ignore(sent, "a peer that is gone is noticed by the next write");
    co_return ok("Searched");
  }
  if (!asked.given) asked.all = true;  // RFC 9051 §6.4.4: rev2 answers by ESEARCH always
  const bool silent = asked.save && !asked.min && !asked.max && !asked.all && !asked.count;
  if (!silent) extended_answer(c, found, asked, mod_seq);
  co_return ok("Searched");
}

}  // namespace postern::imap::commands
