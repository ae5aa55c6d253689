// The declaration of the IMAP server's settings.
#include "config/schema.h"
#include "imap/imap.h"

namespace postern {

template <>
struct config::Schema<imap::Settings> {
  using S = imap::Settings;
  static constexpr std::string_view title = "Reading mail over IMAP";
  static constexpr std::tuple fields{
      config::field(&S::max_message_size, {.key = "max_message_size", .label = "Largest APPEND", .help = "Announced as APPENDLIMIT; the messages of one APPEND together.", .reason = "One command cannot fill the memory.", .unit = "octets", .apply = Apply::new_sessions}, 1 << 10, 2LL << 30),
      config::field(&S::login_timeout, {.key = "login_timeout", .label = "Time to log in", .help = "From connecting to a successful login.", .reason = "Strangers cannot hold places.", .apply = Apply::new_sessions}, 5s, 600s),
      config::field(&S::autologout, {.key = "autologout", .label = "Let go after silence", .help = "RFC 9051 §5.4 asks for at least 30 minutes.", .apply = Apply::new_sessions}, 30min, 1440min),
      config::field(&S::write_timeout, {.key = "write_timeout", .label = "Time for a client to read", .help = "To take 64 KiB.", .reason = "A client that does not read cannot hold memory.", .apply = Apply::new_sessions}, 5s, 3600s),
      config::field(&S::idle_keepalive, {.key = "idle_keepalive", .label = "Sign of life in IDLE", .help = "Keeps boxes on the way from forgetting the connection.", .apply = Apply::new_sessions}, 1min, 29min),
      config::field(&S::max_bad_commands, {.key = "max_bad_commands", .label = "Bad commands in a row", .help = "Then the connection is closed. 0: no limit.", .reason = "Scanners make many; clients make none.", .apply = Apply::new_sessions}, 0, 1000),
      config::field(&S::offer_starttls, {.key = "offer_starttls", .label = "Offer STARTTLS", .help = "On listeners where TLS does not come first.", .apply = Apply::new_sessions}),
      config::field(&S::offer_compression, {.key = "offer_compression", .label = "Offer COMPRESS=DEFLATE", .help = "Costs memory for each connection that takes it.", .apply = Apply::new_sessions})};
};
template const config::Table& config::table<imap::Settings>();

}  // namespace postern
