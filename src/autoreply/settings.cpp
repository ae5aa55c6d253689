// The declaration of the settings of automatic answers.
#include "autoreply/settings.h"

#include "config/schema.h"

namespace postern {

using namespace std::chrono_literals;

template <>
struct config::Schema<autoreply::Settings> {
  using S = autoreply::Settings;
  static constexpr std::string_view title = "Automatic replies";
  static constexpr std::tuple fields{
      config::field(&S::enabled,
                    {.key = "enabled",
                     .label = "Accounts answer by themselves",
                     .help = "An account whose owner is away answers whoever has written to it, if he is proven to have, and "
                             "neither a program nor a list has. Off: no account answers, whatever it has set."}),
      config::field(&S::again_after,
                    {.key = "again_after",
                     .label = "Answer again after",
                     .help = "One sender gets one answer of an account in so long a time.",
                     .reason = "RFC 3834 asks for some days: whoever writes daily knows by then."},
                    1h, 90 * 24h),
      config::field(&S::hourly,
                    {.key = "hourly",
                     .label = "Answers an hour",
                     .help = "Of one account. Beyond that it answers nobody until there is room again.",
                     .reason = "Whoever makes an account write to strangers gets no further than this.",
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    1, 500)};
};
template const config::Table& config::table<autoreply::Settings>();

}  // namespace postern
