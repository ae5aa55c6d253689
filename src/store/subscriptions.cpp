// Telling subscribers, at most one waiting call each.
#include "store/subscriptions.h"

#include <algorithm>

namespace postern::store {

Subscription Subscriptions::add(AccountId account, Executor& executor, std::function<void()> call) {
  auto state = std::make_shared<Subscription::State>(account, executor, std::move(call), weak_from_this());
  by_account_.with([&](auto& all) { all[account].push_back(state); });
  return Subscription(std::move(state));
}

void Subscriptions::remove(const std::shared_ptr<Subscription::State>& state) {
  by_account_.with([&](auto& all) {
    const auto at = all.find(state->account);
    if (at == all.end()) return;
    std::erase(at->second, state);
    if (at->second.empty()) all.erase(at);
  });
}

void Subscriptions::tell(std::span<const AccountId> accounts) {
  std::vector<std::shared_ptr<Subscription::State>> due;
  by_account_.with([&](auto& all) {
    for (const auto account : accounts) {
      const auto at = all.find(account);
      if (at == all.end()) continue;
      for (const auto& state : at->second) {
        if (!state->waiting.exchange(true)) due.push_back(state);
      }
    }
  });
  for (auto& state : due) {
    Executor& executor = state->executor;
    executor.post([state = std::move(state)] {
      state->waiting = false;  // first: a change from here on posts again
      if (!state->ended) state->call();
    });
  }
}

Subscription::~Subscription() {
  if (!state_) return;
  state_->ended = true;
  if (const auto registry = state_->registry.lock()) registry->remove(state_);
}

Subscription& Subscription::operator=(Subscription&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

}  // namespace postern::store
