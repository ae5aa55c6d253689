// Who says that he has forgotten a password: heard, and looked into when nobody waits for an answer any more.   H20
#include "auth/owned_token.h"
#include "auth/password_reset.h"
#include "base/executor.h"
#include "directory/directory.h"
#include "events/table.h"

namespace postern::auth {
namespace {

Writing text_with(const std::string& token, const std::string& address, Time until) {
  return {
      written<"A new password">(),
      {written<"Somebody has asked to set the password of {} anew. If it was not you, do nothing: only whoever reads this can "
               "use the token, and it ends by itself.">(address),
       Said::value("    " + token),
       written<"It is good once, until {}. With the new password all sessions and application passwords of the account end. "
               "This message has no link: open the site that you know, and give the token there.">(until)}};
}

Writing text_after(const std::string& address, Time at) {
  return {written<"Your password was set anew">(),
          {written<"The password of {} was set anew on {}, by a token for a forgotten one.">(address, at),
           written<"All sessions and application passwords of the account have ended.">(),
           written<"If it was not you, tell the people who run this server at once.">()}};
}

}  // namespace

// The name means an account by its own address only: an alias may stand for many.
AccountId PasswordResets::whose(std::string name) const {
  if (name.find('@') == name.npos) name += "@" + settings_.current()->default_domain;
  const auto mailbox = address::parse_mailbox(name, address::Charset::utf8);
  if (!mailbox) return {};
  const auto all = ports_.directory.snapshot();
  const auto account = all->account(*mailbox);
  const auto home = account ? all->domain(account->domain) : nullptr;
  const bool may = home && home->settings.self_reset && !account->service && all->may_log_in(*account);
  return may ? account->id : AccountId();
}

// One try that the guard counts, whoever it is about. The work begins behind whatever this thread does next, which is to answer.
Task<void> PasswordResets::ask(Peer peer, std::string name) {
  const bool admitted = ports_.gate.admits(peer);
  ports_.security.record({.at = ports_.time.now(),
                          .signal = events::Signal::password_reset,
                          .service = peer.service,
                          .cause = events::Cause::none,
                          .tls = peer.tls,
                          .session = peer.session,
                          .ip = peer.ip,
                          .account = {},
                          .name = {}});
  const auto id = whose(std::move(name));
  co_await ports_.gate.hold(std::move(peer));
  if (!admitted || stopping_) co_return;
  if (++under_way_ > kMostUnderWay) {
    done();
    co_return;
  }
  Executor::here()->post([this, id] { spawn(look_into(id)); });
}

// Nobody (0) is looked into like anybody.
Task<void> PasswordResets::look_into(AccountId id) {
  if (!stopping_) {
    auto sent = co_await send_token(id);
    const auto account = ports_.directory.snapshot()->account(id);
    if (account) {
      const auto address = ports_.directory.snapshot()->address_of(*account).text();
      const std::string outcome = sent ? "sent" : sent.error().text;
      ports_.log.write(events::Event::password_reset_asked, {},
                       {{events::Key::account, address}, {events::Key::reason, outcome}});
    }
  }
  done();
}

void PasswordResets::done() {
  --under_way_;
  under_way_.notify_all();
}

Task<Result<void>> PasswordResets::send_token(AccountId id) {
  const auto account = ports_.directory.snapshot()->account(id);
  const auto now = ports_.time.now();
  const auto until = now + settings_.current()->reset_life;
  auto token = draw_owned_token(ports_.random, id);
  directory::PasswordReset fresh{tag_of_reset(ports_.sealer, token.reveal()), until, account ? account->credential_version : 0};
  auto to = co_await ports_.directory.open_password_reset(id, std::move(fresh), now, kMostMailADay);
  if (!to) co_return pass_on(to);
  const auto address = ports_.directory.snapshot()->address_of(*account).text();
  auto what = text_with(std::string(token.reveal()), address, until);
  co_return co_await ports_.write_to(std::move(*to), std::move(what), id);
}

// Both where he reads his mail and where he is reached otherwise: one of the two may not be his any more.
Task<void> PasswordResets::tell_owner(std::shared_ptr<const directory::Account> account) {
  const auto own = ports_.directory.snapshot()->address_of(*account);
  ports_.log.write(events::Event::password_was_reset, {}, {{events::Key::account, own.text()}});
  const auto text = text_after(own.text(), ports_.time.now());
  auto recovery = co_await ports_.directory.recovery(account->id);
  auto told = co_await ports_.write_to(own, text, account->id);
  ignore(told, "delivery says itself what it could not do");
  if (!recovery || recovery->mailbox.empty()) co_return;
  told = co_await ports_.write_to(recovery->mailbox, text, account->id);
  ignore(told, "as above");
}

void PasswordResets::stop() {
  stopping_ = true;
  for (auto n = under_way_.load(); n != 0; n = under_way_.load()) under_way_.wait(n);
}

}  // namespace postern::auth
