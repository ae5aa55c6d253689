// Keys are compared octet by octet: numbers have their first octet first.
#include "queue/rows.h"

#include "base/codec.h"

namespace postern::queue::rows {
namespace {

constexpr std::size_t kIdSize = 8;

}  // namespace

kv::Shard shard(EntryId id) { return {~(id.value % 64)}; }

std::string key(std::string_view kind, EntryId id) { return std::string(kind) + Encoder().big64(id.value).take(); }
std::string leg_key(EntryId id, const Hop& hop) { return key(kLegs, id) + hop; }
std::string line_key(const Hop& hop) { return std::string(kDue) + hop + '\0'; }
std::string due_key(const Due& d) {
  return line_key(d.hop) + Encoder().big64(static_cast<std::uint64_t>(d.at.ms)).big64(d.id.value).take();
}

EntryId id_in(std::string_view key) {
  Decoder in(key.substr(kMessages.size(), kIdSize));
  return EntryId(in.big64());
}

Hop hop_in(std::string_view leg_key) { return Hop(leg_key.substr(kLegs.size() + kIdSize)); }

std::string_view hop_in_due(std::string_view due_key) {
  return due_key.substr(kDue.size(), due_key.size() - 2 * kIdSize - 1 - kDue.size());
}

Due due_in(std::string_view due_key) {
  Decoder in(due_key.substr(due_key.size() - 2 * kIdSize));
  const Time at{static_cast<std::int64_t>(in.big64())};
  return {.id = EntryId(in.big64()), .hop = Hop(hop_in_due(due_key)), .at = at};
}

void put_leg(kv::Transaction& in, EntryId id, const Leg& leg) {
  in.put(kFamily, leg_key(id, leg.hop), encode(leg));
  in.put(kFamily, due_key({id, leg.hop, leg.due}), {});
}

void erase_leg(kv::Transaction& in, EntryId id, const Leg& leg) {
  in.erase(kFamily, leg_key(id, leg.hop));
  in.erase(kFamily, due_key({id, leg.hop, leg.due}));
}

Result<std::optional<Leg>> read_leg(kv::Transaction& in, EntryId id, const Hop& hop) {
  auto bytes = in.get(kFamily, leg_key(id, hop));
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return std::optional<Leg>();
  auto leg = decode_leg(hop, **bytes);
  if (!leg) return pass_on(leg);
  return std::optional(std::move(*leg));
}

Result<Message> read_message(kv::Transaction& in, EntryId id) {
  auto bytes = in.get(kFamily, key(kMessages, id));
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return fail(Failure::not_found, "There is no such message in the queue");
  return decode_message(**bytes);
}

Result<void> change_legs(kv::Transaction& in, EntryId id, std::int64_t by) {
  if (by == 0) return {};
  auto bytes = in.get(kFamily, key(kMessages, id));
  if (!bytes) return pass_on(bytes);
  auto message = decode_message(bytes->value_or(""));
  if (!message) return pass_on(message);
  message->legs += static_cast<std::uint64_t>(by);
  if (message->legs > 0) {
    in.put(kFamily, key(kMessages, id), encode(*message));
    return {};
  }
  in.erase(kFamily, key(kMessages, id));
  in.erase(kFamily, key(kBodies, id));
  return {};
}

}  // namespace postern::queue::rows
