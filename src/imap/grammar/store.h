// What STORE changes; COPY, MOVE and UID EXPUNGE name messages the same way.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "imap/grammar/sequence_set.h"

namespace postern::imap::grammar {

enum class FlagChange : std::uint8_t { replace, add, remove };

struct StoreArgs {
  SequenceSet set;
  std::optional<std::uint64_t> unchanged_since;  // RFC 7162 §3.1.3
  FlagChange change = FlagChange::replace;
  bool silent = false;
  std::vector<std::string> flags;
};

struct CopyArgs {
  SequenceSet set;
  std::string mailbox;
};

struct ExpungeArgs {
  std::optional<SequenceSet> uids;  // UID EXPUNGE (RFC 4315 §2.1)
};

StoreArgs store(Cursor&);
CopyArgs copy(Cursor&);
ExpungeArgs expunge(Cursor&);

}  // namespace postern::imap::grammar
