// The settings of handing mail over, described.
#include "smtp/client/settings.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Schema<smtp::client::Settings> {
  using S = smtp::client::Settings;
  static constexpr std::string_view title = "Handing mail over";
  static constexpr auto kNew = config::Apply::new_sessions;
  static constexpr std::tuple fields{
      config::field(
          &S::connect_timeout,
          {.key = "connect_timeout",
           .label = "Patience for a connection",
           .help = "How long another server may take to answer a connection, and then a TLS handshake.",
           .reason = "Long enough for the far end of the world; a host that does not answer holds up its own mail alone.",
           .apply = kNew,
           .advanced = true},
          std::chrono::seconds(1), std::chrono::seconds(600)),
      config::field(
          &S::command_timeout,
          {.key = "command_timeout",
           .label = "Patience for a reply",
           .help = "From a command to the end of its reply, whatever trickles in. RFC 5321 asks for five minutes.",
           .reason = "Shorter loses mail to servers that look closely; a reply without end must not hold a connection.",
           .apply = kNew,
           .advanced = true},
          std::chrono::seconds(1), std::chrono::seconds(3600)),
      config::field(&S::block_timeout,
                    {.key = "block_timeout",
                     .label = "Patience inside a message",
                     .help = "How long another server may take to read a piece of 64 KiB. RFC 5321 asks for three minutes.",
                     .reason = "A server that stops reading must not hold a connection for ever.",
                     .apply = kNew,
                     .advanced = true},
                    std::chrono::seconds(1), std::chrono::seconds(3600)),
      config::field(
          &S::end_timeout,
          {.key = "end_timeout",
           .label = "Patience at the end of a message",
           .help = "How long another server may judge a message before it says whether it takes it. RFC 5321 asks for ten "
                   "minutes.",
           .reason = "Who gives up earlier sends the message twice.",
           .apply = kNew,
           .advanced = true},
          std::chrono::seconds(1), std::chrono::seconds(3600)),
      config::field(
          &S::message_timeout,
          {.key = "message_timeout",
           .label = "Patience for a message",
           .help = "How long a message may take from its first command to its last octet, however many recipients it has "
                   "and however large it is.",
           .reason = "A server that is just fast enough at each step could hold a connection for days.",
           .apply = kNew,
           .advanced = true},
          std::chrono::seconds(60), std::chrono::seconds(86'400))};
};

template const config::Table& config::table<smtp::client::Settings>();

}  // namespace postern
