// Making accounts in bulk.
#include "admin/account_plan.h"

#include <map>

#include "admin/words.h"
#include "auth/app_password.h"
#include "auth/password_life.h"
#include "auth/set_password.h"

namespace postern::admin {
namespace {

// A prepared password for each plan.
Task<Result<std::vector<std::shared_ptr<const auth::PreparedPassword>>>> prepare(World& world,
                                                                                 const std::vector<AccountPlan>& plans,
                                                                                 bool policy_exempt) {
  std::vector<std::shared_ptr<const auth::PreparedPassword>> out;
  std::map<std::string, std::shared_ptr<const auth::PreparedPassword>> shared;
  for (const auto& plan : plans) {
    auto& ready = shared[std::string(plan.password.reveal())];
    if (!ready || !policy_exempt) {  // what is good for one owner may hold the name of another
      auto mailbox = mailbox_of(plan.address);
      if (!mailbox) co_return pass_on(mailbox);
      auto wanted = new_password(world, *mailbox, plan.display_name, policy_exempt);
      auto one = co_await auth::prepare_password(world.pool, world.hasher, world.random, plan.password, std::move(wanted));
      if (!one) co_return blame("password", std::move(one.error()));
      ready = std::make_shared<const auth::PreparedPassword>(std::move(*one));
    }
    out.push_back(ready);
  }
  co_return out;
}

// Its maker's word, also that there is no limit; else what its domain has for new accounts; else the server's.
std::optional<std::uint64_t> quota_of(const AccountPlan& plan, const directory::Account* made) {
  return plan.quota || !made ? plan.quota : made->own_quota();
}

}  // namespace

auth::PasswordPolicy policy_of(const World& world, const address::Domain& name) {
  const auto all = world.directory.snapshot();
  const auto domain = all->domain(name);
  return domain ? auth::policy_in(*world.policy.current(), *all, domain->id) : *world.policy.current();
}

std::uint32_t remembered_of(const World& world, const directory::Account& account) {
  return auth::policy_in(*world.policy.current(), *world.directory.snapshot(), account.domain).remember;
}

auth::NewPassword new_password(const World& world, const address::Mailbox& owner, std::string display_name,
                               bool policy_exempt) {
  return {.local_part = owner.local(),
          .display_name = std::move(display_name),
          .domain = owner.domain().unicode(),
          .policy = policy_exempt ? std::nullopt : std::optional(policy_of(world, owner.domain())),
          .scram = world.logins.current()->offer_scram};
}

Task<Result<std::string>> salt_of_account(World& world, AccountId id) {
  auto main = co_await world.directory.credentials(id);
  if (!main && main.error().kind != Failure::not_found) co_return pass_on(main);
  const auto apps = world.directory.snapshot()->app_passwords(id);
  const auto own = main ? std::move(*main) : directory::SealedCredentials{};
  co_return auth::scram_salt(world.sealer, id, own, apps.get(), world.random);
}

Task<Result<auth::NewPassword>> next_password(World& world, const directory::Account& a) {
  auto main = co_await world.directory.credentials(a.id);
  if (!main && main.error().kind != Failure::not_found) co_return pass_on(main);
  const auto all = world.directory.snapshot();
  auto wanted = new_password(world, all->address_of(a), a.display_name, a.policy_exempt);
  const auto own = main ? std::move(*main) : directory::SealedCredentials{};
  auto salt = auth::scram_salt(world.sealer, a.id, own, all->app_passwords(a.id).get(), world.random);
  if (!salt) co_return pass_on(salt);
  wanted.scram_salt = std::move(*salt);
  if (a.policy_exempt || remembered_of(world, a) == 0) co_return wanted;
  auto former = auth::former_passwords(world.sealer, a.id, own);
  if (!former) co_return pass_on(former);
  wanted.former = std::move(*former);
  co_return wanted;
}

Result<Secret> generate(World& world, const address::Mailbox& owner, std::string_view display_name) {
  return auth::generate_password(policy_of(world, owner.domain()), {owner.local(), display_name, owner.domain().unicode()},
                                 world.random);
}

namespace {

Task<Result<void>> set(World& world, const directory::Account& a, Secret chosen, auth::NewPassword wanted,
                       std::optional<std::uint64_t> in_place_of) {
  auto prepared = co_await auth::prepare_password(world.pool, world.hasher, world.random, std::move(chosen), std::move(wanted));
  if (!prepared) co_return blame("password", std::move(prepared.error()));
  co_return co_await world.directory.set_credentials(a.id, auth::seal(world.sealer, a.id, *prepared), remembered_of(world, a),
                                                     in_place_of);
}

}  // namespace

Task<Result<void>> set_password(World& world, std::shared_ptr<const directory::Account> account, Secret chosen) {
  auto wanted = co_await next_password(world, *account);
  if (!wanted) co_return pass_on(wanted);
  co_return co_await set(world, *account, std::move(chosen), std::move(*wanted), std::nullopt);
}

Task<Result<void>> set_own_password(World& world, std::shared_ptr<const directory::Account> account, Secret chosen,
                                    std::uint64_t version) {
  auto wanted = co_await next_password(world, *account);
  if (!wanted) co_return pass_on(wanted);
  if (wanted->former.empty()) {
    auto stored = co_await world.directory.credentials(account->id);
    if (!stored && stored.error().kind != Failure::not_found) co_return pass_on(stored);
    const directory::SealedCredentials alone{.password = stored ? stored->password : std::string(), .scram = {}};
    auto present = auth::former_passwords(world.sealer, account->id, alone);
    if (!present) co_return pass_on(present);
    wanted->former = std::move(*present);
  }
  co_return co_await set(world, *account, std::move(chosen), std::move(*wanted), version);
}

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
                        .quota = plan.quota,
                        .status = directory::Status::active,
                        .policy_exempt = policy_exempt,
                        .closed = plan.closed,
                        .credentials = [password, &world](AccountId id) { return auth::seal(world.sealer, id, *password); }});
  }
  auto ids = co_await world.directory.create_accounts(std::move(accounts));
  if (!ids) co_return pass_on(ids);
  // A crash before this leaves accounts without mailboxes: those are made at the first login or delivery.
  std::vector<store::Store::NewAccount> stored;
  const auto made = world.directory.snapshot();
  for (std::size_t i = 0; i < plans.size(); ++i)
    stored.push_back({(*ids)[i], quota_of(plans[i], made->account((*ids)[i]).get())});
  co_return co_await world.store.create_accounts(std::move(stored));
}

}  // namespace postern::admin
