// IDLE: RFC 2177, RFC 9051 §6.3.13; with NOTIFY what that asked for (RFC 5465 §4).
#include "base/text.h"
#include "imap/commands/commands.h"
#include "imap/notifications.h"

namespace postern::imap::commands {
namespace {

constexpr std::size_t kLongestLine = 64;  // DONE is all that may come

Outcome gone(Context& c) {
  c.session.state = State::logout;
  return answered();
}

// Waits once and tells what there is to tell. True when the client has something to say.
Task<Result<bool>> wait(Context& c, Deadline logout) {
  if (!c.input.pending().empty()) co_return true;
  auto flushed = co_await c.out.flush();
  if (!flushed) co_return pass_on(flushed);
  c.stream.now(net::Doing::idle);
  auto wake = co_await c.stream.wait(std::min(logout, c.after(c.settings().idle_keepalive)));
  if (!wake) co_return pass_on(wake);
  if (*wake == net::Wake::readable) co_return true;
  if (!c.services.login.still_holds(c.session.who)) co_return fail(Failure::denied, "The account may no longer be used");
  if (*wake == net::Wake::timeout) {
    if (c.services.time.steady() >= logout) co_return fail(Failure::timeout, "Logged out for inactivity");
    c.out.buffer() += "* OK Still here\r\n";
    co_return false;
  }
  auto told = co_await tell_waiting(c, Waiting::in_idle);
  if (!told) co_return pass_on(told);
  co_return c.session.state == State::logout;
}

}  // namespace

Task<Outcome> idle(Context& c, grammar::NoArgs) {
  const auto logout = c.after(c.settings().autologout);
  auto* stream = &c.stream;
  const auto subscription = c.store().subscribe(c.account(), *Executor::here(), [stream] { stream->wake(); });
  c.out.buffer() += "+ Idling\r\n";
  auto told = co_await tell_waiting(c, Waiting::in_idle);
  if (!told) co_return gone(c);
  while (c.session.state != State::logout) {
    auto speaks = co_await wait(c, logout);
    if (!speaks) {
      const bool ours = speaks.error().kind == Failure::timeout || speaks.error().kind == Failure::denied;
      if (ours || c.stream.is_stopping())
        c.out.buffer().append("* BYE ").append(ours ? std::string_view(speaks.error().text) : kGoingDown).append("\r\n");
      co_return gone(c);
    }
    if (*speaks) break;
  }
  if (c.session.state == State::logout) co_return answered();
  auto line = co_await c.input.line(c.after(c.session.allowance.login_timeout()), kLongestLine);
  if (!line) co_return gone(c);
  if (!equal_nocase(*line, "DONE")) co_return bad("DONE was expected");
  co_return ok("Idle ended");
}

}  // namespace postern::imap::commands
