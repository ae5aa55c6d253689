// Passes questions of the session on to auth and directory, and their answers back in its words.
#include "smtp/server/adapters.h"

#include <algorithm>

#include "auth/authenticator.h"
#include "directory/directory.h"

namespace postern::smtp {
namespace {

class AuthExchange final : public Login::Exchange {
 public:
  explicit AuthExchange(auth::Authenticator::Exchange exchange) : exchange_(std::move(exchange)) {}
  Task<Result<LoginAnswer>> start(std::optional<std::string> initial) override {
    auto reply = co_await exchange_.start(std::move(initial));
    co_return answer(std::move(reply));
  }
  Task<Result<LoginAnswer>> step(std::string response) override {
    auto reply = co_await exchange_.step(std::move(response));
    co_return answer(std::move(reply));
  }

 private:
  static Result<LoginAnswer> answer(Result<auth::Authenticator::Reply> reply) {
    if (!reply) return pass_on(reply);
    if (auto* challenge = std::get_if<auth::Challenge>(&*reply)) return LoginChallenge{std::move(challenge->text)};
    auto& login = std::get<auth::Login>(*reply);
    return Identity{login.account, std::move(login.address)};
  }
  auth::Authenticator::Exchange exchange_;
};

}  // namespace

std::vector<std::string> AuthLogin::mechanisms(bool tls) const {
  std::vector<std::string> words;
  for (const auto name : authenticator_.offered(tls)) words.emplace_back(auth::word(name));
  return words;
}

Result<std::unique_ptr<Login::Exchange>> AuthLogin::begin(std::string_view mechanism, LoginPeer peer) {
  const auto name = auth::mechanism_named(mechanism);
  if (!name) return fail(Failure::invalid, "No such mechanism");
  auth::Peer who{.session = peer.session,
                 .service = peer.role == Role::submission ? events::Service::submission : events::Service::smtp,
                 .ip_text = peer.address.text(),
                 .tls = peer.tls};
  std::ranges::copy(peer.address.bytes, who.ip.begin());
  auto exchange = authenticator_.begin(*name, std::move(who));
  if (!exchange) return pass_on(exchange);
  return std::make_unique<AuthExchange>(std::move(*exchange));
}

Task<Result<SenderFacts>> DirectoryFacts::sender(address::Mailbox mailbox, AccountId account) {
  const auto snapshot = directory_.snapshot();
  SenderFacts facts;
  if (const auto domain = snapshot->domain(mailbox.domain())) {
    facts.hosted = true;
    facts.needs_login = domain->settings.require_smtp_auth;
    facts.exists = directory_.resolve(mailbox).verdict == directory::Verdict::deliver;
  }
  // RFC 5321 §4.1.3: a literal is no domain of ours; nobody owns an address there.
  facts.owned = account && snapshot->may_send_as(account, mailbox);
  co_return facts;
}

Task<Result<RecipientStatus>> DirectoryFacts::recipient(address::Mailbox mailbox) {
  switch (directory_.resolve(mailbox).verdict) {
    case directory::Verdict::deliver: co_return RecipientStatus::deliverable;
    case directory::Verdict::elsewhere: co_return RecipientStatus::elsewhere;
    case directory::Verdict::unknown: co_return RecipientStatus::unknown;
    case directory::Verdict::disabled: co_return RecipientStatus::disabled;
    case directory::Verdict::too_many: break;
  }
  co_return RecipientStatus::unavailable;
}

}  // namespace postern::smtp
