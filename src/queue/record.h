// One queued message as it is stored: the envelope, where its bytes are, and how far each recipient is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "queue/envelope.h"
#include "store/blobs.h"

namespace postern::queue {

using EntryId = Id<struct EntryTag, std::uint64_t>;  // random, never 0; also names the partition

enum class RecipientState : std::uint8_t { waiting = 0, delivered = 1, failed = 2 };

struct Progress {
  RecipientState state = RecipientState::waiting;
  std::uint32_t attempts = 0;
  std::string last_answer;  // of the other server, or our own words
};

struct Entry {
  EntryId id;
  Envelope envelope;
  std::vector<Progress> progress;      // one a recipient
  std::uint64_t size = 0;              // octets of the message
  std::optional<store::BlobRef> blob;  // none: the bytes lie beside the entry
  std::uint64_t skip = 0;              // octets of the blob before the message
  Time queued;
  Time due;
};

std::string encode(const Entry&);
// Refuses bytes that encode() did not make.
Result<Entry> decode_entry(EntryId, std::string_view);

}  // namespace postern::queue
