// The rows.   RFC 1939 §5, §6, §7
#include "pop3/command_table.h"

#include <array>

namespace postern::pop3 {

std::span<const CommandRow> command_rows() {
  using enum Allowed;
  static constexpr std::array<CommandRow, 15> kRows{{
      {Verb::capa, both, Argument::none, &Session::capa},               // RFC 2449 §5
      {Verb::stls, authorization, Argument::none, &Session::stls},      // RFC 2595 §4
      {Verb::utf8, authorization, Argument::none, &Session::utf8},      // RFC 6856 §2.1
      {Verb::auth, authorization, Argument::required, &Session::auth},  // RFC 5034 §4
      {Verb::user, authorization, Argument::required, &Session::user},  // RFC 1939 §7
      {Verb::pass, authorization, Argument::required, &Session::pass},  // RFC 1939 §7
      {Verb::stat, transaction, Argument::none, &Session::stat},        // RFC 1939 §5
      {Verb::list, transaction, Argument::optional, &Session::list},    // RFC 1939 §5
      {Verb::retr, transaction, Argument::required, &Session::retr},    // RFC 1939 §5
      {Verb::dele, transaction, Argument::required, &Session::dele},    // RFC 1939 §5
      {Verb::noop, transaction, Argument::none, &Session::noop},        // RFC 1939 §5
      {Verb::rset, transaction, Argument::none, &Session::rset},        // RFC 1939 §5
      {Verb::top, transaction, Argument::required, &Session::top},      // RFC 1939 §7
      {Verb::uidl, transaction, Argument::optional, &Session::uidl},    // RFC 1939 §7
      {Verb::quit, both, Argument::none, &Session::quit},               // RFC 1939 §4, §6
  }};
  return kRows;
}

}  // namespace postern::pop3
