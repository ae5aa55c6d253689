// From the protocols' questions to the parts that answer them.
#include "app/doors.h"

#include <algorithm>

namespace postern::app {
namespace {

auth::Peer peer_of(SessionId session, events::Service service, const net::Address& ip, bool tls) {
  auth::Peer out{.session = session, .service = service, .ip = {}, .ip_text = ip.text(), .tls = tls};
  std::copy_n(ip.bytes, out.ip.size(), out.ip.begin());
  return out;
}

class SmtpExchange final : public smtp::Login::Exchange {
 public:
  explicit SmtpExchange(auth::Authenticator::Exchange inner) : inner_(std::move(inner)) {}
  Task<Result<smtp::LoginAnswer>> start(std::optional<std::string> initial) override {
    auto reply = co_await inner_.start(std::move(initial));
    co_return answer(std::move(reply));
  }
  Task<Result<smtp::LoginAnswer>> step(std::string response) override {
    auto reply = co_await inner_.step(std::move(response));
    co_return answer(std::move(reply));
  }

 private:
  static Result<smtp::LoginAnswer> answer(Result<auth::Authenticator::Reply> reply) {
    if (!reply) return pass_on(reply);
    if (auto* challenge = std::get_if<auth::Challenge>(&*reply)) return smtp::LoginChallenge{std::move(challenge->text)};
    auto& login = std::get<auth::Login>(*reply);
    return smtp::Identity{login.account, std::move(login.address)};
  }
  auth::Authenticator::Exchange inner_;
};

smtp::RecipientStatus status_of(directory::Verdict verdict) {
  switch (verdict) {
    case directory::Verdict::deliver: return smtp::RecipientStatus::deliverable;
    case directory::Verdict::elsewhere: return smtp::RecipientStatus::elsewhere;
    case directory::Verdict::unknown: return smtp::RecipientStatus::unknown;
    case directory::Verdict::disabled: return smtp::RecipientStatus::disabled;
    case directory::Verdict::too_many: return smtp::RecipientStatus::unavailable;
  }
  return smtp::RecipientStatus::unavailable;
}

}  // namespace

Task<Result<smtp::SenderFacts>> SmtpDirectory::sender(address::Mailbox mailbox, AccountId account) {
  const auto all = directory_.snapshot();
  const auto domain = all->domain(mailbox.domain());
  smtp::SenderFacts facts;
  facts.hosted = domain != nullptr;
  facts.needs_login = domain && domain->settings.require_smtp_auth;
  facts.exists = domain && all->resolve(mailbox).verdict == directory::Verdict::deliver;
  facts.owned = account && all->may_send_as(account, mailbox);
  co_return facts;
}

// A recipient that leads to one account only is refused while that account is full; lists and aliases are not.
Task<Result<smtp::RecipientStatus>> SmtpDirectory::recipient(address::Mailbox mailbox) {
  const auto found = directory_.resolve(mailbox);
  if (found.verdict == directory::Verdict::deliver && found.accounts.size() == 1 && found.remote.empty()) {
    auto quota = co_await store_.quota(found.accounts.front().account);
    if (quota && quota->limit_bytes != 0 && quota->used_bytes >= quota->limit_bytes) co_return smtp::RecipientStatus::over_quota;
  }
  co_return status_of(found.verdict);
}

std::vector<std::string> SmtpLogin::mechanisms(bool tls) const {
  std::vector<std::string> out;
  for (const auto name : authenticator_.offered(tls)) out.emplace_back(auth::word(name));
  return out;
}

Result<std::unique_ptr<smtp::Login::Exchange>> SmtpLogin::begin(std::string_view mechanism, smtp::LoginPeer peer) {
  const auto name = auth::mechanism_named(mechanism);
  auto ip = net::Address::parse(peer.ip);
  if (!name || !ip) return fail(Failure::invalid, "Unknown mechanism");
  auto exchange = authenticator_.begin(*name, peer_of(peer.session, service_, *ip, peer.tls));
  if (!exchange) return pass_on(exchange);
  return std::make_unique<SmtpExchange>(std::move(*exchange));
}

Task<Result<void>> SmtpDeliver::accept(queue::Envelope envelope, smtp::Message message) {
  return delivery_.accept(std::move(envelope), std::move(message.bytes), std::move(message.parsed));
}

}  // namespace postern::app
