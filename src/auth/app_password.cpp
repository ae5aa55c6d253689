// Drawing application passwords, knowing them again, and where they open.
#include "auth/app_password.h"

#include <algorithm>

#include "auth/hash_pool.h"
#include "auth/mac.h"
#include "auth/readable.h"
#include "auth/sealed_records.h"
#include "auth/sealer.h"
#include "base/codec.h"
#include "base/ip_address.h"
#include "base/text.h"
#include "directory/records.h"

namespace postern::auth {
namespace {

using events::Cause;
using events::Service;

constexpr std::size_t kAppPasswordGroups = 5;
constexpr std::size_t kAppPasswordInGroup = 4;  // 20 of 31 letters: 99 bits
constexpr std::size_t kFreshSaltSize = 16;

// A login on port 25 is one to send.
Service door_of(const Peer& peer) { return peer.service == Service::smtp ? Service::submission : peer.service; }

}  // namespace

bool comes_from(const Peer& peer, const std::vector<std::string>& networks) {
  const IpAddress address{peer.ip};
  return networks.empty() || std::ranges::any_of(networks, [&](const std::string& text) {
           const auto network = IpNetwork::parse(text);
           return network && network->contains(address);
         });
}

Result<void> check(const directory::AppPassword& p) {
  if (p.services.empty()) return fail(Failure::invalid, "An application password is for at least one protocol");
  if (p.read_only && std::ranges::find(p.services, Service::submission) != p.services.end())
    return fail(Failure::invalid, "What may only read may not send: leave smtp out, or give two application passwords");
  for (const auto& text : p.networks)
    if (auto network = IpNetwork::parse(text); !network) return pass_on(network);
  return {};
}

Task<Result<MadeAppPassword>> make_app_password(HashPool& pool, Random& random, const Sealer& sealer, AccountId id,
                                                std::string salt, directory::AppPassword wanted) {
  auto good = check(wanted);
  if (!good) co_return pass_on(good);
  struct Work {
    Secret password;
    std::string salt;
    ScramVerifier verifier;
  };
  auto work = std::make_shared<Work>(Work{draw_readable(random, kAppPasswordGroups, kAppPasswordInGroup), std::move(salt), {}});
  HashPool::Job job = [work] { work->verifier = make_scram_verifier(work->password.reveal(), work->salt); };
  auto ran = co_await pool.run(0, std::move(job));
  if (!ran) co_return pass_on(ran);
  const Secret verifier(encode(work->verifier));
  wanted.scram = sealer.seal(verifier.reveal(), app_scram_record(id));
  wanted.tag = AppPasswordTags(sealer).tag(id, work->password.reveal());
  co_return MadeAppPassword{std::move(work->password), std::move(wanted)};
}

Result<std::string> scram_salt(const Sealer& sealer, AccountId id, const directory::SealedCredentials& main,
                               const directory::AppPasswords* apps, Random& random) {
  const auto has_verifier = [](const directory::AppPassword& p) { return !p.scram.empty(); };
  const std::vector<directory::AppPassword>::const_iterator none{};
  Result<Secret> opened = fail(Failure::not_found, "There is no verifier");
  if (!main.scram.empty())
    opened = sealer.open(main.scram, scram_record(id));
  else if (const auto with = apps ? std::ranges::find_if(apps->list, has_verifier) : none; apps && with != apps->list.end())
    opened = sealer.open(with->scram, app_scram_record(id));
  else
    return random.bytes(kFreshSaltSize);
  if (!opened) return pass_on(opened);
  auto verifier = decode_scram_verifier(opened->reveal());
  if (!verifier) return pass_on(verifier);
  return std::move(verifier->salt);
}

bool has_form_of_app_password(std::string_view text) {
  const auto letters = as_copied(text);
  return letters.size() == kAppPasswordGroups * kAppPasswordInGroup && letters.find_first_not_of(kReadable) == letters.npos;
}

AppPasswordTags::AppPasswordTags(const Sealer& sealer) : key_(sealer.derive("tags of application passwords")) {}

std::string AppPasswordTags::tag(AccountId id, std::string_view password) const {
  const Secret what(Encoder().big64(id.value).raw(as_copied(password)).take());
  return hmac_sha256(key_.reveal(), what.reveal());
}

const directory::AppPassword* AppPasswordTags::find(const directory::AppPasswords& all, std::string_view password) const {
  const auto wanted = tag(all.account, password);
  const directory::AppPassword* found = nullptr;
  for (const auto& p : all.list)
    if (equal_in_constant_time(p.tag, wanted)) found = &p;
  return found;
}

Cause fits(const directory::AppPassword& p, const Peer& peer, Time now) {
  if (p.expired(now)) return Cause::password_expired;
  const bool opens = std::ranges::find(p.services, door_of(peer)) != p.services.end();
  return opens && comes_from(peer, p.networks) ? Cause::none : Cause::not_permitted;
}

}  // namespace postern::auth
