// How a commit reads and writes the rows of an account.
#include "store/change.h"

#include <algorithm>
#include <limits>

#include "base/codec.h"
#include "base/text.h"
#include "store/keys.h"
#include "store/ranges.h"

namespace postern::store {
namespace {

constexpr std::uint64_t kLogKept = 100'000;  // commits that the change log reaches back at least
constexpr std::uint32_t kLastUid = std::numeric_limits<std::uint32_t>::max() - kChunkUids;

std::unexpected<Error> no_mailbox() { return fail(Failure::not_found, "No such mailbox"); }

}  // namespace

Result<void> Change::begin() {
  auto bytes = t_.get(kv::Family::meta, keys::head(account_));
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return fail(Failure::not_found, "No such account");
  auto head = decode_head(**bytes);
  if (!head) return pass_on(head);
  head_ = *head;
  return {};
}

Result<Change::Box*> Change::box(MailboxId id) {
  if (const auto at = boxes_.find(id); at != boxes_.end()) {
    if (at->second.removed) return no_mailbox();
    return &at->second;
  }
  auto bytes = t_.get(kv::Family::meta, keys::state(account_, id));
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return no_mailbox();
  auto state = decode_state(**bytes);
  if (!state) return pass_on(state);
  Box& box = boxes_[id];
  box.id = id;
  box.state = std::move(*state);
  return &box;
}

Change::Box& Change::make_box(MailboxId id, MailboxState state) {
  Box& box = boxes_[id];
  box.id = id;
  box.state = std::move(state);
  box.touched = true;
  return box;
}

Flags Change::known_bits(const Box& box, const FlagNames& names) {
  Flags bits = names.system & kSystemFlags;
  for (const auto& wanted : names.keywords) {
    const auto& table = box.state.keywords;
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (equal_nocase(table[i], wanted)) bits |= Flags{1} << (kFirstKeyword + i);
    }
  }
  return bits;
}

Result<Flags> Change::bits(Box& box, const FlagNames& names) {
  for (const auto& wanted : names.keywords) {
    auto& table = box.state.keywords;
    if (std::any_of(table.begin(), table.end(), [&](const std::string& k) { return equal_nocase(k, wanted); })) continue;
    if (wanted.empty() || wanted.size() > 128) return fail(Failure::invalid, "Keyword is empty or too long");
    if (table.size() == kMaxKeywords) return fail(Failure::too_large, "Too many keywords in this mailbox");
    table.push_back(wanted);
    box.touched = true;
  }
  return known_bits(box, names);
}

Result<void> room_left(const Head& head, AccountId account, std::uint64_t bytes, const SharedRoom* shared) {
  const auto used = head.used_bytes + bytes;
  if (head.limit_bytes != 0 && used > head.limit_bytes) return fail(Failure::over_quota, "Mailbox is full");
  if (shared && !shared->takes(account, used))
    return fail(Failure::over_quota, "Mailbox is full", "its domain has no room left");
  return {};
}

Result<void> Change::charge(std::uint64_t bytes) {
  auto room = room_left(head_, account_, bytes, room_);
  if (!room) return room;
  head_.used_bytes += bytes;
  ++head_.used_messages;
  return {};
}

Result<void> Change::open_tail(Box& box) {
  const auto index = box.state.uidnext.value / kChunkUids;
  if (box.tail_open && box.tail_index == index) return {};
  flush(box);
  if (box.state.uidnext.value % kChunkUids != 0) {  // else the chunk begins with this message
    auto rows = t_.get(kv::Family::meta, keys::chunk(account_, box.id, index));
    if (!rows) return pass_on(rows);
    auto fixed_rows = t_.get(kv::Family::meta, keys::fixed_chunk(account_, box.id, index));
    if (!fixed_rows) return pass_on(fixed_rows);
    if (*rows) box.tail = std::move(**rows);
    if (*fixed_rows) box.fixed_tail = std::move(**fixed_rows);
  }
  box.tail_index = index;
  box.tail_open = true;
  return {};
}

