// The declaration of the settings of POP3.
#include "pop3/settings.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Schema<pop3::Settings> {
  using S = pop3::Settings;
  static constexpr std::string_view title = "POP3";
  static constexpr auto kNew = config::Apply::new_sessions;
  static constexpr std::tuple fields{
      config::field(&S::max_bad_commands,
                    {.key = "max_bad_commands",
                     .label = "Errors a connection",
                     .help = "Wrong or misplaced commands before the connection is closed. 0 lifts the limit.",
                     .reason = "A mail client makes none; scanners make many.",
                     .unit = "errors",
                     .apply = kNew},
                    0, 10'000),
      config::field(&S::max_failed_logins,
                    {.key = "max_failed_logins",
                     .label = "Failed logins a connection",
                     .help = "Before the connection is closed. 0 lifts the limit.",
                     .reason = "Guessing is slower when every few guesses cost a connection.",
                     .unit = "logins",
                     .apply = kNew},
                    0, 1000),
      config::field(&S::login_timeout,
                    {.key = "login_timeout",
                     .label = "Time to log in",
                     .help = "From the connection to a successful login.",
                     .reason = "Connections without login are cheap to open and must not be cheap to keep.",
                     .apply = kNew,
                     .advanced = true},
                    std::chrono::seconds(5), std::chrono::seconds(3600)),
      config::field(&S::command_timeout,
                    {.key = "command_timeout",
                     .label = "Patience after login",
                     .help = "RFC 1939 asks for at least ten minutes.",
                     .apply = kNew,
                     .advanced = true},
                    std::chrono::seconds(5), std::chrono::seconds(7200))};
};

template const config::Table& config::table<pop3::Settings>();

}  // namespace postern
