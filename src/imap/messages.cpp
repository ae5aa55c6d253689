// Sets of messages: from the words of the client to ranges of a view and back.
#include "imap/messages.h"

#include <algorithm>

namespace postern::imap {

using grammar::Range;
using grammar::SequenceSet;

SeqRanges seqs_of(const store::MailboxView& view, const store::UidRanges& uids) {
  SeqRanges out;
  for (const auto& [first, last] : uids) {
    const auto from = view.seq_from(first);
    const auto to = last.value == UINT32_MAX ? view.exists() : view.seq_from(Uid(last.value + 1)) - 1;
    if (from <= to) out.push_back({from, to});
  }
  return out;
}

SeqRanges by_uid(const store::MailboxView& view, const SequenceSet& set, const store::UidRanges& saved) {
  if (set.saved) return seqs_of(view, saved);
  const auto largest = view.exists() == 0 ? 0 : view.uid_of(view.exists()).value;
  return seqs_of(view, as_uids(set.resolve(largest)));
}

std::optional<SeqRanges> by_number(const store::MailboxView& view, const SequenceSet& set, const store::UidRanges& saved) {
  if (set.saved) return seqs_of(view, saved);
  if (set.exceeds(view.exists())) return {};
  SeqRanges out;
  for (const auto& [first, last] : set.resolve(view.exists())) out.push_back({first, last});
  return out;
}

std::optional<SeqRanges> named(const Context& c, const SequenceSet& set) {
  const auto& box = c.selected();
  if (c.uid) return by_uid(*box.view, set, box.saved);
  return by_number(*box.view, set, box.saved);
}

store::UidRanges uids_of(const store::MailboxView& view, const SeqRanges& seqs) {
  store::UidRanges out;
  out.reserve(seqs.size());
  for (const auto& [first, last] : seqs) out.push_back({view.uid_of(first), view.uid_of(last)});
  return out;
}

std::vector<Range> as_ranges(const store::UidRanges& uids) {
  std::vector<Range> out;
  out.reserve(uids.size());
  for (const auto& [first, last] : uids) out.push_back({first.value, last.value});
  return out;
}

store::UidRanges as_uids(const std::vector<Range>& ranges) {
  store::UidRanges out;
  out.reserve(ranges.size());
  for (const auto& [first, last] : ranges) out.push_back({Uid(first), Uid(last)});
  return out;
}

std::uint64_t count(const SeqRanges& seqs) {
  std::uint64_t n = 0;
  for (const auto& [first, last] : seqs) n += std::uint64_t{last} - first + 1;
  return n;
}

std::uint64_t highest_mod_seq(const store::MailboxView& view, const SeqRanges& seqs) {
  std::uint64_t highest = 0;
  for (const auto& [first, last] : seqs) {
    view.each(first, last, [&](std::uint32_t, const store::Row& row) { highest = std::max(highest, row.modseq.value); });
  }
  return highest;
}

void push(SeqRanges& seqs, std::uint32_t seq) {
  if (!seqs.empty() && seqs.back().last + 1 == seq) {
    seqs.back().last = seq;
  } else {
    seqs.push_back({seq, seq});
  }
}

void drop_up_to(SeqRanges& seqs, std::uint32_t seq) {
  const auto keep = std::ranges::find_if(seqs, [&](const store::SeqRange& r) { return r.last > seq; });
  seqs.erase(seqs.begin(), keep);
  if (!seqs.empty()) seqs.front().first = std::max(seqs.front().first, seq + 1);
}

SeqRanges take_front(SeqRanges& seqs, std::uint32_t limit) {
  SeqRanges out;
  std::uint32_t last = 0;
  for (const auto& r : seqs) {
    if (limit == 0) break;
    last = r.last - r.first < limit ? r.last : r.first + limit - 1;
    limit -= last - r.first + 1;
    out.push_back({r.first, last});
  }
  drop_up_to(seqs, last);
  return out;
}

}  // namespace postern::imap
