// Sums by domain, from the store's commits.
#include "app/domain_storage.h"

namespace postern::app {

void DomainStorage::State::set(AccountId account, Held now) {
  auto& before = accounts[account];
  auto& sum = domains[now.domain].octets;
  sum = sum - before.octets + now.octets;
  before = now;
}

void DomainStorage::close() {
  directory_.with([](auto& directory) { directory = nullptr; });
}

std::shared_ptr<const directory::Snapshot> DomainStorage::present() const {
  return directory_.with([](const auto* directory) { return directory ? directory->snapshot() : nullptr; });
}

Task<Result<void>> DomainStorage::count(store::Store& store) {
  auto all = present();
  if (!all || all == counted_) co_return Result<void>{};
  for (const auto& domain : all->domains()) {
    if (domain->settings.ceilings.storage == 0) continue;
    auto followed = co_await follow(store, *all, domain->id);
    if (!followed) co_return followed;
  }
  counted_ = std::move(all);
  co_return Result<void>{};
}

Task<Result<std::map<DomainId, std::uint64_t>>> DomainStorage::sums(store::Store& store) {
  const auto all = present();
  if (!all) co_return fail(Failure::closed, "The server is stopping");
  for (const auto& domain : all->domains()) {
    auto followed = co_await follow(store, *all, domain->id);
    if (!followed) co_return pass_on(followed);
  }
  co_return state_.with([](const State& state) {
    std::map<DomainId, std::uint64_t> out;
    for (const auto& [domain, sum] : state.domains) out.emplace(domain, sum.octets);
    return out;
  });
}

Task<Result<void>> DomainStorage::follow(store::Store& store, const directory::Snapshot& all, DomainId domain) {
  follows_ = true;  // before the first is read: from here on commits tell what they have changed
  const bool is_whole = state_.with([&](State& state) { return state.domains[domain].is_whole; });
  if (is_whole) co_return Result<void>{};
  co_return co_await count(store, all, domain);
}

// What a commit has told since is newer than what was read, and who has gone since holds nothing.
Task<Result<void>> DomainStorage::count(store::Store& store, const directory::Snapshot& all, DomainId domain) {
  std::vector<AccountId> accounts;
  for (const auto& account : all.accounts(domain))
    if (!account->service) accounts.push_back(account->id);
  auto quotas = co_await store.quotas(accounts);
  if (!quotas) co_return pass_on(quotas);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto& quota = (*quotas)[i];
    if (!quota) continue;
    state_.with([&](State& state) {
      const bool is_told = state.accounts.contains(accounts[i]);
      const auto now = present();
      if (!is_told && now && now->account(accounts[i])) state.set(accounts[i], {domain, quota->used_bytes});
    });
  }
  state_.with([&](State& state) { state.domains[domain].is_whole = true; });
  co_return Result<void>{};
}

bool DomainStorage::takes(AccountId id, std::uint64_t used_bytes) const {
  if (!follows_) return true;
  const auto all = present();
  const auto account = all ? all->account(id) : nullptr;
  const auto domain = account ? all->domain(account->domain) : nullptr;
  const auto most = domain ? domain->settings.ceilings.storage : 0;
  if (most == 0) return true;
  return state_.with([&](const State& state) {
    const auto sum = state.domains.find(domain->id);
    if (sum == state.domains.end() || !sum->second.is_whole) return true;
    const auto own = state.accounts.find(id);
    const auto others = sum->second.octets - (own == state.accounts.end() ? 0 : own->second.octets);
    return others <= most && used_bytes <= most - others;
  });
}

void DomainStorage::holds(AccountId id, std::uint64_t used_bytes) {
  if (!follows_) return;
  const auto all = present();
  if (!all) return;
  const auto account = all->account(id);
  state_.with([&](State& state) {
    const auto known = state.accounts.find(id);
    if (known == state.accounts.end() && !account) return;  // gone, and never counted
    const auto domain = account ? account->domain : known->second.domain;
    if (state.domains.contains(domain)) state.set(id, {domain, used_bytes});
  });
}

}  // namespace postern::app
