// The declarations of the guard's settings.
#include "guard/settings.h"

#include "config/country_words.h"
#include "config/schema.h"

namespace postern::guard {
namespace {

std::string check_id(std::string_view text) {
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return "may hold a-z, 0-9 and '-' only";
  return {};
}
std::string check_service(std::string_view text) {
  return events::service_named(text) ? "" : "must be one of smtp, submission, imap, pop3, web, admin, sieve";
}

}  // namespace
}  // namespace postern::guard

namespace postern {

template <>
struct config::Names<guard::Kind> {
  using enum guard::Kind;
  static constexpr std::array labels{
      config::label(denial_of_service, "denial-of-service", "Too many connections"),
      config::label(brute_force_by_address, "brute-force-by-address", "An address guesses passwords"),
      config::label(brute_force_by_account, "brute-force-by-account", "Passwords of one account are guessed"),
      config::label(harvesting, "harvesting", "An address looks for mailboxes"),
      config::label(internal_spammer, "internal-spammer", "An account writes to too many"),
      config::label(bounces, "bounces", "What an account sends comes back"),
      config::label(password_retrieval, "password-retrieval", "Forgotten passwords are asked for again and again")};
};

template <>
struct config::Names<guard::Action> {
  using enum guard::Action;
  static constexpr std::array labels{config::label(block, "block", "Refuse"),
                                     config::label(delay, "delay", "Answer slowly"),
                                     config::label(notify, "notify", "Only tell administrators"),
                                     config::label(hold_queue, "hold-queue", "Hold the account's mail"),
                                     config::label(suspend_sending, "suspend-sending", "Refuse the account's mail"),
                                     config::label(second_factor, "second-factor", "Known devices and second factors only")};
};

template <>
struct config::Names<guard::CountryAlert> {
  using enum guard::CountryAlert;
  static constexpr std::array labels{config::label(off, "off", "Nobody"), config::label(owner, "owner", "The account's owner"),
                                     config::label(administrators, "administrators", "Its owner and administrators")};
};

template <>
struct config::Schema<guard::Rule> {
  using R = guard::Rule;
  static constexpr std::string_view title = "A rule of intrusion detection";
  static constexpr std::tuple fields{
      config::field(&R::id,
                    {.key = "id", .label = "Name", .help = "What blocks and logs call the rule.", .check = guard::check_id}, 1,
                    64),
      config::field(&R::kind, {.key = "kind", .label = "Kind", .help = "What is counted."}),
      config::field(&R::description, {.key = "description", .label = "Description", .help = "Shown with each block."}, 0, 200),
      config::field(&R::enabled, {.key = "enabled", .label = "Enabled", .help = "Off: nothing is counted."}),
      config::field(&R::services,
                    {.key = "services",
                     .label = "Services",
                     .help = "Where what it counts happens. None: wherever its kind can.",
                     .check = guard::check_service},
                    0, 7),
      config::field(&R::window, {.key = "window", .label = "Time frame", .help = "How far back counts."}, 1min, 10080min),
      config::field(&R::threshold,
                    {.key = "threshold", .label = "Threshold", .help = "So much within the time frame is too much."}, 1,
                    1'000'000),
      config::field(&R::threshold_established,
                    {.key = "threshold_established",
                     .label = "Threshold of old accounts",
                     .help = "For accounts past their first month. 0: the same."},
                    0, 1'000'000),
      config::field(&R::share,
                    {.key = "share",
                     .label = "Share",
                     .help = "Bounces: of what was sent within the time frame, so much must have come back too.",
                     .unit = "percent"},
                    0, 100),
      config::field(&R::action, {.key = "action", .label = "Action", .help = "What happens when the threshold is reached."}),
      config::field(&R::lasts, {.key = "lasts", .label = "Duration", .help = "How long the action holds."}, 1min, 525600min),
      config::field(
          &R::delay,
          {.key = "delay", .label = "Delay", .help = "How much later the greeting and the answer to each login come."}, 1ms,
          5000ms),
      config::field(
          &R::block_services,
          {.key = "block_services",
           .label = "Blocked services",
           .help = "Where a block holds. None: as the kind says; those that guess passwords may still bring mail to port 25.",
           .check = guard::check_service},
          0, 7),
      config::field(&R::notify, {.key = "notify", .label = "Notify", .help = "Tell administrators as well."}),
      config::field(&R::score_unknown_account,
                    {.key = "score_unknown_account",
                     .label = "Score: unknown account",
                     .help = "A login with a name that is not here.",
                     .advanced = true},
                    0, 100),
      config::field(&R::score_wrong_password,
                    {.key = "score_wrong_password",
                     .label = "Score: wrong password",
                     .help = "The same wrong password of the same client again counts nothing.",
                     .advanced = true},
                    0, 100),
      config::field(&R::score_account_disabled,
                    {.key = "score_account_disabled",
                     .label = "Score: disabled account",
                     .help = "A login to an account that is switched off.",
                     .advanced = true},
                    0, 100),
      config::field(&R::score_password_expired,
                    {.key = "score_password_expired",
                     .label = "Score: expired password",
                     .help = "A right password that is too old.",
                     .advanced = true},
                    0, 100),
      config::field(
          &R::score_second_factor,
          {.key = "score_second_factor", .label = "Score: second factor", .help = "A wrong second factor.", .advanced = true},
          0, 100),
      config::field(
          &R::score_not_permitted,
          {.key = "score_not_permitted",
           .label = "Score: not permitted",
           .help = "A login to a service, or from a network, that the account or administrator may not use. Counts by "
                   "address alone: from where nobody gets in, nobody attacks the account.",
           .advanced = true},
          0, 100),
      config::field(&R::score_application_password,
                    {.key = "score_application_password",
                     .label = "Score: application password",
                     .help = "A wrong application password.",
                     .advanced = true},
                    0, 100)};
};
template const config::Table& config::table<guard::Rule>();

template <>
struct config::Schema<guard::Settings> {
  static constexpr std::string_view title = "Intrusion detection";
  static std::string check(const guard::Settings& s) {
    const auto problem = guard::check_rules(s.rules);
    return problem.empty() ? check_countries(s.country_rule, s.countries) : problem;
  }
  static constexpr std::tuple fields{
      config::field(
          &guard::Settings::enforce,
          {.key = "enforce",
           .label = "Enforce limits",
           .help = "Blocks, delays, and limits on connections, rates and the errors of a session. Off only for benchmarks and "
                   "scanners of one's own.",
           .reason = "Without limits one client can use up the server, and guess passwords without end.",
           .hardened = {config::Weaker::lower, config::Severity::critical}}),
      config::field(&guard::Settings::rules,
                    {.key = "rules",
                     .label = "Rules",
                     .help = "What counts as an attack, and what happens then.",
                     .reason = "The strict set: 5 failed logins in half an hour close the door for a day."},
                    0, 200),
      config::field(
          &guard::Settings::country_rule,
          {.key = "country_rule",
           .label = "Country rule",
           .help = "From where users and administrators may log in; domains and accounts may have further rules. Networks "
                   "of the allow list are an exception."}),
      config::field(&guard::Settings::countries,
                    {.key = "countries",
                     .label = "Countries",
                     .help = "Those that the rule is about, in two letters each.",
                     .check = config::check_country},
                    0, CountryRule::kMost),
      config::field(
          &guard::Settings::new_country,
          {.key = "new_country",
           .label = "Told of a new country",
           .help =
               "Who is told of a right login from a country that the account was not seen in for a year: its owner by mail, in "
               "his mailbox and at his recovery address, administrators as of other attacks. Its first country is no news, "
               "nor is an address without one, such as those of private networks.",
           .reason = "Whoever has stolen a password mostly comes from elsewhere, and its owner is the first who knows that it "
                     "was not him.",
           .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(
          &guard::Settings::country_database,
          {.key = "country_database",
           .label = "Country database",
           .help = "A file in MaxMind's format, in /var/lib/GeoIP, /usr/share or the folder of postern.toml. It is read again "
                   "when it is replaced. Without one nobody is refused for his country, and an event says so."},
          0, 1024)};
};
template const config::Table& config::table<guard::Settings>();

}  // namespace postern
