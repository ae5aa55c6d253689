// The queue's keys and commits.
// "Q" partition "#" id: the entry.   "Q" partition "B" id: its bytes when they are small.   "Q" partition "D" due id: the due index.
#include "queue/queue.h"

#include <algorithm>
#include <limits>

#include "base/codec.h"

namespace postern::queue {
namespace {

constexpr std::uint64_t kPartitions = 64;
constexpr kv::Family kFamily = kv::Family::queue;
constexpr Time kNever{std::numeric_limits<std::int64_t>::max()};

std::uint8_t partition(EntryId id) { return static_cast<std::uint8_t>(id.value % kPartitions); }
kv::Shard shard(EntryId id) { return {~std::uint64_t{partition(id)}}; }  // apart from the accounts' shards

std::string key(std::uint8_t part, char kind) { return std::string("Q").append(1, static_cast<char>(part)).append(1, kind); }
std::string entry_key(EntryId id) { return key(partition(id), '#') + Encoder().big64(id.value).take(); }
std::string body_key(EntryId id) { return key(partition(id), 'B') + Encoder().big64(id.value).take(); }
std::string due_key(EntryId id, Time due) {
  return key(partition(id), 'D') + Encoder().big64(static_cast<std::uint64_t>(due.ms)).big64(id.value).take();
}

EntryId entry_of(std::string_view entry_key) {
  Decoder in(entry_key.substr(key(0, '#').size()));
  return EntryId(in.big64());
}

Due due_of(std::string_view due_key) {
  Decoder in(due_key.substr(key(0, 'D').size()));
  const auto at = static_cast<std::int64_t>(in.big64());
  return {.id = EntryId(in.big64()), .at = Time{at}};
}

Task<Result<store::BlobRef>> write_blob(store::BlobStore& blobs, std::string bytes) {
  auto writer = blobs.begin();
  auto written = co_await writer->write(std::move(bytes));
  if (!written) co_return pass_on(written);
  co_return co_await writer->finish();
}

}  // namespace

Task<Result<EntryId>> Queue::add(Envelope envelope, store::Content content, Time due, std::size_t skip) {
  Entry entry;
  entry.id = EntryId(1 + random_.below(~std::uint64_t{0}));
  entry.envelope = std::move(envelope);
  entry.progress.resize(entry.envelope.recipients.size());
  entry.size = content.size() - skip;
  entry.queued = entry.envelope.origin.received;
  entry.due = due;
  if (!content.blob && entry.size > inline_limit_) {
    auto large = co_await write_blob(blobs_, *content.bytes);
    if (!large) co_return pass_on(large);
    content = store::Content(*large);
  }
  entry.blob = content.blob;
  entry.skip = skip;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto there = in.get(kFamily, entry_key(entry.id));
    if (!there) return pass_on(there);
    if (*there) return fail(Failure::unavailable, "Try again", "a queue id came up twice");
    in.put(kFamily, entry_key(entry.id), encode(entry));
    in.put(kFamily, due_key(entry.id, entry.due), {});
    if (content.bytes) in.put(kFamily, body_key(entry.id), *content.bytes);
    return {};
  };
  auto done = co_await kv_.commit(shard(entry.id), std::move(write));
  if (!done) co_return pass_on(done);
  comes_due(due);
  changes_.add({Way::in, entry.id});
  co_return entry.id;
}

void Queue::comes_due(Time at) {
  for (auto known = next_due_.load(); at.ms < known && !next_due_.compare_exchange_weak(known, at.ms);) continue;
}

// The first of each partition, put in order.
Task<Result<Queue::InOrder>> Queue::in_order(Time until, std::size_t limit) {
  InOrder out;
  for (std::uint8_t part = 0; part < kPartitions; ++part) {
    std::size_t of_part = 0;
    kv::Visitor collect = [&](std::string_view k, std::string_view) {
      const Due one = due_of(k);
      const bool wanted = one.at <= until && of_part++ < limit;
      if (wanted)
        out.first.push_back(one);
      else
        out.next = std::min(out.next, one.at);
      return wanted;
    };
    auto scanned = co_await kv_.scan(kFamily, key(part, 'D'), key(part, 'D' + 1), std::move(collect));
    if (!scanned) co_return pass_on(scanned);
  }
  std::ranges::sort(out.first, {}, &Due::at);
  if (!out.first.empty()) out.next = out.first.front().at;
  if (out.first.size() > limit) out.first.resize(limit);
  co_return out;
}

// What is added meanwhile is either seen by the scan or says itself when it is due.
Task<Result<std::vector<Due>>> Queue::due(Time now, std::size_t limit) {
  const Time before{next_due_.exchange(kNever.ms)};
  auto found = co_await in_order(now, limit);
  comes_due(found ? found->next : before);
  if (!found) co_return pass_on(found);
  co_return std::move(found->first);
}

