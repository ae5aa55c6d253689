// Commands of the authorization state: what is offered, TLS, and who the client is.
#include <algorithm>

#include "base/text.h"
#include "pop3/session.h"

namespace postern::pop3 {

// RFC 2449 §5: the same words before and after login, but for those that are of no use any more.
Session::Next Session::capa(std::string_view) {
  ok("Capabilities");
  output_ +=
      "TOP\r\nUIDL\r\nRESP-CODES\r\nAUTH-RESP-CODE\r\nPIPELINING\r\nEXPIRE NEVER\r\nUTF8 USER\r\n";  // RFC 2449 §6, 3206, 6856
  if (state_ == State::authorization) {
    if (options_.stls && !link_.tls) output_ += "STLS\r\n";  // RFC 2595 §4
    if (!mechanisms().empty()) {
      output_ += "USER\r\nSASL";  // RFC 5034 §3
      for (const auto mechanism : mechanisms()) output_.append(" ").append(mechanism);
      output_ += "\r\n";
    }
  }
  output_ += ".\r\n";
  return {};
}

Session::Next Session::stls(std::string_view) {
  if (!options_.stls || link_.tls) {
    bad("TLS is not offered");
    return {};
  }
  // What came in clear behind the command would be taken for part of the secured session: it is dropped with the connection.
  if (at_ != input_.size()) {
    refuse("Nothing may follow STLS before the handshake");
    return close();
  }
  ok("Begin TLS");
  return StartTls{};
}

Effect Session::on_tls() {
  link_.tls = true;
  name_.clear();  // RFC 2595 §4: all that was learned from the client in clear is forgotten
  reader_.drop();
  return advance();
}

// RFC 6856 §2.1 deviates: messages with UTF-8 headers go out as they are stored, asked for or not; rewriting them would break
// signatures, and clients that do not ask show them no worse than a downgraded form.
Session::Next Session::utf8(std::string_view) {
  ok("UTF-8 is welcome");
  return {};
}

// Whether the name exists is not told here, nor after the password.
Session::Next Session::user(std::string_view argument) {
  if (mechanisms().empty()) {
    bad("Begin TLS first");
    return {};
  }
  name_.assign(trim(argument));
  ok("Password, please");
  return {};
}

Session::Next Session::pass(std::string_view argument) {
  if (name_.empty()) {
    bad("USER first");
    return {};
  }
  return PasswordLogin{std::exchange(name_, {}), Secret(std::string(argument))};
}

// RFC 5034 §4
Session::Next Session::auth(std::string_view argument) {
  const auto line = trim(argument);
  const auto mechanism = to_upper(line.substr(0, line.find(' ')));
  const auto initial = trim(line.substr(mechanism.size()));
  if (std::ranges::find(mechanisms(), mechanism) == mechanisms().end()) {
    bad(mechanisms().empty() ? "Begin TLS first" : "Mechanism not offered");
    return {};
  }
  if (initial.empty()) return BeginLogin{mechanism, {}};
  auto decoded = from_base64(initial == "=" ? std::string_view{} : initial);
  if (!decoded) {
    bad("Not base64");
    return {};
  }
  return BeginLogin{mechanism, std::move(decoded)};
}

Session::Next Session::sasl_line(LineReader::Got got) {
  mode_ = Mode::commands;
  if (got.outcome == LineReader::Outcome::too_long) {
    bad("Line too long");
    return {};
  }
  const auto response = got.outcome == LineReader::Outcome::line ? from_base64(got.line) : std::nullopt;
  if (!response) {
    bad(got.line == "*" ? "Cancelled" : "Not base64");
    return {};
  }
  return ContinueLogin{*response};
}

Effect Session::on_login(Result<auth::Answer> answer) {
  if (!answer) {
    auto next = login_failed(answer.error());
    return next ? std::move(*next) : advance();
  }
  if (const auto* challenge = std::get_if<auth::Challenge>(&*answer)) {
    mode_ = Mode::sasl;
    output_ += "+ " + to_base64(challenge->text) + "\r\n";
    return advance();
  }
  const auto& who = std::get<auth::Identity>(*answer);
  read_only_ = who.read_only;
  return OpenMaildrop{who.account};
}

// RFC 3206 §4: [AUTH] says that the credentials are wrong, [SYS/TEMP] that they are not to blame.
Session::Next Session::login_failed(const Error& error) {
  refuse(error.temporary() ? "[SYS/TEMP] Try again later" : "[AUTH] Login failed");
  link_.allowance.failed_login(error);
  if (link_.allowance.no_more_logins()) return close();
  return {};
}

Effect Session::on_maildrop(Result<const Maildrop*> maildrop) {
  if (!maildrop) {
    refuse("[SYS/TEMP] The mailbox cannot be opened");
    return advance();
  }
  maildrop_ = *maildrop;
  deleted_.assign(maildrop_->count(), false);
  state_ = State::transaction;
  ok("Logged in");
  return advance();
}

}  // namespace postern::pop3
