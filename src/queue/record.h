// What is stored of a queued message: one record for what all its recipients share, and one for each leg of its way.
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

// The next hop by which recipients wait together: their domain, in lower case, or address literal. Empty: they have a home here.
using Hop = std::string;
inline constexpr std::string_view kHere;
Hop hop_of(const address::Mailbox&);

struct Progress {
  std::uint32_t attempts = 0;
  std::string last_answer;  // of the other server, or our own words
};

// The recipients of one message that go the same way, and when they are tried next. Without recipients: done.
struct Leg {
  Hop hop;
  std::vector<Recipient> recipients;
  std::vector<Progress> progress;  // one a recipient
  Time due;

  void add(Recipient, Progress = {});
};
// Each recipient in the leg of its hop, all due at one time.
std::vector<Leg> legs_of(std::vector<Recipient> elsewhere, Time due);

// What all legs of a message share.
struct Message {
  Envelope envelope;                   // of its recipients, none
  std::uint64_t size = 0;              // octets of the message
  std::optional<store::BlobRef> blob;  // none: the bytes lie beside the record
  std::uint64_t skip = 0;              // octets of the content before the message
  Time queued;
  std::uint64_t legs = 0;  // that are left; with the last the message goes
};

// One leg of a message, as whoever tries it sees it.
struct Entry {
  EntryId id;
  Message message;
  Leg leg;

  [[nodiscard]] Envelope envelope() const;  // with the recipients of the leg
};

std::string encode(const Message&);
std::string encode(const Leg&);  // but for its hop, which is in the key
// Refuse bytes that encode() did not make.
Result<Message> decode_message(std::string_view);
Result<Leg> decode_leg(Hop, std::string_view);

}  // namespace postern::queue
