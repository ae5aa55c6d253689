// A SASL exchange: does for a mechanism what its steps ask, and concludes as a login by password does.
#include "auth/authenticator.h"

#include <algorithm>

#include "auth/sealed_records.h"
#include "auth/sealer.h"
#include "directory/directory.h"

namespace postern::auth {

Result<Authenticator::Exchange> Authenticator::begin(MechanismName name, Peer peer) {
  const auto allowed = offered(peer.tls);
  if (std::ranges::find(allowed, name) == allowed.end()) return fail(Failure::denied, "This mechanism is not offered");
  return Exchange(*this, name, std::move(peer));
}

Authenticator::Exchange::Exchange(Authenticator& owner, MechanismName name, Peer peer)
    : owner_(&owner), mechanism_(make_mechanism(name, owner.ports_.random)), peer_(std::move(peer)) {}

Task<Result<Authenticator::Reply>> Authenticator::Exchange::start(std::optional<std::string> initial) {
  Step first = initial ? mechanism_->start(std::string_view(*initial)) : mechanism_->start(std::nullopt);
  co_return co_await act(std::move(first));
}

Task<Result<Authenticator::Reply>> Authenticator::Exchange::step(std::string response) {
  Step next = mechanism_->step(response);
  co_return co_await act(std::move(next));
}

Task<Result<Authenticator::Reply>> Authenticator::Exchange::act(Step step) {
  if (auto* want = std::get_if<WantVerifier>(&step)) {
    candidate_ = owner_->find(std::move(want->name));
    auto verifier = co_await owner_->verifier_of(candidate_);
    if (!verifier) {
      auto concluded = owner_->conclude(peer_, candidate_, events::Cause::overloaded);
      co_return pass_on(concluded);
    }
    step = mechanism_->supply(std::move(*verifier));
  }
  if (auto* challenge = std::get_if<Challenge>(&step)) co_return std::move(*challenge);

  Result<Login> login;
  if (auto* claim = std::get_if<PasswordClaim>(&step)) {
    login = co_await owner_->login(peer_, std::move(claim->name), std::move(claim->password));
  } else if (std::holds_alternative<Proven>(step)) {
    login = owner_->conclude(peer_, candidate_, candidate_.standing);
  } else {
    const auto* bad = std::get_if<Bad>(&step);
    const auto wrong = candidate_.account ? events::Cause::wrong_password : events::Cause::unknown_account;
    login = owner_->conclude(peer_, candidate_, bad && bad->wrong_password ? wrong : events::Cause::malformed);
    if (bad && !login) login.error().detail = bad->why;
  }
  if (!login) co_return pass_on(login);
  co_return std::move(*login);
}

// The account's own, or a fake one that stays the same for the name.
Task<Result<ScramVerifier>> Authenticator::verifier_of(Candidate who) {
  const AccountId id = who.account ? who.account->id : AccountId{};
  auto stored = co_await ports_.directory.credentials(id);
  if (!stored && stored.error().kind != Failure::not_found) co_return pass_on(stored);
  if (!stored || stored->scram.empty()) co_return fake_scram_verifier(fake_salt_key_, who.canonical);
  const auto opened = ports_.sealer.open(stored->scram, scram_record(id));
  if (!opened) co_return std::unexpected(opened.error());
  co_return decode_scram_verifier(opened->reveal());
}

}  // namespace postern::auth
