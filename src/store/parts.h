// What the store holds, and the few steps that all its operations share.
#pragma once
#include <set>
#include <unordered_map>

#include "base/budget.h"
#include "base/locked.h"
#include "store/cache.h"
#include "store/change.h"
#include "store/list_cache.h"
#include "store/store.h"
#include "store/subscriptions.h"

namespace postern::store {

struct Store::Parts {
  Parts(const Settings& s, kv::Store& k, BlobStore& b, const TimeSource& t, SharedRoom* r)
      : settings(s), kv(k), blobs(b), time(t), room(r), cache(s.cache_bytes.value), large_bodies(s.large_bodies.value) {}

  const Settings settings;
  kv::Store& kv;
  BlobStore& blobs;
  const TimeSource& time;
  SharedRoom* const room;  // null: each account has its own quota alone
  ViewCache cache;
  ListCache lists;
  Budget large_bodies;  // octets of blobs that stand in memory whole
  std::shared_ptr<Subscriptions> subscriptions = std::make_shared<Subscriptions>();

  struct Tombstones {
    std::set<AccountId> accounts;  // that may have some
    bool searched = false;         // those from before the start are in, too
  };
  Locked<Tombstones> tombstones;

  void observe(std::span<const std::shared_ptr<const kv::Notice>>);

  // Runs `work` on the account's head as one commit. The work is kept alive until the commit is over, whatever becomes of the caller.
  using Work = std::function<Result<void>(Change&)>;
  Task<Result<void>> commit(AccountId, Work, kv::Purpose = kv::Purpose::grow);

  Task<Result<Head>> head(AccountId);
  Task<Result<MailboxList>> mailbox_list(AccountId);  // from the cache, else read
  // Accounts in order from `from` on, at most `limit`.
  Task<Result<std::vector<AccountId>>> accounts(AccountId from, std::size_t limit);
};

}  // namespace postern::store
