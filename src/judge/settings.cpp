// The declarations of the settings of judging what comes in.
#include "judge/settings.h"

#include "address/senders.h"
#include "config/schema.h"
#include "dns/name.h"
#include "judge/answer_set.h"
#include "judge/pattern.h"

namespace postern::judge {
namespace {

std::string check_zone(std::string_view text) {
  const auto name = dns::parse_name(text);
  return name && name->labels() > 1 ? "" : "is the zone of a DNS list, such as bl.example.org";
}
std::string check_answers(std::string_view text) {
  const auto answers = AnswerSet::parse(text);
  return answers ? "" : answers.error().text;
}
std::string check_pattern(std::string_view text) {
  const auto pattern = Pattern::compile(text);
  return pattern ? "" : pattern.error().text;
}
std::string check_sender(std::string_view text) {
  return address::sender_entry(text) ? "" : "is an address, a domain, or a domain with a dot in front for all below it";
}

}  // namespace

std::string_view name(queue::Level level) {
  switch (level) {
    case queue::Level::none: break;
    case queue::Level::low: return "low";
    case queue::Level::medium: return "medium";
    case queue::Level::high: return "high";
  }
  return "none";
}

Action action_of(const Settings& settings, queue::Level level) {
  switch (level) {
    case queue::Level::none: break;
    case queue::Level::low: return settings.low_action;
    case queue::Level::medium: return settings.medium_action;
    case queue::Level::high: return settings.high_action;
  }
  return Action::inbox;
}

}  // namespace postern::judge

