// The declaration of the settings of receiving mail.
#include "smtp/server/settings.h"

#include "config/schema.h"

namespace postern {

template <>
struct config::Names<smtp::ClientNames> {
  static constexpr std::array labels{
      config::label(smtp::ClientNames::strict, "strict", "A domain or an address literal, as RFC 5321 has it"),
      config::label(smtp::ClientNames::lenient, "lenient", "Any word")};
};

template <>
struct config::Schema<smtp::Settings> {
  using S = smtp::Settings;
  static constexpr std::string_view title = "Receiving mail";
  static constexpr auto kNew = config::Apply::new_sessions;
  static constexpr std::tuple fields{
      config::field(&S::max_message_size,
                    {.key = "max_message_size",
                     .label = "Largest message",
                     .help = "Announced as SIZE; larger mail is refused with 552. 0 lifts the limit.",
                     .reason = "Large enough for attachments, small enough that a flood of them does not fill the disk.",
                     .apply = kNew,
                     .hardened = {config::Weaker::higher, config::Severity::low, true}},
                    config::Octets{0}, config::Octets{2'147'483'648}),
      config::field(&S::max_recipients,
                    {.key = "max_recipients",
                     .label = "Recipients a message",
                     .help = "More are put off with 452; RFC 5321 asks for at least 100. 0 lifts the limit.",
                     .reason = "Enough for people, too few for floods.",
                     .unit = "recipients",
                     .apply = kNew,
                     .hardened = {config::Weaker::higher, config::Severity::medium, true}},
                    0, 50'000),
      config::field(&S::max_messages,
                    {.key = "max_messages",
                     .label = "Messages a connection",
                     .help = "With the next one the connection is closed with 421, and the client comes again. 0 lifts the "
                             "limit.",
                     .reason = "Nobody holds a connection, and what it costs, for ever.",
                     .unit = "messages",
                     .apply = kNew,
                     .hardened = {config::Weaker::higher, config::Severity::low, true}},
                    0, 1'000'000),
      config::field(&S::max_commands,
                    {.key = "max_commands",
                     .label = "Commands between messages",
                     .help = "A client that gives more without a message is let go. 0 lifts the limit.",
                     .reason = "Whoever only looks around is not served for long.",
                     .unit = "commands",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low, true}},
                    0, 1'000'000),
      config::field(&S::max_hops,
                    {.key = "max_hops",
                     .label = "Hops",
                     .help = "Received fields a message may have; with more it goes round in a loop. 0 lifts the limit.",
                     .reason = "A message that goes round in a loop must end.",
                     .unit = "hops",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::medium, true}},
                    0, 1000),
      config::field(&S::max_command_line,
                    {.key = "max_command_line",
                     .label = "Longest command",
                     .help = "Octets of one command line; RFC 5321 asks for at least 512.",
                     .reason = "A line is held in memory until it ends.",
                     .unit = "octets",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    512, 65'536),
      config::field(&S::client_names, {.key = "client_names",
                                       .label = "Client names",
                                       .help = "What is taken as the name a client gives with EHLO.",
                                       .reason = "Many good programs give odd names; refusing them stops few bad ones.",
                                       .apply = kNew}),
      config::field(
          &S::command_timeout,
          {.key = "command_timeout",
           .label = "Patience for a command",
           .help = "How long a client may take until its next command is whole, or to read a reply. RFC 5321 asks for "
                   "five minutes.",
           .reason = "A client that sends an octet now and then would hold a connection for ever.",
           .apply = kNew,
           .advanced = true,
           .hardened = {config::Weaker::higher, config::Severity::low}},
          std::chrono::seconds(5), std::chrono::seconds(3600)),
      config::field(&S::data_timeout,
                    {.key = "data_timeout",
                     .label = "Patience inside a message",
                     .help = "How long a client may take for each 16 KiB of a message, or for its rest.",
                     .reason = "Who drips octets must not hold a connection.",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::seconds(5), std::chrono::seconds(3600)),
      config::field(&S::message_timeout,
                    {.key = "message_timeout",
                     .label = "Time for a message",
                     .help = "From its first octet to its last.",
                     .reason = "A client that sends an octet a minute would hold memory for days.",
                     .apply = kNew,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::seconds(60), std::chrono::seconds(86'400)),
      config::field(
          &S::longest_hold,
          {.key = "longest_hold",
           .label = "Longest wait of mail for later",
           .help = "Those who log in may ask that a message goes out at a time of their own, at most so far away. 0: they "
                   "may not.",
           .apply = kNew,
           .advanced = true},
          std::chrono::seconds(0), std::chrono::seconds(366 * 86'400)),
      config::field(
          &S::default_domain,
          {.key = "default_domain",
           .label = "Default domain",
           .help = "Mail to <postmaster> without a domain goes to the postmaster of this one. Empty: of the domain of "
                   "ours nearest above the listener's host name, else of the oldest.",
           .apply = kNew},
          0, 255)};
};

template const config::Table& config::table<smtp::Settings>();

}  // namespace postern
