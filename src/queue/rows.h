// The queue's keys, and what one transaction reads and writes of them. Private to this room.
// "QM" id: the message.   "QB" id: its bytes when they are small.   "QL" id hop: a leg.   "QD" hop 0 due id: the due index.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kv/key_range.h"
#include "kv/kv.h"
#include "queue/queue.h"

namespace postern::queue::rows {

inline constexpr kv::Family kFamily = kv::Family::queue;
inline constexpr std::string_view kMessages = "QM", kBodies = "QB", kLegs = "QL", kDue = "QD";

kv::Shard shard(EntryId);  // of all rows of a message; apart from the accounts' shards

std::string key(std::string_view kind, EntryId);  // of the message, of its bytes; in front of its legs
std::string leg_key(EntryId, const Hop&);
std::string line_key(const Hop&);  // in front of all places of a hop
std::string due_key(const Due&);
using kv::after;

EntryId id_in(std::string_view key);
Hop hop_in(std::string_view leg_key);
std::string_view hop_in_due(std::string_view due_key);
Due due_in(std::string_view due_key);

void put_leg(kv::Transaction&, EntryId, const Leg&);
void erase_leg(kv::Transaction&, EntryId, const Leg&);
Result<std::optional<Leg>> read_leg(kv::Transaction&, EntryId, const Hop&);
Result<Message> read_message(kv::Transaction&, EntryId);
// The message has so many legs more, or less; with the last it goes.
Result<void> change_legs(kv::Transaction&, EntryId, std::int64_t by);

}  // namespace postern::queue::rows
