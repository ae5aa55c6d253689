// Untagged answers that carry a client from the view it knows to the present one.
#pragma once
#include <string>
#include <vector>

#include "imap/context.h"
#include "imap/messages.h"

namespace postern::imap {

enum class Tell : std::uint8_t {
  nothing,       // the command leaves the mailbox, or there is none
  keep_numbers,  // FETCH, STORE, SEARCH, SORT by number: no EXPUNGE (RFC 9051 §7.5.1)
  all,
  result,  // EXPUNGE, MOVE: the changes are the command's own result, told also where NOTIFY asked for silence (RFC 5465)
};

// Tells EXPUNGE or VANISHED, EXISTS and FETCH up to `latest`. Flags of `told` (sequence numbers of the known view, sorted) were
// told by the command itself. While numbers must stay, a message that has gone keeps its place until a later command tells it. What NOTIFY asked
// for the selected mailbox is told instead, where it was given: without its events the client keeps the view it has.
Task<Result<void>> tell(Context&, store::View latest, Tell, const SeqRanges& told = {});
// The same up to the mailbox's present state. A mailbox that was deleted ends the session with BYE.
Task<Result<void>> tell_present(Context&, Tell, const SeqRanges& told = {});

// The present view; from the cache without waiting where it is there.
Task<Result<store::View>> present(const Context&);

// "(\Seen $Junk)"
void append_flags(std::string& out, store::Flags, const std::vector<std::string>& keywords);
// "* 5 FETCH (FLAGS (\Seen) UID 7 MODSEQ (9))"; UID and MODSEQ as the session and the command ask.
void append_flag_fetch(const Context&, std::uint32_t seq, const store::Row&, const std::vector<std::string>& keywords);
// "* FLAGS (...)" and PERMANENTFLAGS.
void append_flag_list(const Context&, const store::MailboxView&, bool read_only);
// The same where the view has keywords that the client has not been told of; they come before flags that use them.
void tell_keywords(Context&, const store::MailboxView&);

}  // namespace postern::imap
