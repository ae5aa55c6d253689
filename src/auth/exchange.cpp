// A SASL exchange: does for a mechanism what its steps ask, and concludes as a login by password does.
#include <algorithm>

#include "auth/authenticator.h"
#include "auth/sasl_oauth.h"
#include "auth/sealed_records.h"
#include "auth/sealer.h"
#include "directory/directory.h"

namespace postern::auth {

class Authenticator::SaslExchange final : public Exchange {
 public:
  SaslExchange(Authenticator& owner, MechanismName name, Peer peer)
      : owner_(owner),
        mechanism_(make_mechanism(name, owner.ports_.random, {peer.tls, std::move(peer.channel)})),
        peer_(std::move(peer)) {}

  Task<Result<Answer>> start(std::optional<std::string> initial) override {
    Step first = initial ? mechanism_->start(std::string_view(*initial)) : mechanism_->start(std::nullopt);
    co_return co_await act(std::move(first));
  }

  Task<Result<Answer>> step(std::string response) override {
    if (told_) {  // RFC 7628 §3.2.3: whatever the client answers
      auto refused = std::move(*told_);
      told_.reset();
      co_return std::unexpected(std::move(refused));
    }
    if (!mechanism_) co_return fail(Failure::invalid, "The exchange is at its end");
    Step next = mechanism_->step(response);
    co_return co_await act(std::move(next));
  }

 private:
  Task<Result<Answer>> act(Step step) {
    if (auto* want = std::get_if<WantVerifier>(&step)) {
      who_ = co_await owner_.enter(peer_, std::move(want->name));
      auto known = co_await owner_.known_of(who_, peer_);
      if (!known) {
        mechanism_.reset();
        auto later = owner_.conclude(peer_, who_, put_off(known.error()));
        co_return pass_on(later);
      }
      whose_ = std::move(known->whose);
      step = mechanism_->supply(std::move(known->passwords));
    }
    if (auto* challenge = std::get_if<Challenge>(&step)) co_return std::move(*challenge);
    mechanism_.reset();
    const bool by_token = std::holds_alternative<TokenClaim>(step);
    auto ended = co_await end(std::move(step));
    if (!ended && by_token && ended.error().kind == Failure::denied) {
      told_ = std::move(ended.error());
      co_return Challenge{std::string(kTokenRefused)};
    }
    if (!ended) co_return pass_on(ended);
    co_return std::move(*ended);
  }

  Task<Result<Identity>> end(Step step) {
    if (auto* claim = std::get_if<PasswordClaim>(&step)) {
      co_return co_await owner_.password(peer_, std::move(claim->name), std::move(claim->password));
    }
    Result<Identity> concluded = fail(Failure::denied, "Authentication failed");
    if (auto* claim = std::get_if<TokenClaim>(&step))
      concluded = co_await owner_.judge_token(peer_, std::move(claim->name), std::move(claim->token));
    else
      concluded = conclude(step);
    auto who = concluded ? std::optional(*concluded) : std::nullopt;
    co_await owner_.finish(peer_, std::move(who));
    co_return concluded;
  }

  Result<Identity> conclude(const Step& step) {
    if (const auto* proven = std::get_if<Proven>(&step)) {
      const auto* app = whose_.at(proven->which);
      return owner_.conclude(peer_, who_, {.cause = owner_.standing_of(who_, peer_, app), .app_password = app});
    }
    const auto& bad = std::get<Bad>(step);
    const auto cause = bad.wrong_password ? who_.cause_of_wrong_password() : events::Cause::malformed;
    return owner_.conclude(peer_, who_, {.cause = cause, .reason = bad.why});
  }

  Authenticator& owner_;
  std::unique_ptr<Mechanism> mechanism_;  // none once the exchange is at its end
  Peer peer_;
  std::optional<Error> told_{};                       // a token's refusal, which the client was told in JSON and has to answer
  Candidate who_;                                     // once SCRAM has asked for its verifiers
  std::vector<const directory::AppPassword*> whose_;  // those are; they live with who_
};

Result<std::unique_ptr<Exchange>> Authenticator::begin(std::string_view mechanism, Peer peer) {
  const auto allowed = offered(peer);
  const auto name = mechanism_named(mechanism);
  if (!name || std::ranges::find(allowed, *name) == allowed.end())
    return fail(Failure::denied, "This mechanism is not offered");
  return std::make_unique<SaslExchange>(*this, *name, std::move(peer));
}

// The account's own and those of its application passwords, which have the same salt; or a fake one that stays the same for the name.
Task<Result<Authenticator::Known>> Authenticator::known_of(Candidate who, Peer peer) {
  const AccountId id = who.account ? who.account->id : AccountId{};
  auto stored = co_await ports_.directory.credentials(id);
  if (!stored && stored.error().kind != Failure::not_found) co_return pass_on(stored);
  Known known;
  const auto add = [&](const directory::AppPassword* app, std::string_view sealed, const std::string& record) -> Result<void> {
    auto opened = ports_.sealer.open(sealed, record);
    if (!opened) return pass_on(opened);
    auto verifier = decode_scram_verifier(opened->reveal());
    if (!verifier) return pass_on(verifier);
    if (!known.passwords.empty() && known.passwords.front().verifier.salt != verifier->salt) return {};
    const auto standing = standing_of(who, peer, app) == events::Cause::none ? Standing::good : Standing::none;
    known.passwords.push_back({std::move(*verifier), standing});
    known.whose.push_back(app);
    return {};
  };
  Result<void> added;
  if (stored && !stored->scram.empty()) added = add(nullptr, stored->scram, scram_record(id));
  if (who.app_passwords)
    for (const auto& app : who.app_passwords->list)
      if (added && !app.scram.empty()) added = add(&app, app.scram, app_scram_record(id));
  if (!added) co_return pass_on(added);
  if (known.passwords.empty()) {
    known.passwords.push_back({fake_scram_verifier(fake_salt_key_, who.canonical), Standing::none});
    known.whose.push_back(nullptr);
  }
  co_return known;
}

}  // namespace postern::auth
