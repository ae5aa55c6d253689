// The declaration of the settings of signing.
#include "signing/settings.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Schema<signing::Settings> {
  using S = signing::Settings;
  static constexpr std::string_view title = "Signing what goes out";
  static constexpr std::tuple fields{
      config::field(&S::sign,
                    {.key = "sign",
                     .label = "Sign",
                     .help = "Mail of those who log in gets DKIM signatures of its domain, by keys that the DNS tells of.",
                     .reason = "Others refuse or suspect mail that nothing proves, and forgers profit from it.",
                     .hardened = {config::Weaker::lower, config::Severity::high}}),
      config::field(&S::rotate_after,
                    {.key = "rotate_after",
                     .label = "New keys every",
                     .help = "Days after which new keys are made. They sign once the DNS has their records; until then the old "
                             "ones do. 0: never by itself.",
                     .reason = "What leaked or was broken is of no use for long.",
                     .unit = "days"},
                    0, 3650),
      config::field(&S::keep_retired,
                    {.key = "keep_retired",
                     .label = "Old records stay for",
                     .help = "Days after which the record of a key that signs no more can be taken from the DNS.",
                     .reason = "Mail waits in queues for days, and is verified when it comes.",
                     .unit = "days",
                     .advanced = true},
                    1, 365)};
};

template const config::Table& config::table<signing::Settings>();

}  // namespace postern
