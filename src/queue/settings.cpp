// The settings of the queue, described.
#include "config/schema.h"
#include "queue/schedule.h"

namespace postern {

template <>
struct config::Schema<queue::Settings> {
  using S = queue::Settings;
  static constexpr std::string_view title = "Queue";
  static constexpr std::tuple fields{
      config::field(
          &S::first_retry,
          {.key = "first_retry",
           .label = "First retry",
           .help = "So long after it came in, a message that could not be delivered is tried again; waits are never shorter."},
          1s, 24h),
      config::field(&S::retry_growth,
                    {.key = "retry_growth",
                     .label = "Growth of waits",
                     .help = "The next wait, as a share of the time the message has waited already.",
                     .unit = "percent"},
                    10, 1000),
      config::field(
          &S::longest_retry,
          {.key = "longest_retry", .label = "Longest wait", .help = "Waits between two tries do not grow beyond this."}, 1s,
          24h),
      config::field(&S::warn_after,
                    {.key = "warn_after",
                     .label = "Tell the sender after",
                     .help = "The sender of a message that has waited so long is told, once, that it is late; 0: never."},
                    0s, 5 * 24h),
      config::field(&S::give_up,
                    {.key = "give_up",
                     .label = "Give up after",
                     .help = "A message that has waited so long is reported as undeliverable."},
                    1h, 30 * 24h),
      config::field(
          &S::most_at_once,
          {.key = "most_at_once",
           .label = "Messages at once",
           .help = "So many messages are handed over at the same time, to all servers together; three of four at most "
                   "to servers that have not answered lately."},
          1, 10'000),
      config::field(
          &S::most_for_one,
          {.key = "most_for_one",
           .label = "Connections to one destination",
           .help =
               "The server begins with two to a domain, takes more while mail is accepted there, and never more than this."},
          1, 1000),
      config::field(
          &S::keep_quarantine,
          {.key = "keep_quarantine",
           .label = "Keep quarantine for",
           .help = "A message that nobody has released from quarantine for so long is deleted, and the log says so; 0: it "
                   "is kept."},
          0s, 366 * 24h)};
};

template const config::Table& config::table<queue::Settings>();

}  // namespace postern
