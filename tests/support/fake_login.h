// A login port with a few users in memory: the real PLAIN and LOGIN mechanisms, failures on demand.
// Use: FakeLogin login; login.users = {{"joe@here.example", AccountId(1)}}; session ports get it as auth::Login.
#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "auth/login.h"

namespace postern {

class FakeLogin final : public auth::Login {
 public:
  explicit FakeLogin(std::map<std::string, AccountId> everybody) : users(std::move(everybody)) {}

  std::map<std::string, AccountId> users;  // all have the password "secret"
  std::vector<std::string_view> words{"PLAIN"};
  bool cleartext = false;           // login without TLS
  bool read_only = false;           // who logs in may change nothing
  bool revoked = false;             // no identity holds any more
  std::optional<Failure> trouble;   // every login fails so
  std::function<bool()> fails_now;  // asked at each call: it fails with `failure`
  Failure failure = Failure::unavailable;
  std::vector<auth::Peer> peers;  // of all that began, in order

  [[nodiscard]] std::vector<std::string_view> mechanisms(const auth::Peer& peer) const override {
    if (peer.tls || cleartext) return words;
    return {};
  }
  Result<std::unique_ptr<auth::Exchange>> begin(std::string_view mechanism, auth::Peer peer) override {
    if (failing()) return failed();
    const auto offered = mechanisms(peer);
    if (std::ranges::find(offered, mechanism) == offered.end()) return fail(Failure::denied, "This mechanism is not offered");
    peers.push_back(std::move(peer));
    return std::make_unique<Fake>(*this, *auth::mechanism_named(mechanism));
  }
  Task<Result<auth::Identity>> password(auth::Peer peer, std::string name, Secret password) override {
    if (failing()) co_return failed();
    peers.push_back(std::move(peer));
    co_return judge(name, password.reveal());
  }
  [[nodiscard]] bool still_holds(const auth::Identity&) const override { return !revoked; }

 private:
  class Fake final : public auth::Exchange {
   public:
    Fake(FakeLogin& owner, auth::MechanismName name) : owner_(owner), mechanism_(make_mechanism(name, system_random())) {}
    Task<Result<auth::Answer>> start(std::optional<std::string> initial) override {
      if (!initial) co_return answer(mechanism_->start(std::nullopt));
      if (owner_.failing()) co_return owner_.failed();
      co_return answer(mechanism_->start(std::string_view(*initial)));
    }
    Task<Result<auth::Answer>> step(std::string response) override {
      if (owner_.failing()) co_return owner_.failed();
      co_return answer(mechanism_->step(response));
    }

   private:
    Result<auth::Answer> answer(auth::Step step) {
      if (auto* challenge = std::get_if<auth::Challenge>(&step)) return std::move(*challenge);
      const auto* claim = std::get_if<auth::PasswordClaim>(&step);
      if (!claim) return fail(Failure::invalid, "The authentication exchange was not understood");
      auto who = owner_.judge(claim->name, claim->password.reveal());
      if (!who) return pass_on(who);
      return std::move(*who);
    }
    FakeLogin& owner_;
    std::unique_ptr<auth::Mechanism> mechanism_;
  };

  Result<auth::Identity> judge(const std::string& name, std::string_view password) const {
    if (trouble) return fail(*trouble, "As the test asked");
    const auto found = users.find(name);
    if (found == users.end() || password != "secret") return fail(Failure::denied, "Authentication failed");
    return auth::Identity{.account = found->second, .address = name, .credential_version = 1, .read_only = read_only};
  }
  [[nodiscard]] bool failing() const { return fails_now && fails_now(); }
  [[nodiscard]] std::unexpected<Error> failed() const { return fail(failure, "As the test asked"); }
};

}  // namespace postern
