// AUTHENTICATE: RFC 9051 §6.2.2, with an initial response as in RFC 4959.
#include "base/text.h"
#include "imap/commands/commands.h"
#include "imap/commands/logged_in.h"

namespace postern::imap::commands {
namespace {

// The client's answer to a challenge; nothing when it gave up with "*" or sent no base64.
Task<Result<std::optional<std::string>>> ask(Context& c, std::string_view challenge) {
  auto& out = c.out.buffer();
  out += "+ ";
  out += to_base64(challenge);
  out += "\r\n";
  auto line = co_await c.input.line(c.session.login_until, auth::kSaslLongestLine);
  if (!line) co_return pass_on(line);
  if (*line == "*") co_return std::optional<std::string>{};
  co_return from_base64(*line);
}

}  // namespace

Task<Outcome> authenticate(Context& c, grammar::AuthenticateArgs args) {
  auto peer = c.peer();
  peer.channel = c.stream.channel_binding();
  auto begun = c.services.login.begin(args.mechanism, std::move(peer));
  if (!begun) {
    if (begun.error().temporary()) co_return login_failed(c, begun.error());
    const bool clear = c.services.login.mechanisms(c.peer()).empty();
    co_return no(clear ? "[PRIVACYREQUIRED] Use TLS first" : "[CANNOT] No such mechanism");
  }
  const auto exchange = std::move(*begun);
  std::optional<std::string> initial;
  if (args.initial) {
    initial = *args.initial == "=" ? std::string{} : from_base64(*args.initial);
    if (!initial) co_return bad("The initial response is not base64");
  }
  auto step = co_await exchange->start(std::move(initial));
  while (step && std::holds_alternative<auth::Challenge>(*step)) {
    auto answer = co_await ask(c, std::get<auth::Challenge>(*step).text);
    if (!answer) {
      c.out.buffer() += "* BYE The answer did not come\r\n";
      c.session.state = State::logout;
      co_return bad("The answer did not come");
    }
    if (!*answer) co_return bad("Authentication was cancelled");
    step = co_await exchange->step(std::move(**answer));
  }
  if (!step) co_return login_failed(c, step.error());
  co_return logged_in(c, std::get<auth::Identity>(std::move(*step)));
}

}  // namespace postern::imap::commands
