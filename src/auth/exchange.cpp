// A SASL exchange: does for a mechanism what its steps ask, and concludes as a login by password does.
#include <algorithm>

#include "auth/authenticator.h"
#include "auth/sealed_records.h"
#include "auth/sealer.h"
#include "directory/directory.h"

namespace postern::auth {

class Authenticator::SaslExchange final : public Exchange {
 public:
  SaslExchange(Authenticator& owner, MechanismName name, Peer peer)
      : owner_(owner), mechanism_(make_mechanism(name, owner.ports_.random)), peer_(std::move(peer)) {}

  Task<Result<Answer>> start(std::optional<std::string> initial) override {
    Step first = initial ? mechanism_->start(std::string_view(*initial)) : mechanism_->start(std::nullopt);
    co_return co_await act(std::move(first));
  }

  Task<Result<Answer>> step(std::string response) override {
    if (!mechanism_) co_return fail(Failure::invalid, "The exchange is at its end");
    Step next = mechanism_->step(response);
    co_return co_await act(std::move(next));
  }

 private:
  Task<Result<Answer>> act(Step step) {
    if (auto* want = std::get_if<WantVerifier>(&step)) {
      who_ = co_await owner_.enter(peer_, std::move(want->name));
      auto verifier = co_await owner_.verifier_of(who_);
      if (!verifier) {
        mechanism_.reset();
        auto later = owner_.conclude(peer_, who_, put_off(verifier.error()));
        co_return pass_on(later);
      }
      const auto standing = who_.standing == events::Cause::none ? Standing::good : Standing::none;
      step = mechanism_->supply(std::move(*verifier), standing);
    }
    if (auto* challenge = std::get_if<Challenge>(&step)) co_return std::move(*challenge);
    mechanism_.reset();
    auto ended = co_await end(std::move(step));
    if (!ended) co_return pass_on(ended);
    co_return std::move(*ended);
  }

  Task<Result<Identity>> end(Step step) {
    if (auto* claim = std::get_if<PasswordClaim>(&step)) {
      co_return co_await owner_.password(peer_, std::move(claim->name), std::move(claim->password));
    }
    auto concluded = conclude(step);
    co_await owner_.ports_.gate.hold(peer_);
    co_return concluded;
  }

  Result<Identity> conclude(const Step& step) {
    if (std::holds_alternative<Proven>(step)) return owner_.conclude(peer_, who_, {who_.standing});
    const auto& bad = std::get<Bad>(step);
    const auto cause = bad.wrong_password ? who_.cause_of_wrong_password() : events::Cause::malformed;
    return owner_.conclude(peer_, who_, {.cause = cause, .reason = bad.why});
  }

  Authenticator& owner_;
  std::unique_ptr<Mechanism> mechanism_;  // none once the exchange is at its end
  Peer peer_;
  Candidate who_;  // once SCRAM has asked for its verifier
};

Result<std::unique_ptr<Exchange>> Authenticator::begin(std::string_view mechanism, Peer peer) {
  const auto allowed = offered(peer);
  const auto name = mechanism_named(mechanism);
  if (!name || std::ranges::find(allowed, *name) == allowed.end())
    return fail(Failure::denied, "This mechanism is not offered");
  return std::make_unique<SaslExchange>(*this, *name, std::move(peer));
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
