// The declaration of the SMTP server's settings.
#include "smtp/server/settings.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Names<smtp::ClientNames> {
  static constexpr std::array labels{config::label(smtp::ClientNames::lenient, "lenient", "Anything that could be meant as a name"),
                                     config::label(smtp::ClientNames::strict, "strict", "A domain or an address literal")};
};

template <>
struct config::Schema<smtp::Settings> {
  using S = smtp::Settings;
  static constexpr std::string_view title = "Receiving mail (SMTP and submission)";
  static constexpr std::tuple fields{
      config::field(&S::max_message_size, {.key = "max_message_size", .label = "Largest message", .help = "Announced as SIZE; a larger message is refused with 552.", .reason = "One message cannot fill the disk or the memory.", .unit = "octets", .apply = Apply::new_sessions}, 1 << 10, 2LL << 30),
      config::field(&S::max_recipients, {.key = "max_recipients", .label = "Recipients a message", .help = "More are refused with 452. RFC 5321 §4.5.3.1.8 asks for at least 100. 0: no limit.", .apply = Apply::new_sessions}, 0, 50'000),
      config::field(&S::max_messages, {.key = "max_messages", .label = "Messages a connection", .help = "Then the client is asked to connect again. 0: no limit.", .apply = Apply::new_sessions}, 0, 1'000'000),
      config::field(&S::max_commands, {.key = "max_commands", .label = "Commands between messages", .help = "A client that sends more without a message is let go. 0: no limit.", .apply = Apply::new_sessions}, 0, 1'000'000),
      config::field(&S::max_bad_commands, {.key = "max_bad_commands", .label = "Bad commands a connection", .help = "Then it is closed. 0: no limit.", .reason = "Scanners and guessers make many; clients make none.", .apply = Apply::new_sessions}, 0, 1000),
      config::field(&S::max_failed_logins, {.key = "max_failed_logins", .label = "Failed logins a connection", .help = "Then it is closed. 0: no limit.", .reason = "Each guess costs a new connection.", .apply = Apply::new_sessions}, 0, 100),
      config::field(&S::max_hops, {.key = "max_hops", .label = "Hops", .help = "A message with more Received fields is taken for a loop. RFC 5321 §6.3 asks for at least 100.", .apply = Apply::new_sessions}, 10, 1000),
      config::field(&S::max_command_line, {.key = "max_command_line", .label = "Longest command", .help = "In octets, line end included.", .unit = "octets", .apply = Apply::new_sessions, .advanced = true}, 512, 65'536),
      config::field(&S::client_names, {.key = "client_names", .label = "Names in EHLO", .help = "What clients may call themselves.", .apply = Apply::new_sessions}),
      config::field(&S::command_timeout, {.key = "command_timeout", .label = "Wait for a command", .help = "RFC 5321 §4.5.3.2.7 asks for five minutes.", .apply = Apply::new_sessions}, 10s, 3600s),
      config::field(&S::data_timeout, {.key = "data_timeout", .label = "Wait between pieces of a message", .help = "A sender that pauses longer is let go.", .apply = Apply::new_sessions}, 10s, 3600s),
      config::field(&S::message_timeout, {.key = "message_timeout", .label = "Time for a whole message", .help = "However slowly it comes.", .reason = "Slow senders cannot hold places for ever.", .apply = Apply::new_sessions}, 60s, 86'400s),
      config::field(&S::default_domain, {.key = "default_domain", .label = "Domain of postmaster", .help = "Where mail to <postmaster> without a domain goes. Empty: the listener's host name.", .apply = Apply::new_sessions}, 0, 255)};
};
template const config::Table& config::table<smtp::Settings>();

}  // namespace postern
