// Archives, read entry by entry; nothing is ever written to a disk.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/budget.h"
#include "attachments/octets.h"

namespace postern::attachments {

struct ArchiveEntry {
  std::vector<std::string> names;  // UTF-8, in the readings there are; none: it has a name that cannot be read, or none
  bool is_folder = false;
  bool is_nameless = false;  // of a format that only compresses
  bool is_encrypted = false;
};

// The next octets of an entry; empty at its end. Valid until the next call.
using EntryOctets = std::function<Result<std::string_view>()>;
// What is not read of an entry is passed over. False: nothing more of the archive is wanted.
using OnEntry = std::function<bool(const ArchiveEntry&, const EntryOctets&)>;

// An error says in its public text, for the sentence "NAME ...", why it could not be read to its end. Blocks; for a thread of its own.
Result<void> read_archive(Octets&, Budget&, const OnEntry&);

}  // namespace postern::attachments
