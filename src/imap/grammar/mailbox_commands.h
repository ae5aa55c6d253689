// Arguments of the commands that name mailboxes: SELECT, EXAMINE, CREATE, RENAME and those that take a name alone.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "imap/grammar/sequence_set.h"

namespace postern::imap::grammar {

struct MailboxArgs {
  std::string mailbox;
};

// RFC 7162 §3.2.5: what the client knows of the mailbox.
struct Resync {
  std::uint32_t uid_validity = 0;
  std::uint64_t mod_seq = 0;
  std::vector<Range> known_uids;  // sorted; empty: not given
  SequenceSet numbers, uids;      // seq-match-data; equally many
};

struct SelectArgs {
  std::string mailbox;
  bool condstore = false;
  std::optional<Resync> resync;
};

struct CreateArgs {
  std::string mailbox;
  std::vector<std::string> uses;  // RFC 6154 §3: "\Drafts", ...
};

struct RenameArgs {
  std::string from, to;
};

MailboxArgs mailbox_name(Cursor&);
SelectArgs select(Cursor&);
CreateArgs create(Cursor&);
RenameArgs rename(Cursor&);
MailboxArgs quota_root(Cursor&);  // getquota = "GETQUOTA" SP astring (RFC 9208 §4.1.1)

}  // namespace postern::imap::grammar
