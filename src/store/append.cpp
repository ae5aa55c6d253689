// Putting messages into a mailbox: bodies over the limit are blobs first, then one commit writes all rows.
#include <limits>

#include "store/keys.h"
#include "store/parts.h"
#include "store/threads.h"

namespace postern::store {
namespace {

constexpr std::size_t kMaxFacts = 4_MiB;  // of one message; the parser's own limits are far below
constexpr std::size_t kBlobPiece = 256_KiB;

struct Batch {
  MailboxId mailbox;
  std::vector<NewMessage> messages;
  Appended done;
};

std::uint64_t size_of(const NewMessage& m) { return m.blob ? m.blob->size : m.bytes->size(); }

Result<void> check(const std::vector<NewMessage>& messages) {
  for (const auto& m : messages) {
    if (!m.facts || (!m.bytes && !m.blob)) return fail(Failure::invalid, "Message without content");
    if (size_of(m) > std::numeric_limits<std::uint32_t>::max()) return fail(Failure::too_large, "Message is too large");
    const auto& f = *m.facts;
    if (f.envelope.size() + f.body_structure.size() + f.headers.size() + f.preview.size() > kMaxFacts) {
      return fail(Failure::too_large, "Message header is too large");
    }
  }
  return {};
}

std::string_view hash_of(const DeliveryKey& key) { return {reinterpret_cast<const char*>(key.hash.data()), key.hash.size()}; }

// True when this delivery has happened. Else it is recorded.
Result<bool> delivered_before(Change& change, const NewMessage& message) {
  if (!message.once) return false;
  const auto key = keys::delivery(change.account(), hash_of(*message.once));
  auto there = change.transaction().get(kv::Family::meta, key);
  if (!there) return pass_on(there);
  if (*there) return true;
  change.transaction().put(kv::Family::meta, key, encode_delivery(change.now()));
  return false;
}

void put_content(Change& change, const NewMessage& message, std::uint32_t number) {
  if (message.blob) {
    change.transaction().put(kv::Family::meta, keys::blob(change.account(), message.blob->name, number), {});
  } else {
    change.transaction().put(kv::Family::body, keys::body(change.account(), number), *message.bytes);
  }
}

MessageRecord record_of(const NewMessage& m, MailboxId mailbox, Uid uid, ThreadFound thread) {
  const auto& f = *m.facts;
  return {.mailbox = mailbox,
          .uid = uid,
          .size = size_of(m),
          .thread = thread.thread,
          .header_size = f.header_size,
          .sent = f.sent,
          .blob = m.blob ? std::optional(m.blob->name) : std::nullopt,
          .references = std::move(thread.made),
          .envelope = f.envelope,
          .body_structure = f.body_structure,
          .headers = f.headers,
          .preview = f.preview};
}

Result<void> append_one(Change& change, Change::Box& box, const NewMessage& message, Appended& done) {
  auto before = delivered_before(change, message);
  if (!before) return pass_on(before);
  if (*before) {
    done.uids.emplace_back();
    done.numbers.emplace_back();
    return {};
  }
  if (change.head().next_number == std::numeric_limits<std::uint32_t>::max())
    return fail(Failure::too_large, "Account has used up its message numbers");
  auto charged = change.charge(size_of(message));
  if (!charged) return charged;
  auto flags = change.bits(box, message.flags);
  if (!flags) return pass_on(flags);
  const auto number = change.head().next_number++;
  auto thread = find_thread(change.transaction(), change.account(), *message.facts, number);
  if (!thread) return pass_on(thread);
  const Fixed fixed{static_cast<std::uint32_t>(size_of(message)), message.internal_date, change.now(), message.facts->sent,
                    thread->thread};
  auto uid = change.add(box, MessageNumber(number), *flags, fixed);
  if (!uid) return pass_on(uid);
  change.transaction().put(kv::Family::meta, keys::message(change.account(), number),
                           encode(record_of(message, box.id, *uid, std::move(*thread))));
  put_content(change, message, number);
  done.uids.push_back(*uid);
  done.numbers.emplace_back(number);
  return {};
}

Result<void> append_all(Change& change, Batch& batch) {
  auto box = change.box(batch.mailbox);
  if (!box) return pass_on(box);
  batch.done = {.uidvalidity = (*box)->state.uidvalidity, .uids = {}, .numbers = {}};
  for (const auto& message : batch.messages) {
    auto done = append_one(change, **box, message, batch.done);
    if (!done) return done;
  }
  return {};
}

Task<Result<BlobRef>> write_blob(BlobStore& blobs, std::shared_ptr<const std::string> bytes) {
  const auto writer = blobs.begin();
  for (std::size_t at = 0; at < bytes->size(); at += kBlobPiece) {
    auto written = co_await writer->write(bytes->substr(at, kBlobPiece));
    if (!written) co_return pass_on(written);
  }
  co_return co_await writer->finish();
}

}  // namespace

Task<Result<Appended>> Store::append(AccountId account, MailboxId mailbox, std::vector<NewMessage> messages) {
  auto checked = check(messages);
  if (!checked) co_return pass_on(checked);
  auto batch = std::make_shared<Batch>();
  batch->mailbox = mailbox;
  batch->messages = std::move(messages);
  for (auto& message : batch->messages) {
    if (message.blob || message.bytes->size() <= parts_->settings.inline_limit.value) continue;
    auto ref = co_await write_blob(parts_->blobs, message.bytes);
    if (!ref) co_return pass_on(ref);  // earlier blobs of this call are orphans for the sweep
    message.blob = *ref;
  }
  Parts::Work work = [batch](Change& change) { return append_all(change, *batch); };
  auto done = co_await parts_->commit(account, std::move(work));
  if (!done) co_return pass_on(done);
  co_return std::move(batch->done);
}

}  // namespace postern::store
