// Judging, hashing and sealing of a password that is being set.
#include "auth/set_password.h"

#include <memory>

#include "auth/hash_pool.h"
#include "auth/password_hasher.h"
#include "auth/sasl_prep.h"
#include "auth/sealed_records.h"
#include "auth/sealer.h"
#include "base/said.h"
#include "directory/records.h"

namespace postern::auth {
namespace {

constexpr std::size_t kScramSaltSize = 16;

struct Work {
  Secret password;
  NewPassword wanted;
  PreparedPassword prepared;
  Result<void> verdict;
};

// On a pool thread.
void work(Work& w, PasswordHasher& hasher, Random& random) {
  const auto& owner = w.wanted;
  if (w.wanted.policy) {
    w.verdict = as_result(judge(*w.wanted.policy, w.password.reveal(), {owner.local_part, owner.display_name, owner.domain}));
    if (!w.verdict) return;
  }
  for (const auto& phc : owner.former) {
    auto same = hasher.verify(w.password.reveal(), phc.reveal());
    w.verdict = same ? Result<void>{} : pass_on(same);
    if (same && *same) w.verdict = fail(Failure::invalid, "The password was used before: choose one that is new");
    if (!w.verdict) return;
  }
  w.prepared.phc = Secret(hasher.hash(w.password.reveal()));
  if (!w.wanted.scram) return;
  auto salt = owner.scram_salt.empty() ? random.bytes(kScramSaltSize) : owner.scram_salt;
  w.prepared.scram = make_scram_verifier(w.password.reveal(), std::move(salt));
}

}  // namespace

Task<Result<PreparedPassword>> prepare_password(HashPool& pool, PasswordHasher& hasher, Random& random, Secret password,
                                                NewPassword wanted) {
  if (password.reveal().size() > kLongestPrepared)
    co_return fail(Failure::invalid, said<"It may have at most {} {character|characters}.">(kLongestPassword).english());
  auto ready = sasl_prep(password.reveal());
  if (!ready || ready->empty())
    co_return fail(Failure::invalid, "The password is empty or has a character that cannot be used");
  auto shared = std::make_shared<Work>();
  shared->password = Secret(std::move(*ready));
  shared->wanted = std::move(wanted);
  HashPool::Job job = [shared, &hasher, &random] { work(*shared, hasher, random); };
  auto ran = co_await pool.run(0, std::move(job));
  if (!ran) co_return pass_on(ran);
  if (!shared->verdict) co_return pass_on(shared->verdict);
  co_return std::move(shared->prepared);
}

Result<std::vector<Secret>> former_passwords(const Sealer& sealer, AccountId id, const directory::SealedCredentials& stored) {
  std::vector<Secret> out;
  const auto add = [&](const std::string& sealed) -> Result<void> {
    auto phc = sealer.open(sealed, password_record(id));
    if (!phc) return pass_on(phc);
    out.push_back(std::move(*phc));
    return {};
  };
  Result<void> added;
  if (!stored.password.empty()) added = add(stored.password);
  for (const auto& sealed : stored.former)
    if (added) added = add(sealed);
  if (!added) return pass_on(added);
  return out;
}

directory::SealedCredentials seal(const Sealer& sealer, AccountId id, const PreparedPassword& prepared) {
  directory::SealedCredentials out;
  out.password = sealer.seal(prepared.phc.reveal(), password_record(id));
  if (prepared.scram) {
    const Secret verifier(encode(*prepared.scram));
    out.scram = sealer.seal(verifier.reveal(), scram_record(id));
  }
  return out;
}

}  // namespace postern::auth
