// Making bearer tokens, knowing them again, and renewing them.
#include "auth/bearer_token.h"

#include <algorithm>

#include "auth/mac.h"
#include "auth/owned_token.h"
#include "auth/sealer.h"
#include "directory/directory.h"

namespace postern::auth {
namespace {

bool holds(const std::vector<std::string>& tags, std::string_view wanted) {
  bool found = false;
  for (const auto& tag : tags) found = equal_in_constant_time(tag, wanted) || found;
  return found;
}

}  // namespace

BearerTokens::BearerTokens(const Sealer& sealer)
    : access_key_(sealer.derive("tags of access tokens")), refresh_key_(sealer.derive("tags of refresh tokens")) {}

std::string BearerTokens::access_tag(std::string_view token) const { return hmac_sha256(access_key_.reveal(), token); }
std::string BearerTokens::refresh_tag(std::string_view token) const { return hmac_sha256(refresh_key_.reveal(), token); }

MadeToken BearerTokens::make(Random& random, AccountId id, directory::AppPassword wanted, TokenLives lives, Time now) const {
  TokenPair pair{draw_owned_token(random, id), draw_owned_token(random, id)};
  wanted.tag = access_tag(pair.access.reveal());
  wanted.scram.clear();
  wanted.expires = now + lives.access;
  wanted.refresh = directory::Refresh{refresh_tag(pair.refresh.reveal()), now + lives.refresh};
  return {std::move(pair), std::move(wanted)};
}

const directory::AppPassword* BearerTokens::find(const directory::AppPasswords& all, std::string_view access) const {
  const auto wanted = access_tag(access);
  const directory::AppPassword* found = nullptr;
  for (const auto& p : all.list)
    if (equal_in_constant_time(p.tag, wanted) && p.refresh) found = &p;
  return found;
}

// What has been spent stays known for as long as there is room; one that is older than that opens nothing either.
BearerTokens::Renewal BearerTokens::renew(directory::AppPasswords& all, std::string_view shown, const TokenPair& fresh,
                                          TokenLives lives, Time now) const {
  const auto tag = refresh_tag(shown);
  const auto was_spent = [&](const directory::AppPassword& p) { return p.refresh && holds(p.refresh->spent, tag); };
  if (std::erase_if(all.list, was_spent) > 0) return Renewal::stolen;
  const auto is_it = [&](const directory::AppPassword& p) { return p.refresh && equal_in_constant_time(p.refresh->tag, tag); };
  const auto at = std::ranges::find_if(all.list, is_it);
  if (at == all.list.end() || at->refresh->expires <= now) return Renewal::refused;
  auto& r = *at->refresh;
  r.spent.insert(r.spent.begin(), std::move(r.tag));
  if (r.spent.size() > directory::kMostSpent) r.spent.resize(directory::kMostSpent);
  r.tag = refresh_tag(fresh.refresh.reveal());
  r.expires = now + lives.refresh;
  at->tag = access_tag(fresh.access.reveal());
  at->expires = now + lives.access;
  return Renewal::done;
}

Task<Result<TokenPair>> renew(directory::Directory& directory, const BearerTokens& tokens, Random& random, Secret refresh,
                              TokenLives lives, Time now) {
  const auto id = owner_of_token(refresh.reveal());
  TokenPair fresh{draw_owned_token(random, id), draw_owned_token(random, id)};
  auto outcome = BearerTokens::Renewal::refused;
  const auto change = [&](directory::AppPasswords& all) -> Result<void> {
    outcome = tokens.renew(all, refresh.reveal(), fresh, lives, now);
    return {};
  };
  const auto account = directory.snapshot()->account(id);
  const bool in_use = account && directory.snapshot()->may_log_in(*account);
  Result<void> changed;
  if (in_use) changed = co_await directory.change_app_passwords(id, change);
  if (!changed) co_return pass_on(changed);
  if (outcome != BearerTokens::Renewal::done)
    co_return fail(Failure::denied, "The refresh token opens nothing",
                   outcome == BearerTokens::Renewal::stolen ? "it was used before: the grant is taken away" : "");
  co_return fresh;
}

}  // namespace postern::auth
