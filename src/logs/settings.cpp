// The settings of the logs.
#include "config/schema.h"
#include "logs/logs.h"

namespace postern {

template <>
struct config::Names<events::Level> {
  static constexpr std::array labels{
      config::label(events::Level::exceptions, "exceptions", "What went wrong, and what administrators did"),
      config::label(events::Level::normal, "normal", "Also each connection, login and message"),
      config::label(events::Level::detailed, "detailed", "Also each command and reply")};
};

template <>
struct config::Schema<logs::Settings> {
  using S = logs::Settings;
  static constexpr std::string_view title = "Logs";
  static constexpr std::string_view kAbuse = "An attack can only be understood from the commands of its sessions.";
  static constexpr std::tuple fields{
      config::field(&S::smtp_in, {.key = "smtp_in",
                                  .label = "SMTP in",
                                  .help = "How much of the sessions of senders is written.",
                                  .reason = kAbuse,
                                  .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::smtp_out, {.key = "smtp_out",
                                   .label = "SMTP out",
                                   .help = "How much of the sessions with other servers is written.",
                                   .reason = kAbuse,
                                   .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::delivery, {.key = "delivery",
                                   .label = "Delivery",
                                   .help = "How much of the way of each message is written.",
                                   .reason = "Where a message went is the question asked most.",
                                   .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::imap, {.key = "imap",
                               .label = "IMAP",
                               .help = "How much of IMAP sessions is written.",
                               .reason = "Who logged in and from where must be known afterwards.",
                               .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::pop3, {.key = "pop3",
                               .label = "POP3",
                               .help = "How much of POP3 sessions is written.",
                               .reason = "Who logged in and from where must be known afterwards.",
                               .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::web, {.key = "web",
                              .label = "Web",
                              .help = "How much of requests to webmail, console and API is written.",
                              .reason = "Who logged in and from where must be known afterwards.",
                              .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::ids, {.key = "ids",
                              .label = "Intrusion detection",
                              .help = "How much of what the guard sees and decides is written.",
                              .reason = "A block must be explained by what caused it.",
                              .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::spam, {.key = "spam",
                               .label = "Spam checks",
                               .help = "How much of each check is written.",
                               .reason = "Why a message was taken for spam is asked for days later.",
                               .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::administration, {.key = "administration",
                                         .label = "Administration",
                                         .help = "How much of what administrators do is written; changes always are.",
                                         .reason = "Who changed what must be known afterwards.",
                                         .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::store, {.key = "store",
                                .label = "Store",
                                .help = "How much of the work of the store is written.",
                                .reason = "Trouble with the disk announces itself there.",
                                .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::server, {.key = "server",
                                 .label = "Server",
                                 .help = "How much of the server's own life is written.",
                                 .reason = "When the server was started and stopped must be known afterwards.",
                                 .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::keep,
                    {.key = "keep",
                     .label = "Keep",
                     .help = "Older files are removed.",
                     .reason = "Long enough to look into an incident, short enough for privacy.",
                     .hardened = {config::Weaker::lower, config::Severity::medium}},
                    std::chrono::days(1), std::chrono::days(3650)),
      config::field(&S::keep_administration,
                    {.key = "keep_administration",
                     .label = "Keep administration",
                     .help = "Older files of the administration log are removed.",
                     .reason = "Changes are looked for long after they were made.",
                     .hardened = {config::Weaker::lower, config::Severity::medium}},
                    std::chrono::days(1), std::chrono::days(3650)),
      config::field(
          &S::keep_at_most,
          {.key = "keep_at_most",
           .label = "Keep at most",
           .help = "When all files together are larger, the oldest are removed; those of the administration log last.",
           .reason = "A flood of lines must not fill the disk.",
           .hardened = {config::Weaker::lower, config::Severity::low}},
          64_MiB, 1024_GiB),
      config::field(&S::compress_after,
                    {.key = "compress_after",
                     .label = "Compress after",
                     .help = "Files that are no longer written to are compressed at this age."},
                    0h, std::chrono::hours(24 * 365)),
      config::field(&S::segment_size,
                    {.key = "segment_size",
                     .label = "File size",
                     .help = "A new file is begun at this size, and each day.",
                     .advanced = true},
                    64_KiB, 1_GiB),
      config::field(&S::queue_size,
                    {.key = "queue_size",
                     .label = "Queue",
                     .help = "How much of what is to be written may wait for the disk. Lines beyond it are dropped, and the "
                             "log says how many.",
                     .advanced = true},
                    64_KiB, 256_MiB)};
};

template const config::Table& config::table<logs::Settings>();

}  // namespace postern
