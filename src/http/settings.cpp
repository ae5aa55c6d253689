// The declaration of the settings of HTTP.
#include "http/settings.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Schema<http::Settings> {
  using S = http::Settings;
  static constexpr std::string_view title = "Web connections";
  static constexpr auto kNew = config::Apply::new_sessions;
  static constexpr std::tuple fields{
      config::field(&S::head_timeout,
                    {.key = "head_timeout",
                     .label = "Patience for a request",
                     .help = "How long a client may take from the first octet of a request to the end of its fields.",
                     .reason = "Who sends drop by drop to hold connections is let go.",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::medium}},
                    std::chrono::seconds(1), std::chrono::seconds(120)),
      config::field(&S::body_timeout,
                    {.key = "body_timeout",
                     .label = "Patience for data",
                     .help = "How long each 16 KiB of a body may take, on its way in and out.",
                     .reason = "As for a request: a body that drips holds a connection.",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::seconds(1), std::chrono::seconds(600)),
      config::field(&S::idle_timeout,
                    {.key = "idle_timeout",
                     .label = "Patience between requests",
                     .help = "How long a connection may wait for its next request.",
                     .reason = "An idle connection holds one of the places.",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::seconds(1), std::chrono::seconds(3600)),
      config::field(&S::requests_per_connection,
                    {.key = "requests_per_connection",
                     .label = "Requests on one connection",
                     .help = "After so many the connection is closed, and the client opens another.",
                     .apply = kNew,
                     .advanced = true},
                    1, 1'000'000)};
};

template const config::Table& config::table<http::Settings>();

}  // namespace postern
