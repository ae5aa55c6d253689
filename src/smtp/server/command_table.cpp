// The rows.   RFC 5321 §4.1.1, §4.1.4
#include "smtp/server/command_table.h"

#include <array>

namespace postern::smtp {
namespace {

template <class... S>
constexpr States in(S... states) {
  return {static_cast<std::uint8_t>((0u | ... | (1u << static_cast<unsigned>(states))))};
}
constexpr States kAlways{0x1f};

}  // namespace

// RFC 5321 §4.1.4 gives the order; NOOP, HELP, EXPN, VRFY, RSET and QUIT are permitted at any time.
std::span<const CommandRow> command_rows() {
  using enum State;
  static constexpr std::array<CommandRow, 15> kRows{{
      {Verb::ehlo, kAlways, Argument::required, Needs::nothing, &Session::ehlo},                       // RFC 5321 §4.1.1.1
      {Verb::helo, kAlways, Argument::required, Needs::nothing, &Session::helo},                       // RFC 5321 §4.1.1.1
      {Verb::lhlo, kAlways, Argument::required, Needs::nothing, &Session::ehlo},                       // RFC 2033 §4.1
      {Verb::starttls, in(ready), Argument::none, Needs::nothing, &Session::starttls},                 // RFC 3207 §4
      {Verb::auth, in(ready), Argument::required, Needs::nothing, &Session::auth},                     // RFC 4954 §4
      {Verb::mail, in(ready), Argument::required, Needs::login, &Session::mail},                       // RFC 5321 §4.1.1.2
      {Verb::rcpt, in(State::mail, State::rcpt), Argument::required, Needs::login, &Session::rcpt},    // RFC 5321 §4.1.1.3
      {Verb::data, in(State::rcpt), Argument::none, Needs::login, &Session::data},                     // RFC 5321 §4.1.1.4
      {Verb::bdat, in(State::rcpt, State::chunks), Argument::required, Needs::login, &Session::bdat},  // RFC 3030 §2
      {Verb::rset, kAlways, Argument::none, Needs::nothing, &Session::rset},                           // RFC 5321 §4.1.1.5
      {Verb::vrfy, kAlways, Argument::required, Needs::nothing, &Session::vrfy},                       // RFC 5321 §4.1.1.6
      {Verb::expn, kAlways, Argument::required, Needs::nothing, &Session::expn},                       // RFC 5321 §4.1.1.7
      {Verb::help, kAlways, Argument::optional, Needs::nothing, &Session::help},                       // RFC 5321 §4.1.1.8
      {Verb::noop, kAlways, Argument::optional, Needs::nothing, &Session::noop},                       // RFC 5321 §4.1.1.9
      {Verb::quit, kAlways, Argument::none, Needs::nothing, &Session::quit},                           // RFC 5321 §4.1.1.10
  }};
  return kRows;
}

}  // namespace postern::smtp
