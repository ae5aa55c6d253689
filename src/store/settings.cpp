// The settings of the store, described.
#include "config/schema.h"
#include "store/store.h"

namespace postern {

template <>
struct config::Schema<store::Settings> {
  using S = store::Settings;
  static constexpr std::string_view title = "Mail store";
  static constexpr std::tuple fields{
      config::field(&S::cache_bytes,
                    {.key = "cache_bytes",
                     .label = "Memory for open mailboxes",
                     .help = "About 21 octets a message, shared by all sessions. The least recently used mailbox leaves first.",
                     .reason = "Bounded, so that opening many mailboxes cannot exhaust memory.",
                     .apply = config::Apply::restart},
                    1_MiB, 1024_GiB),
      config::field(&S::inline_limit,
                    {.key = "inline_limit",
                     .label = "Largest body kept in the database",
                     .help = "A larger message is a file of its own, shared by all its recipients.",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    1_KiB, 8_MiB),
      config::field(&S::large_bodies,
                    {.key = "large_bodies",
                     .label = "Memory for searching large messages",
                     .help = "Messages that are files of their own are searched one after the other when they do not fit in "
                             "here together; a single larger one is searched alone.",
                     .reason = "Bounded, so that many searches at once cannot exhaust memory.",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    1_MiB, 1024_GiB),
      config::field(&S::default_quota,
                    {.key = "default_quota",
                     .label = "Quota of a fresh account",
                     .help = "0 sets no limit.",
                     .reason = "Every account has a limit, so that one cannot fill the disk of all.",
                     .apply = config::Apply::restart},
                    0, 1024_GiB),
      config::field(&S::max_subscriptions,
                    {.key = "max_subscriptions",
                     .label = "Subscriptions an account",
                     .help = "Names that SUBSCRIBE keeps, also of mailboxes that are gone; one more is refused with LIMIT.",
                     .reason = "A name needs no mailbox, so nothing else bounds them.",
                     .unit = "names",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    100, 1'000'000),
      config::field(&S::expunged_kept,
                    {.key = "expunged_kept",
                     .label = "Expunged messages are kept",
                     .help = "So long another session that still shows the message may read it.",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    1s, 24h),
      config::field(&S::delivery_keys_kept,
                    {.key = "delivery_keys_kept",
                     .label = "Delivery keys are kept",
                     .help = "A delivery that is tried again within this time is not doubled.",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    1h, 30 * 24h),
      config::field(&S::orphans_kept,
                    {.key = "orphans_kept",
                     .label = "Unnamed bodies are kept",
                     .help = "A large body that no message names is removed when it is older.",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    1h, 30 * 24h)};
};

template const config::Table& config::table<store::Settings>();

}  // namespace postern
