// Who wants to hear of changes of which account.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/executor.h"
#include "base/locked.h"
#include "store/store.h"

namespace postern::store {

class Subscriptions : public std::enable_shared_from_this<Subscriptions> {
 public:
  Subscription add(AccountId, Executor&, std::function<void()>);
  // On the committer thread. A subscription whose call waits already is left alone.
  void tell(std::span<const AccountId>);
  void remove(const std::shared_ptr<Subscription::State>&);

 private:
  Locked<std::unordered_map<AccountId, std::vector<std::shared_ptr<Subscription::State>>>> by_account_;
};

struct Subscription::State {
  AccountId account;
  Executor& executor;
  std::function<void()> call;
  std::weak_ptr<Subscriptions> registry;
  std::atomic<bool> waiting = false;
  std::atomic<bool> ended = false;
};

}  // namespace postern::store
