// Commands that open, secure, probe and end a session.
#include <fmt/format.h>

#include "base/time.h"
#include "smtp/server/session.h"

namespace postern::smtp {

bool Session::greet(std::string_view argument) {
  auto name = client_name(argument, settings_.client_names);
  if (!name) {
    say(std::move(name.error()));
    return false;
  }
  if (const auto blocked = trust_.client(*name, way()); blocked != Blocked::no) {
    say(blocked == Blocked::for_now ? Reply{450, "4.7.1", "Try again later"} : Reply{550, "5.7.1", "This client is refused"});
    return false;
  }
  client_name_ = std::move(*name);
  state_ = State::ready;
  reset();  // RFC 5321 §4.1.4: EHLO in mid-session is a RSET too
  return true;
}

// RFC 8689 §2: where TLS is. RFC 4865 §4: to those who submit, how long and until when at most. RFC 2852 §4, RFC 6710 §4
std::string Session::wishes_offered() const {
  std::string text = "\nDELIVERBY\nMT-PRIORITY";
  if (link_.tls) text += "\nREQUIRETLS";
  const auto longest = longest_hold();
  if (longest.count() == 0) return text;
  auto until = rfc3339(time_.now() + longest);
  until.replace(until.find('.'), 4, "");
  return text + fmt::format("\nFUTURERELEASE {} {}", longest.count(), until);
}

Session::Next Session::ehlo(std::string_view argument) {
  if (!greet(argument)) return {};
  extended_ = true;
  std::string text = listener_.host_name;
  text += "\nPIPELINING";                                                                                            // RFC 2920
  text += settings_.max_message_size.value ? fmt::format("\nSIZE {}", settings_.max_message_size.value) : "\nSIZE";  // RFC 1870
  text += "\n8BITMIME\nBINARYMIME\nCHUNKING\nSMTPUTF8\nENHANCEDSTATUSCODES\nDSN";  // RFC 6152, 3030, 6531, 2034, 3461
  if (offered(Verb::starttls)) text += "\nSTARTTLS";                               // RFC 3207
  text += wishes_offered();
  if (!mechanisms().empty() && !client().logged_in) {  // RFC 4954
    text += "\nAUTH";
    for (const auto mechanism : mechanisms()) text.append(" ").append(mechanism);
  }
  if (settings_.max_messages != 0 || settings_.max_recipients != 0) {  // RFC 9422
    text += "\nLIMITS";
    if (settings_.max_messages != 0) text += fmt::format(" MAILMAX={}", settings_.max_messages);
    if (settings_.max_recipients != 0) text += fmt::format(" RCPTMAX={}", settings_.max_recipients);
  }
  say({250, "", std::move(text)});
  return {};
}

Session::Next Session::helo(std::string_view argument) {
  if (!greet(argument)) return {};
  extended_ = false;
  say({250, "", listener_.host_name});
  return {};
}

Session::Next Session::starttls(std::string_view) {
  // What came in clear behind the command would be taken for part of the secured session: it is dropped with the connection.
  if (!input_.empty()) {
    input_ = {};
    return close({421, "4.7.0", "Nothing may follow STARTTLS before the handshake"});
  }
  say({220, "2.0.0", "Ready to start TLS"});
  awaits_ = Awaits::tls;
  return StartTls{};
}

Effect Session::on_tls(std::string summary) {
  awaits_ = Awaits::nothing;
  input_ = {};
  reader_.drop();
  link_.tls = true;
  link_.tls_summary = std::move(summary);
  // RFC 3207 §4.2: all that was learned from the client in clear is forgotten.
  reset();
  state_ = State::connected;
  client_name_.clear();
  identity_ = {};
  login_until_ = time_.steady() + link_.allowance.login_timeout();
  return advance();
}

Session::Next Session::noop(std::string_view) {
  say({250, "2.0.0", "Ok"});
  return {};
}

Session::Next Session::rset(std::string_view) {
  reset();
  say({250, "2.0.0", "Ok"});
  return {};
}

Session::Next Session::quit(std::string_view) { return close({221, "2.0.0", "Bye"}); }

Session::Next Session::help(std::string_view) {
  say({214, "2.0.0", "EHLO HELO MAIL RCPT DATA BDAT RSET NOOP QUIT VRFY HELP STARTTLS AUTH"});
  return {};
}

// RFC 5321 §3.5.3, §7.3: who exists here is not told.
Session::Next Session::vrfy(std::string_view) {
  say({252, "2.0.0", "Cannot verify; send mail and it will be tried"});
  return {};
}

Session::Next Session::expn(std::string_view) {
  say({502, "5.5.1", "Command not offered"});
  return {};
}

}  // namespace postern::smtp
