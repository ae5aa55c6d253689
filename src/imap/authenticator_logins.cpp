// auth/ behind the port of IMAP.
#include "imap/authenticator_logins.h"

#include <algorithm>

namespace postern::imap {
namespace {

auth::Peer known(const Peer& peer) {
  auth::Peer out;
  out.session = peer.session;
  out.service = events::Service::imap;
  std::ranges::copy(peer.address.address.bytes, out.ip.begin());
  out.ip_text = peer.address.address.text();
  out.tls = peer.tls;
  return out;
}

class AuthenticatorExchange final : public Exchange {
 public:
  explicit AuthenticatorExchange(auth::Authenticator::Exchange exchange) : exchange_(std::move(exchange)) {}

  Task<Result<Step>> start(std::optional<std::string> initial) override {
    auto reply = co_await exchange_.start(std::move(initial));
    co_return step_of(std::move(reply));
  }
  Task<Result<Step>> step(std::string answer) override {
    auto reply = co_await exchange_.step(std::move(answer));
    co_return step_of(std::move(reply));
  }

 private:
  static Result<Step> step_of(Result<auth::Authenticator::Reply> reply) {
    if (!reply) return pass_on(reply);
    if (auto* challenge = std::get_if<auth::Challenge>(&*reply)) return Challenge{std::move(challenge->text)};
    return std::get<auth::Login>(*reply).account;
  }

  auth::Authenticator::Exchange exchange_;
};

}  // namespace

Task<Result<AccountId>> AuthenticatorLogins::login(Peer peer, std::string user, Secret password) {
  auto login = co_await authenticator_.login(known(peer), std::move(user), std::move(password));
  if (!login) co_return pass_on(login);
  co_return login->account;
}

std::vector<std::string_view> AuthenticatorLogins::mechanisms(bool tls) const {
  std::vector<std::string_view> words;
  for (const auto name : authenticator_.offered(tls)) words.push_back(auth::word(name));
  return words;
}

std::unique_ptr<Exchange> AuthenticatorLogins::begin(std::string_view mechanism, Peer peer) {
  const auto name = auth::mechanism_named(mechanism);
  const auto offered = authenticator_.offered(peer.tls);
  if (!name || std::ranges::find(offered, *name) == offered.end()) return nullptr;
  auto exchange = authenticator_.begin(*name, known(peer));
  if (!exchange) return nullptr;
  return std::make_unique<AuthenticatorExchange>(std::move(*exchange));
}

bool AuthenticatorLogins::password_allowed(bool tls) const { return !authenticator_.offered(tls).empty(); }

}  // namespace postern::imap
