// The queue's keys and commits.
// "Q" partition "#" id: the entry.   "Q" partition "B" id: its bytes when they are small.   "Q" partition "D" due id: the due index.
#include "queue/queue.h"

#include <algorithm>

#include "base/codec.h"

namespace postern::queue {
namespace {

constexpr std::uint64_t kPartitions = 64;
constexpr kv::Family kFamily = kv::Family::queue;

std::uint8_t partition(EntryId id) { return static_cast<std::uint8_t>(id.value % kPartitions); }
kv::Shard shard(EntryId id) { return {~std::uint64_t{partition(id)}}; }  // apart from the accounts' shards

std::string key(std::uint8_t part, char kind) { return std::string("Q").append(1, static_cast<char>(part)).append(1, kind); }
std::string entry_key(EntryId id) { return key(partition(id), '#') + Encoder().big64(id.value).take(); }
std::string body_key(EntryId id) { return key(partition(id), 'B') + Encoder().big64(id.value).take(); }
std::string due_key(EntryId id, Time due) {
  return key(partition(id), 'D') + Encoder().big64(static_cast<std::uint64_t>(due.ms)).big64(id.value).take();
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
  if (content.blob) entry.skip = skip;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto there = in.get(kFamily, entry_key(entry.id));
    if (!there) return pass_on(there);
    if (*there) return fail(Failure::unavailable, "Try again", "a queue id came up twice");
    in.put(kFamily, entry_key(entry.id), encode(entry));
    in.put(kFamily, due_key(entry.id, entry.due), {});
    if (content.bytes) in.put(kFamily, body_key(entry.id), content.bytes->substr(skip));
    return {};
  };
  auto done = co_await kv_.commit(shard(entry.id), std::move(write));
  if (!done) co_return pass_on(done);
  co_return entry.id;
}

Task<Result<std::vector<Entry>>> Queue::list(std::size_t limit) {
  std::vector<Entry> out;
  for (std::uint8_t part = 0; part < kPartitions; ++part) {
    std::optional<Error> damaged;
    kv::Visitor collect = [&](std::string_view k, std::string_view v) {
      Decoder id(k.substr(3));
      auto entry = decode_entry(EntryId(id.big64()), v);
      if (!entry)
        damaged = entry.error();
      else
        out.push_back(std::move(*entry));
      return !damaged && out.size() < limit * 2;
    };
    auto scanned = co_await kv_.scan(kFamily, key(part, '#'), key(part, '#' + 1), std::move(collect));
    if (!scanned) co_return pass_on(scanned);
    if (damaged) co_return std::unexpected(*damaged);
  }
  std::ranges::sort(out, {}, &Entry::due);
  if (out.size() > limit) out.resize(limit);
  co_return out;
}

Task<Result<Entry>> Queue::show(EntryId id) {
  auto bytes = co_await kv_.get(kFamily, entry_key(id));
  if (!bytes) co_return pass_on(bytes);
  if (!*bytes) co_return fail(Failure::not_found, "There is no such message in the queue");
  co_return decode_entry(id, **bytes);
}

Task<Result<std::string>> Queue::body(EntryId id) {
  auto entry = co_await show(id);
  if (!entry) co_return pass_on(entry);
  if (entry->blob) co_return co_await blobs_.read(entry->blob->name, entry->skip, entry->size);
  auto bytes = co_await kv_.get(kFamily, body_key(id));
  if (!bytes) co_return pass_on(bytes);
  if (!*bytes) co_return fail(Failure::corrupt, "A queued message has lost its bytes");
  co_return std::move(**bytes);
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
  co_return co_await kv_.commit(shard(id), std::move(write));
}

Task<Result<std::vector<store::BlobName>>> Queue::named_blobs() {
  auto all = co_await list(SIZE_MAX / 2);
  if (!all) co_return pass_on(all);
  std::vector<store::BlobName> out;
  for (const auto& e : *all)
    if (e.blob) out.push_back(e.blob->name);
  co_return out;
}

}  // namespace postern::queue
