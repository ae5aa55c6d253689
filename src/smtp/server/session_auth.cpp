// AUTH: carries a SASL exchange between the client and the login port.   RFC 4954
#include <algorithm>

#include "base/text.h"
#include "smtp/server/session.h"

namespace postern::smtp {

Session::Next Session::auth(std::string_view argument) {
  if (client().logged_in) {
    say({503, "5.5.1", "Logged in already"});
    return {};
  }
  auto command = auth_command(argument);
  if (!command) {
    say(std::move(command.error()));
    return {};
  }
  if (std::ranges::find(mechanisms(), command->mechanism) == mechanisms().end()) {
    const bool needs_tls =
        !link_.tls && std::ranges::find(link_.tls_mechanisms, command->mechanism) != link_.tls_mechanisms.end();
    say(needs_tls ? Reply{538, "5.7.11", "Encryption required for this mechanism"}
                  : Reply{504, "5.5.4", "Mechanism not offered"});
    return {};
  }
  std::optional<std::string> initial;
  if (command->initial) {
    initial = from_base64(*command->initial);
    if (!initial) {
      say({501, "5.5.2", "Not base64"});
      return {};
    }
  }
  awaits_ = Awaits::login;
  return BeginLogin{std::move(command->mechanism), std::move(initial)};
}

// What is no response ends the exchange (RFC 4954 §4). No password was tried, so it is no failed login.
Session::Next Session::sasl_line(LineReader::Got got) {
  mode_ = Mode::commands;
  if (got.outcome == LineReader::Outcome::too_long) {
    say({500, "5.5.6", "Authentication exchange line is too long"});
    return {};
  }
  auto response = from_base64(got.line);
  if (!response) {
    say(got.line == "*" ? Reply{501, "5.7.0", "Authentication cancelled"} : Reply{501, "5.5.2", "Not base64"});
    return {};
  }
  awaits_ = Awaits::login;
  return ContinueLogin{std::move(*response)};
}

Effect Session::on_login(Result<auth::Answer> answer) {
  awaits_ = Awaits::nothing;
  if (!answer) {
    say(answer.error().temporary() ? Reply{454, "4.7.0", "Temporary authentication failure"}
                                   : Reply{535, "5.7.8", "Authentication failed"});
    link_.allowance.failed_login(answer.error());
    if (link_.allowance.no_more_logins()) return close({421, "4.7.0", "Too many failed logins"});
    return advance();
  }
  if (const auto* challenge = std::get_if<auth::Challenge>(&*answer)) {
    mode_ = Mode::sasl;
    output_ += "334 " + to_base64(challenge->text) + "\r\n";
    return advance();
  }
  identity_ = std::get<auth::Identity>(std::move(*answer));
  say({235, "2.7.0", "Authentication succeeded"});
  return advance();
}

}  // namespace postern::smtp
