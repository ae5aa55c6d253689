// The declarations of the audit's settings.
#include "audit/settings.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Schema<audit::Settings> {
  static constexpr std::string_view title = "The audit";
  static constexpr std::tuple fields{
      config::field(
          &audit::Settings::daily,
          {.key = "daily",
           .label = "Daily audit",
           .help = "Look for weaknesses once a day, and tell administrators what is new and what is gone.",
           .reason =
               "A weakness that comes by itself (a certificate that ends, a file that somebody opened) is found by who looks.",
           .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&audit::Settings::hour,
                    {.key = "hour", .label = "Hour", .help = "Of the day (UTC) in which it runs.", .unit = "o'clock"}, 0, 23)};
};
template const config::Table& config::table<audit::Settings>();

}  // namespace postern
