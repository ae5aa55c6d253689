// The settings of IMAP, described.
#include "config/schema.h"
#include "imap/imap.h"

namespace postern {

template <>
struct config::Schema<imap::Settings> {
  using S = imap::Settings;
  static constexpr std::string_view title = "IMAP";
  static constexpr std::tuple fields{
      config::field(
          &S::max_message_size,
          {.key = "max_message_size",
           .label = "Largest message",
           .help = "Announced as APPENDLIMIT; the messages of one APPEND together. More is refused before it is sent.",
           .reason = "A message stands in memory while it arrives.",
           .apply = config::Apply::new_sessions,
           .hardened = {config::Weaker::higher, config::Severity::low}},
          1_KiB, 2_GiB),
      config::field(&S::autologout,
                    {.key = "autologout",
                     .label = "Time of silence until logout",
                     .help = "A client that has logged in and is silent for so long, in IDLE too, is logged out. RFC 9051 "
                             "asks for at least 30 minutes.",
                     .reason = "A forgotten session must not stay open for ever.",
                     .apply = config::Apply::new_sessions,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    30min, 24 * 60min),
      config::field(&S::write_timeout,
                    {.key = "write_timeout",
                     .label = "Time to take an answer",
                     .help = "How long a client may take to read 64 KiB.",
                     .reason = "A client that does not read holds memory.",
                     .apply = config::Apply::new_sessions,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    5s, 600s),
      config::field(&S::idle_keepalive,
                    {.key = "idle_keepalive",
                     .label = "Sign of life during IDLE",
                     .help = "Keeps devices between server and client from forgetting a quiet connection.",
                     .apply = config::Apply::new_sessions,
                     .advanced = true},
                    1min, 29min),
      config::field(&S::offer_starttls, {.key = "offer_starttls",
                                         .label = "Offer STARTTLS",
                                         .help = "On connections that do not begin with TLS.",
                                         .reason = "Without it nobody can log in there.",
                                         .apply = config::Apply::new_sessions,
                                         .advanced = true,
                                         .hardened = {config::Weaker::lower, config::Severity::high}}),
      config::field(&S::offer_compression,
                    {.key = "offer_compression",
                     .label = "Offer COMPRESS=DEFLATE",
                     .help = "Saves bytes on slow lines; costs about 300 KiB of memory a connection that uses it.",
                     .reason = "Off: the memory counts more on a server with many connections.",
                     .apply = config::Apply::new_sessions,
                     .hardened = {config::Weaker::higher, config::Severity::low}})};
};

template const config::Table& config::table<imap::Settings>();

}  // namespace postern