void Change::flush(Box& box) {
  if (!box.tail_open) return;
  t_.put(kv::Family::meta, keys::chunk(account_, box.id, box.tail_index), box.tail);
  t_.put(kv::Family::meta, keys::fixed_chunk(account_, box.id, box.tail_index), box.fixed_tail);
  box.images[box.tail_index] = std::move(box.tail);
  box.tail.clear();
  box.fixed_tail.clear();
  box.tail_open = false;
}

Result<Uid> Change::add(Box& box, MessageNumber number, Flags flags, const Fixed& fixed) {
  if (box.state.uidnext.value >= kLastUid) return fail(Failure::too_large, "Mailbox has used up its UIDs");
  auto opened = open_tail(box);
  if (!opened) return pass_on(opened);
  auto& state = box.state;
  const Uid uid = state.uidnext;
  append_row(box.tail, {uid, number, flags, modseq()});
  append_fixed(box.fixed_tail, uid, fixed);
  state.uidnext = Uid(uid.value + 1);
  ++state.exists;
  state.unseen += (flags & kSeen) ? 0 : 1;
  state.deleted += (flags & kDeleted) ? 1 : 0;
  state.size += fixed.size;
  append_uid(box.created, uid);
  box.touched = true;
  return uid;
}

Result<std::vector<Chunk>> Change::read(Box& box, std::uint32_t first, std::uint32_t last) {
  std::vector<Chunk> chunks;
  if (first == last) {
    auto bytes = t_.get(kv::Family::meta, keys::chunk(account_, box.id, first));
    if (!bytes) return pass_on(bytes);
    if (!*bytes) return chunks;
    auto chunk = decode_chunk(first, **bytes);
    if (!chunk) return pass_on(chunk);
    chunks.push_back(std::move(*chunk));
    return chunks;
  }
  Result<void> decoded;
  auto scanned = t_.scan(kv::Family::meta, keys::chunk(account_, box.id, first), keys::chunk(account_, box.id, last + 1),
                         [&](std::string_view key, std::string_view value) {
                           auto chunk = decode_chunk(Decoder(key.substr(key.size() - 4)).big32(), value);
                           if (!chunk)
                             decoded = pass_on(chunk);
                           else
                             chunks.push_back(std::move(*chunk));
                           return decoded.has_value();
                         });
  if (!scanned) return pass_on(scanned);
  if (!decoded) return pass_on(decoded);
  return chunks;
}

void Change::write(Box& box, const Chunk& chunk) {
  auto bytes = encode(chunk);
  const auto key = keys::chunk(account_, box.id, chunk.index);
  if (bytes.empty()) {
    t_.erase(kv::Family::meta, key);
  } else {
    t_.put(kv::Family::meta, key, bytes);
  }
  box.images[chunk.index] = std::move(bytes);
  box.touched = true;
}

Result<void> Change::edit(Box& box, const UidRanges& wanted, const std::function<Result<bool>(Chunk&)>& visit) {
  flush(box);
  const auto ranges = normalised(wanted, Uid(box.state.uidnext.value - 1));
  for (std::size_t i = 0; i < ranges.size();) {
    const auto first = ranges[i].first.value / kChunkUids;
    auto last = ranges[i].last.value / kChunkUids;
    for (++i; i < ranges.size() && ranges[i].first.value / kChunkUids <= last + 1; ++i)
      last = ranges[i].last.value / kChunkUids;
    auto chunks = read(box, first, last);
    if (!chunks) return pass_on(chunks);
    for (auto& chunk : *chunks) {
      auto changed = visit(chunk);
      if (!changed) return pass_on(changed);
      if (*changed) write(box, chunk);
    }
  }
  return {};
}

Result<FixedChunk> Change::fixed(Box& box, std::uint32_t index) {
  flush(box);
  auto bytes = t_.get(kv::Family::meta, keys::fixed_chunk(account_, box.id, index));
  if (!bytes) return pass_on(bytes);
  if (!*bytes) return FixedChunk{};
  return decode_fixed(**bytes);
}

