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
      config::field(&S::command_timeout,
                    {.key = "command_timeout",
                     .label = "Patience after login",
                     .help = "How long a client that has logged in may take until its next command is whole, or to read "
                             "16 KiB. RFC 1939 asks for at least ten minutes.",
                     .reason = "A forgotten session must not hold its maildrop for ever.",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::seconds(5), std::chrono::seconds(7200))};
};

template const config::Table& config::table<pop3::Settings>();

}  // namespace postern
