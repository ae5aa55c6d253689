// The declaration of what every protocol's sessions are allowed.
#include "net/session_limits.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Schema<net::SessionLimits> {
  using S = net::SessionLimits;
  static constexpr std::string_view title = "Sessions of every protocol";
  static constexpr auto kNew = config::Apply::new_sessions;
  static constexpr std::tuple fields{
      config::field(&S::max_bad_commands,
                    {.key = "max_bad_commands",
                     .label = "Errors a connection",
                     .help = "Wrong or misplaced commands until the connection is closed; IMAP, whose connections last for "
                             "days, counts only errors in a row. 0: no limit.",
                     .reason = "A mail client makes hardly any; scanners make many.",
                     .unit = "errors",
                     .apply = kNew,
                     .hardened = {config::Weaker::higher, config::Severity::medium, true}},
                    0, 10'000),
      config::field(&S::max_failed_logins,
                    {.key = "max_failed_logins",
                     .label = "Failed logins a connection",
                     .help = "Refused logins until the connection is closed. 0: no limit.",
                     .reason = "Guessing is slower when every few guesses cost a connection.",
                     .unit = "logins",
                     .apply = kNew,
                     .hardened = {config::Weaker::higher, config::Severity::high, true}},
                    0, 1000),
      config::field(&S::login_timeout,
                    {.key = "login_timeout",
                     .label = "Time to log in",
                     .help = "From the connection to a successful login over IMAP, POP3 and submission.",
                     .reason = "Connections without login are cheap to open and must not be cheap to keep.",
                     .apply = kNew,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::seconds(5), std::chrono::seconds(600))};
};

template const config::Table& config::table<net::SessionLimits>();

}  // namespace postern
