// STARTTLS: RFC 9051 §6.2.1.
#include "imap/commands/commands.h"

namespace postern::imap::commands {
namespace {

Outcome end(Context& c) {
  c.session.state = State::logout;
  return answered();
}

}  // namespace

Task<Outcome> starttls(Context& c, grammar::NoArgs) {
  if (c.stream.is_tls()) co_return bad("TLS is on already");
  if (!c.settings().offer_starttls) co_return bad("TLS is not offered here");
  if (!c.input.pending().empty()) {
    // Bytes behind the command came in clear; whoever put them there must not speak inside TLS (RFC 9051 §11.1).
    ignore(c.input.take_pending(), "dropped unseen");
    c.out.buffer() += "* BYE Nothing may follow STARTTLS before the handshake\r\n";
    c.session.state = State::logout;
    co_return bad("Connection ends");
  }
  auto& out = c.out.buffer();
  out += c.tag;
  out += " OK Begin\r\n";
  auto sent = co_await c.out.flush();
  if (!sent) co_return end(c);
  auto shaken = co_await c.stream.start_tls(c.session.login_until);
  if (!shaken) co_return end(c);
  co_return answered();
}

}  // namespace postern::imap::commands