Result<void> Change::expunge_fixed(Box& box, const Chunk& before, const Chunk& after) {
  auto rows = fixed(box, before.index);
  if (!rows) return pass_on(rows);
  FixedChunk kept;
  for (const auto& row : *rows) {
    if (std::binary_search(after.low.begin(), after.low.end(), row.low)) {
      kept.push_back(row);
      continue;
    }
    box.state.size -= row.fixed.size;
    head_.used_bytes -= row.fixed.size;
    --head_.used_messages;
  }
  if (rows->size() - kept.size() != before.size() - after.size()) return damaged("fixed rows");
  const auto key = keys::fixed_chunk(account_, box.id, before.index);
  if (kept.empty()) {
    t_.erase(kv::Family::meta, key);
  } else {
    t_.put(kv::Family::meta, key, encode(kept, before.index));
  }
  return {};
}

Result<UidRanges> Change::expunge(Box& box, const UidRanges& wanted, const std::function<bool(const Row&)>& which) {
  UidRanges gone;
  const auto ranges = normalised(wanted, Uid(box.state.uidnext.value - 1));
  auto done = edit(box, ranges, [&](Chunk& chunk) -> Result<bool> {
    Chunk kept;
    kept.index = chunk.index;
    for (std::uint32_t i = 0; i < chunk.size(); ++i) {
      const Row row = chunk.row(i);
      if (!contains(ranges, row.uid) || !which(row)) {
        push_row(kept, row);
        continue;
      }
      append_uid(gone, row.uid);
      append_uid(box.destroyed, row.uid);
      expunged_.push_back({box.id, row.uid, row.number.value});
      --box.state.exists;
      box.state.unseen -= (row.flags & kSeen) ? 0 : 1;
      box.state.deleted -= (row.flags & kDeleted) ? 1 : 0;
    }
    if (kept.size() == chunk.size()) return false;
    auto fixed_done = expunge_fixed(box, chunk, kept);
    if (!fixed_done) return pass_on(fixed_done);
    chunk = std::move(kept);
    return true;
  });
  if (!done) return pass_on(done);
  return gone;
}

void Change::event(LogKind kind, MailboxId mailbox) {
  events_.push_back({kind, mailbox, {}});
  names_changed_ = true;
  head_.mailbox_modseq = modseq().value;
}

std::vector<LogEvent> Change::log_events() {
  auto events = std::move(events_);
  for (auto& [id, box] : boxes_) {
    if (!box.created.empty()) events.push_back({LogKind::created, id, std::move(box.created)});
    if (!box.updated.empty()) events.push_back({LogKind::updated, id, std::move(box.updated)});
    if (!box.destroyed.empty()) events.push_back({LogKind::destroyed, id, std::move(box.destroyed)});
  }
  return events;
}

void Change::trim_log() {
  if (head_.modseq < head_.log_floor + 2 * kLogKept) return;
  const auto floor = head_.modseq - kLogKept;
  t_.erase_range(kv::Family::meta, keys::log(account_, 0), keys::log(account_, floor + 1));
  head_.log_floor = floor;
}

void Change::tell() {
  auto notice = std::make_shared<MailNotice>();
  notice->account = account_;
  notice->used_bytes = head_.used_bytes;
  notice->expunged = !expunged_.empty();
  notice->names = names_changed_;
  for (auto& [id, box] : boxes_) {
    if (box.touched || box.removed) notice->boxes.push_back({id, box.removed, std::move(box.state), std::move(box.images)});
  }
  t_.notify(std::move(notice));
}

Result<void> Change::finish() {
  bool messages = false;
  for (auto& [id, box] : boxes_) {
    flush(box);
    if (!box.touched || box.removed) continue;
    messages = true;
    box.state.highest = modseq();
    t_.put(kv::Family::meta, keys::state(account_, id), encode(box.state));
  }
  if (!messages && events_.empty() && expunged_.empty()) return {};
  ++head_.modseq;
  if (messages) head_.message_modseq = head_.modseq;
  t_.put(kv::Family::meta, keys::log(account_, head_.modseq), encode(log_events()));
  if (!expunged_.empty()) {
    t_.put(kv::Family::meta, keys::tombstone(account_, head_.modseq), encode(Tombstone{now_, expunged_}));
  }
  trim_log();
  t_.put(kv::Family::meta, keys::head(account_), encode(head_));
  tell();
  return {};
}

}  // namespace postern::store