namespace postern {

template <>
struct config::Names<judge::Action> {
  static constexpr std::array labels{
      config::label(judge::Action::inbox, "inbox", "Into the inbox, with the field that says why"),
      config::label(judge::Action::junk, "junk", "Into the mailbox for junk"),
      config::label(judge::Action::quarantine, "quarantine", "Held until an administrator has looked at it"),
      config::label(judge::Action::refuse, "refuse", "Refused, so that its sender is told")};
};
template <>
struct config::Names<judge::ListKind> {
  static constexpr std::array labels{
      config::label(judge::ListKind::address, "address", "Of addresses of clients"),
      config::label(judge::ListKind::sender, "sender", "Of domains of senders, in the envelope and in From"),
      config::label(judge::ListKind::link, "link", "Of domains and addresses that links lead to")};
};
template <>
struct config::Names<judge::Where> {
  static constexpr std::array labels{config::label(judge::Where::subject, "subject", "In the subject"),
                                     config::label(judge::Where::from, "from", "In From"),
                                     config::label(judge::Where::to, "to", "In To and Cc"),
                                     config::label(judge::Where::header, "header", "In any field, as \"Name: value\""),
                                     config::label(judge::Where::text, "text", "In the text, plain or HTML")};
};

std::string_view judge::name(Action action) { return kSpamActions[static_cast<std::size_t>(action)]; }

template <>
struct config::Schema<judge::List> {
  using S = judge::List;
  static constexpr std::string_view title = "A DNS list";
  static constexpr std::tuple fields{
      config::field(&S::zone,
                    {.key = "zone", .label = "Zone", .help = "Where it is asked (RFC 5782).", .check = judge::check_zone}, 1,
                    200),
      config::field(&S::kind, {.key = "kind", .label = "Lists", .help = "What it is asked about."}),
      config::field(&S::answers,
                    {.key = "answers",
                     .label = "Answers that count",
                     .help = "127.0.0.2, ranges such as 127.0.0.4-127.0.0.7, or bits such as &12; empty: each.",
                     .check = judge::check_answers},
                    0, 500),
      config::field(&S::weight,
                    {.key = "weight", .label = "Weight", .help = "Below 0 for a list of the good.", .unit = "points"}, -100,
                    100)};
};
template const config::Table& config::table<judge::List>();

template <>
struct config::Schema<judge::Rule> {
  using S = judge::Rule;
  static constexpr std::string_view title = "A rule";
  static constexpr std::tuple fields{
      config::field(&S::where, {.key = "where", .label = "Where", .help = "What is searched, decoded."}),
      config::field(&S::pattern,
                    {.key = "pattern",
                     .label = "Pattern",
                     .help = "A regular expression (RE2) that is found somewhere in it, in upper or lower case.",
                     .check = judge::check_pattern},
                    1, 1000),
      config::field(&S::weight,
                    {.key = "weight", .label = "Weight", .help = "Below 0: it speaks for the message.", .unit = "points"}, -100,
                    100),
      config::field(&S::words, {.key = "words", .label = "Words", .help = "What stands in the verdict when it is found."}, 1,
                    100)};
};
template const config::Table& config::table<judge::Rule>();

namespace judge {
namespace {

consteval auto weight(std::int32_t Settings::* member, std::string_view key, std::string_view label, std::string_view help) {
  return config::field(member, {.key = key, .label = label, .help = help, .unit = "points", .advanced = true}, -100, 100);
}

}  // namespace
}  // namespace judge

template <>
struct config::Schema<judge::Settings> {
  using S = judge::Settings;
  static constexpr std::string_view title = "Spam";
  static constexpr std::tuple fields{
      config::field(&S::judge,
                    {.key = "judge",
                     .label = "Judge messages",
                     .help = "What each stage thinks is added up, and stands in the field X-Spam-Verdict and in the log.",
                     .reason = "Without it what strangers send reaches every inbox.",
                     .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::patience,
                    {.key = "patience",
                     .label = "Time for questions",
                     .help = "For all that is asked about a message together. What is not known by then weighs nothing.",
                     .reason = "Name servers of strangers must not hold our connections.",
                     .advanced = true},
                    1s, 60s),
      config::field(&S::low,
                    {.key = "low", .label = "Low from", .help = "A message of so many points is low.", .unit = "points"}, 1,
                    1000),
      config::field(&S::medium,
                    {.key = "medium",
                     .label = "Medium from",
                     .help = "A message of so many points is medium.",
                     .reason = "No single sign of carelessness reaches it; a domain's own wish to have it quarantined does.",
                     .unit = "points"},
                    1, 1000),
      config::field(&S::high,
                    {.key = "high",
                     .label = "High from",
                     .help = "A message of so many points is high.",
                     .reason = "Twice what the junk mailbox takes: here several stages agree.",
                     .unit = "points",
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    1, 1000),
      config::field(&S::low_action, {.key = "low_action", .label = "Low messages", .help = "What becomes of them."}),
      config::field(&S::medium_action, {.key = "medium_action",
                                        .label = "Medium messages",
                                        .help = "What becomes of them.",
                                        .reason = "Junk: out of the way, and found again by whoever misses it.",
                                        .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(
          &S::high_action,
          {.key = "high_action",
           .label = "High messages",
           .help = "What becomes of them. They are refused only when that is to become of them at every recipient.",
           .reason = "Refuse: a sender who was misjudged is told at once, by his own server; nothing is lost in silence.",
           .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::outgoing_action,
                    {.key = "outgoing_action",
                     .label = "High messages of users",
                     .help = "What becomes of mail that users send and that is high.",
                     .reason = "Refuse: an account that was taken over must not cost this server its name.",
                     .hardened = {config::Weaker::lower, config::Severity::medium}}),
      judge::weight(&S::spf_fail, "spf_fail", "SPF fail", "The sender's domain excludes the client."),
      judge::weight(&S::spf_softfail, "spf_softfail", "SPF softfail", "The sender's domain would rather exclude the client."),
      judge::weight(&S::spf_none, "spf_none", "SPF none", "The sender's domain does not say who sends for it."),
      judge::weight(&S::spf_error, "spf_error", "SPF error", "The sender's domain has a record that cannot be used."),
      judge::weight(&S::dkim_fail, "dkim_fail", "DKIM fail", "There are signatures, and none is right."),
      judge::weight(&S::dmarc_reject, "dmarc_reject", "DMARC reject",
                    "The domain in From asks to refuse it, which origin.dmarc does not do."),
      judge::weight(&S::dmarc_quarantine, "dmarc_quarantine", "DMARC quarantine",
                    "The domain in From asks to quarantine it: as shipped it goes to the junk mailbox."),
      judge::weight(&S::dmarc_fail, "dmarc_fail", "DMARC fail", "Nothing proves the domain in From, which asks for nothing."),
      judge::weight(&S::proven, "proven", "DMARC pass", "The domain in From is proven."),
      judge::weight(&S::no_client_name, "no_client_name", "No client name", "The client's address has no name in the DNS."),
      judge::weight(&S::unconfirmed_client_name, "unconfirmed_client_name", "Client name unconfirmed",
                    "The name of the client's address does not lead back to it."),
      judge::weight(&S::generic_client_name, "generic_client_name", "Generic client name",
                    "The client's name is one that a provider gives to every customer."),
      judge::weight(&S::unknown_helo, "unknown_helo", "HELO unknown",
                    "What the client calls itself is no host name, or has no address."),
      judge::weight(&S::reputation, "reputation", "Reputation",
                    "Of a sender all of whose mail was spam lately; of one who sent none it weighs as much the other way."),
      judge::weight(
          &S::learnt, "learnt", "Learnt",
          "Of what is like what the recipient has moved into junk; what is like what he keeps weighs as much the other way."),
      config::field(
          &S::greylist,
          {.key = "greylist",
           .label = "Greylisting",
           .help = "Suspicious mail of a sender who is not known is put off once with 451. A proven domain, else a network, "
                   "is known once it has come again. The allow list can spare addresses.",
           .reason = "Whoever sends spam seldom comes again, and what is on lists by then is known for it.",
           .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::greylist_from,
                    {.key = "greylist_from",
                     .label = "Greylisting from",
                     .help = "A message of so many points is suspicious.",
                     .unit = "points",
                     .advanced = true},
                    1, 1000),
      config::field(&S::greylist_delay,
                    {.key = "greylist_delay",
                     .label = "Not before",
                     .help = "Whoever comes again sooner is put off once more.",
                     .advanced = true},
                    0s, 4h),
      config::field(
          &S::greylist_window,
          {.key = "greylist_window", .label = "Not after", .help = "Whoever comes again later begins anew.", .advanced = true},
          1h, 7 * 24h),
      config::field(&S::greylist_memory,
                    {.key = "greylist_memory",
                     .label = "Known for",
                     .help = "Since suspicious mail came last from him, a sender is known for so long.",
                     .advanced = true},
                    24h, 400 * 24h),
      config::field(
          &S::lists,
          {.key = "lists",
           .label = "DNS lists",
           .help = "Lists of clients, senders and links that are asked about each message. None is shipped: most forbid or "
                   "charge for use without a contract, and see who writes to whom."},
          0, 40),
      config::field(&S::rules,
                    {.key = "rules", .label = "Rules", .help = "Patterns in the header and in the text, and what they weigh."},
                    0, 500),
      config::field(
          &S::trusted_senders,
          {.key = "trusted_senders",
           .label = "Trusted senders",
           .help = "Addresses, domains, or .domain for all below it. Nothing counts against their mail when DMARC proves that "
                   "it is theirs, or SPF or DKIM of a domain without DMARC; otherwise trust does not apply, and the verdict "
                   "says so. Domains and accounts have lists of their own, on the page Spam or by postern sender trust.",
           .check = judge::check_sender},
          0, 1000),
      config::field(&S::blocked_senders,
                    {.key = "blocked_senders",
                     .label = "Blocked senders",
                     .help = "Addresses, domains, or .domain for all below it, in From or in the envelope. What becomes of "
                             "their mail says blocked_action; a domain or an account that trusts one of them has its way. "
                             "For everybody a sender is refused by name: on the page Access, or by postern smtp-block.",
                     .check = judge::check_sender},
                    0, 1000),
      config::field(&S::blocked_action,
                    {.key = "blocked_action",
                     .label = "Mail of blocked senders",
                     .help = "What becomes of it, unless a domain or an account says otherwise. It is refused only when all "
                             "recipients want that.",
                     .reason = "Junk: whoever has blocked the wrong one finds it again."})};
  static std::string check(const S& s) {
    if (s.greylist_delay >= s.greylist_window) return "greylist_delay is shorter than greylist_window";
    if (s.blocked_action == judge::Action::inbox) return "blocked_action is junk, quarantine or refuse";
    if (s.low > s.medium || s.medium > s.high) return "low, medium and high are each at least the one before";
    return {};
  }
};
template const config::Table& config::table<judge::Settings>();

}  // namespace postern
