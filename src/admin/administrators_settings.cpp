// The declarations of what can be set about administrators.
#include "admin/administrators.h"
#include "config/schema.h"

namespace postern {

using namespace std::chrono_literals;

template <>
struct config::Schema<admin::AdministratorSettings> {
  using S = admin::AdministratorSettings;
  static constexpr std::string_view title = "Administrators";
  static constexpr std::tuple fields{
      config::field(&S::password_length,
                    {.key = "password_length",
                     .label = "Shortest password",
                     .help = "Characters that an administrator's password must have; where users need more, that holds.",
                     .reason = "Theirs opens the whole server.",
                     .unit = "characters",
                     .hardened = {config::Weaker::lower, config::Severity::high}},
                    12, 256),
      config::field(&S::password_strength,
                    {.key = "password_strength",
                     .label = "Least strength",
                     .help = "Of an administrator's password, as zxcvbn counts: 3 falls in 10^10 guesses, 4 stands more.",
                     .reason = "Theirs opens the whole server.",
                     .hardened = {config::Weaker::lower, config::Severity::high}},
                    3, 4),
      config::field(&S::session_idle,
                    {.key = "session_idle",
                     .label = "Idle session",
                     .help = "A session in which nothing is called for so long ends, an administrator's or a user's.",
                     .reason = "A browser that was left open is nobody's to use.",
                     .hardened = {config::Weaker::higher, config::Severity::medium}},
                    1min, 720min),
      config::field(&S::session_life,
                    {.key = "session_life",
                     .label = "Longest session",
                     .help = "A session ends after so long, whatever happens in it.",
                     .reason = "A stolen cookie is worth a day's work at most.",
                     .hardened = {config::Weaker::higher, config::Severity::medium}},
                    1h, 168h),
      config::field(
          &S::second_factor_life,
          {.key = "second_factor_life",
           .label = "Second factor shown lately",
           .help = "For so long after a code was shown may a session change administrators and tokens, and a user his own "
                   "password and what goes with it.",
           .reason = "Who finds an open browser, or steals its cookie, makes himself no way back.",
           .hardened = {config::Weaker::higher, config::Severity::medium}},
          1min, 720min),
      config::field(&S::impersonation_life,
                    {.key = "impersonation_life",
                     .label = "Acting in a user's name",
                     .help = "So long an administrator acts in it, from its page or by a token of postern account impersonate.",
                     .reason = "It is for one question that a user has, and lies about afterwards.",
                     .hardened = {config::Weaker::higher, config::Severity::medium}},
                    1min, 240min),
      config::field(
          &S::invitation_life,
          {.key = "invitation_life",
           .label = "Open invitation",
           .help = "So long a new administrator may log in for the first time and set up his second factor. After that "
                   "only a new password lets him in.",
           .reason = "A password that was told to somebody opens nothing for whoever finds it later.",
           .hardened = {config::Weaker::higher, config::Severity::medium}},
          1h, 720h)};
};
template const config::Table& config::table<admin::AdministratorSettings>();

}  // namespace postern
