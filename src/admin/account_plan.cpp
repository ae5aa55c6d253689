// Making accounts in bulk.
#include "admin/account_plan.h"

#include <map>

#include "admin/words.h"
#include "auth/set_password.h"

namespace postern::admin {
namespace {

using Prepared = std::shared_ptr<const auth::PreparedPassword>;

// One for each plan. A password is judged for each person whose it will be; one that nobody judges is hashed once for all.
Task<Result<std::vector<Prepared>>> prepare(World& world, const std::vector<AccountPlan>& plans, bool policy_exempt) {
  std::vector<Prepared> out;
  std::map<std::string, Prepared> shared;
  const auto policy = world.policy.current();
  for (const auto& plan : plans) {
    auto& same = shared[std::string(plan.password.reveal())];
    if (!policy_exempt || !same) {
      auto mailbox = mailbox_of(plan.address);
      if (!mailbox) co_return pass_on(mailbox);
      auth::NewPassword wanted{.local_part = mailbox->local(),
                               .display_name = plan.display_name,
                               .domain = mailbox->domain().ascii(),
                               .policy = policy_exempt ? std::nullopt : std::optional(*policy),
                               .scram = false};
      auto one = co_await auth::prepare_password(world.pool, world.hasher, world.random, plan.password, std::move(wanted));
      if (!one) co_return pass_on(one);
      same = std::make_shared<const auth::PreparedPassword>(std::move(*one));
    }
    out.push_back(same);
  }
  co_return out;
}

}  // namespace

Task<Result<void>> create_accounts(World& world, std::vector<AccountPlan> plans, bool policy_exempt) {
  const auto all = world.directory.snapshot();
  if (policy_exempt)
    std::erase_if(plans, [&](const AccountPlan& p) {
      auto mailbox = mailbox_of(p.address);
      return mailbox && all->account(*mailbox);
    });
  if (plans.empty()) co_return Result<void>{};
  auto prepared = co_await prepare(world, plans, policy_exempt);
  if (!prepared) co_return pass_on(prepared);

  std::vector<directory::NewAccount> accounts;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const auto& plan = plans[i];
    auto mailbox = mailbox_of(plan.address);
    if (!mailbox) co_return pass_on(mailbox);
    const auto password = (*prepared)[i];
    accounts.push_back({.address = *mailbox,
                        .display_name = plan.display_name,
                        .quota = plan.quota.value_or(0),
                        .status = directory::Status::active,
                        .policy_exempt = policy_exempt,
                        .credentials = [password, &world](AccountId id) { return auth::seal(world.sealer, id, *password); }});
  }
  auto ids = co_await world.directory.create_accounts(std::move(accounts));
  if (!ids) co_return pass_on(ids);
  auto stored = co_await world.store.create_accounts(*ids);
  if (!stored) co_return pass_on(stored);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (!plans[i].quota) continue;
    auto set = co_await world.store.set_quota((*ids)[i], *plans[i].quota);
    if (!set) co_return pass_on(set);
  }
  co_return Result<void>{};
}

}  // namespace postern::admin