Task<Result<void>> Queue::keep(Due was, Entry entry) {
  const Time next = entry.due;
  const bool waits = !entry.envelope.recipients.empty();
  bool is_there = false;
  kv::Intent write = [was, &entry, waits, &is_there](kv::Transaction& in) -> Result<void> {
    auto there = in.get(kFamily, entry_key(was.id));
    if (!there) return pass_on(there);
    in.erase(kFamily, due_key(was.id, was.at));
    is_there = there->has_value();
    if (!is_there) return {};  // an administrator was faster
    if (waits) {
      in.put(kFamily, entry_key(was.id), encode(entry));
      in.put(kFamily, due_key(was.id, entry.due), {});
    } else {
      in.erase(kFamily, entry_key(was.id));
      in.erase(kFamily, body_key(was.id));
    }
    return {};
  };
  auto done = co_await kv_.commit(shard(was.id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (done && waits) comes_due(next);
  if (done && is_there) changes_.add({waits ? Way::changed : Way::out, was.id});
  co_return done;
}

Task<Result<void>> Queue::move(Due was, Time to) {
  kv::Intent write = [was, to](kv::Transaction& in) -> Result<void> {
    auto there = in.get(kFamily, entry_key(was.id));
    in.erase(kFamily, due_key(was.id, was.at));
    if (!there || *there) in.put(kFamily, due_key(was.id, to), {});
    return {};
  };
  auto done = co_await kv_.commit(shard(was.id), std::move(write), kv::Durability::synced, kv::Purpose::shrink);
  if (done) comes_due(to);
  co_return done;
}

// One that cannot be read is left out: who tries to deliver it says so in the log.
Task<Result<std::vector<Entry>>> Queue::list(std::size_t limit) {
  auto found = co_await in_order(kNever, limit);
  if (!found) co_return pass_on(found);
  std::vector<Entry> out;
  for (const auto& one : found->first) {
    auto entry = co_await show(one.id);
    if (entry)
      out.push_back(std::move(*entry));
    else if (entry.error().kind != Failure::corrupt && entry.error().kind != Failure::not_found)
      co_return pass_on(entry);
  }
  co_return out;
}

Task<Result<std::size_t>> Queue::count(std::size_t most) {
  auto found = co_await in_order(kNever, most);
  if (!found) co_return pass_on(found);
  co_return found->first.size();
}

Task<Result<Entry>> Queue::show(EntryId id) {
  auto bytes = co_await kv_.get(kFamily, entry_key(id));
  if (!bytes) co_return pass_on(bytes);
  if (!*bytes) co_return fail(Failure::not_found, "There is no such message in the queue");
  co_return decode_entry(id, **bytes);
}

Task<Result<store::Content>> Queue::content(const Entry& entry) {
  if (entry.blob) co_return store::Content(*entry.blob);
  auto bytes = co_await kv_.get(kFamily, body_key(entry.id));
  if (!bytes) co_return pass_on(bytes);
  if (!*bytes || (*bytes)->size() != entry.skip + entry.size)
    co_return fail(Failure::corrupt, "A queued message has lost its bytes");
  co_return store::Content(std::make_shared<const std::string>(std::move(**bytes)));
}

Task<Result<void>> Queue::remove(EntryId id) {
  auto entry = co_await show(id);
  if (!entry) co_return pass_on(entry);
  kv::Intent write = [id, due = entry->due](kv::Transaction& in) -> Result<void> {
    in.erase(kFamily, entry_key(id));
    in.erase(kFamily, body_key(id));
    in.erase(kFamily, due_key(id, due));
    return {};
  };
  auto done = co_await kv_.commit(shard(id), std::move(write));
  if (done) changes_.add({Way::out, id});
  co_return done;
}

// An entry that cannot be read may name any blob, so then there is no answer.
Task<Result<std::vector<store::BlobName>>> Queue::named_blobs() {
  std::vector<store::BlobName> out;
  for (std::uint8_t part = 0; part < kPartitions; ++part) {
    Result<void> readable;
    kv::Visitor collect = [&](std::string_view k, std::string_view v) {
      auto entry = decode_entry(entry_of(k), v);
      if (!entry) readable = pass_on(entry);
      if (entry && entry->blob) out.push_back(entry->blob->name);
      return readable.has_value();
    };
    auto scanned = co_await kv_.scan(kFamily, key(part, '#'), key(part, '#' + 1), std::move(collect));
    if (!scanned) co_return pass_on(scanned);
    if (!readable) co_return pass_on(readable);
  }
  co_return out;
}

}  // namespace postern::queue
