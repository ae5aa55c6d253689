// Which messages a set of numbers or UIDs names, in the view that the client knows.
#pragma once
#include <optional>
#include <vector>

#include "imap/context.h"
#include "imap/grammar/sequence_set.h"

namespace postern::imap {

using SeqRanges = std::vector<store::SeqRange>;  // ascending, not overlapping

// By UID or by number as the command's form says. Nothing when a number is above the last message (RFC 9051 §9, seq-number).
std::optional<SeqRanges> named(const Context&, const grammar::SequenceSet&);
SeqRanges by_uid(const store::MailboxView&, const grammar::SequenceSet&, const store::UidRanges& saved);
std::optional<SeqRanges> by_number(const store::MailboxView&, const grammar::SequenceSet&, const store::UidRanges& saved);

store::UidRanges uids_of(const store::MailboxView&, const SeqRanges&);
SeqRanges seqs_of(const store::MailboxView&, const store::UidRanges&);
std::vector<grammar::Range> as_ranges(const store::UidRanges&);
store::UidRanges as_uids(const std::vector<grammar::Range>&);
std::uint64_t count(const SeqRanges&);
// What a search that asked by MODSEQ tells (RFC 7162 §3.1.6); 0 of no messages.
std::uint64_t highest_mod_seq(const store::MailboxView&, const SeqRanges&);
// Adds a number larger than all before it.
void push(SeqRanges&, std::uint32_t seq);
// The ranges without what is at or below `seq`.
void drop_up_to(SeqRanges&, std::uint32_t seq);
// Takes at most `limit` messages off the front.
SeqRanges take_front(SeqRanges&, std::uint32_t limit);

}  // namespace postern::imap
