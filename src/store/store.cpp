// The store's parts put together: observers, the shape of a commit, subscriptions.
#include "store/store.h"

#include "store/keys.h"
#include "store/parts.h"

namespace postern::store {

Store::Store(const Settings& settings, kv::Store& kv, BlobStore& blobs, const TimeSource& time, SharedRoom* room)
    : parts_(std::make_shared<Parts>(settings, kv, blobs, time, room)) {
  kv.observe([parts = parts_](std::span<const std::shared_ptr<const kv::Notice>> notices) { parts->observe(notices); });
}
Store::~Store() = default;

void Store::Parts::observe(std::span<const std::shared_ptr<const kv::Notice>> notices) {
  std::vector<std::shared_ptr<const MailNotice>> ours;
  std::vector<AccountId> changed;
  for (const auto& notice : notices) {
    auto mail = std::dynamic_pointer_cast<const MailNotice>(notice);
    if (!mail) continue;
    if (changed.empty() || changed.back() != mail->account) changed.push_back(mail->account);
    if (room) room->holds(mail->account, mail->used_bytes);
    if (mail->expunged) tombstones.with([&](Tombstones& t) { t.accounts.insert(mail->account); });
    ours.push_back(std::move(mail));
  }
  cache.update(ours);
  lists.update(ours);
  subscriptions->tell(changed);
}

Task<Result<void>> Store::Parts::commit(AccountId account, Work work, kv::Purpose purpose) {
  kv::Intent intent = [account, now = time.now(), room = room, work = std::move(work)](kv::Transaction& t) -> Result<void> {
    Change change(t, account, now, room);
    auto begun = change.begin();
    if (!begun) return begun;
    auto worked = work(change);
    if (!worked) return worked;
    return change.finish();
  };
  co_return co_await kv.commit(keys::shard(account), std::move(intent), kv::Durability::synced, purpose);
}

Task<Result<Head>> Store::Parts::head(AccountId account) {
  auto bytes = co_await kv.get(kv::Family::meta, keys::head(account));
  if (!bytes) co_return pass_on(bytes);
  if (!*bytes) co_return fail(Failure::not_found, "No such account");
  co_return decode_head(**bytes);
}

Subscription Store::subscribe(AccountId account, Executor& executor, std::function<void()> call) {
  return parts_->subscriptions->add(account, executor, std::move(call));
}

BlobStore& Store::blobs() { return parts_->blobs; }
const Settings& Store::settings() const { return parts_->settings; }

}  // namespace postern::store
