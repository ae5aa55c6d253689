// The declarations of what is set in a domain.
#include "directory/domain_defaults.h"

#include <algorithm>

#include "base/text.h"
#include "config/country_words.h"
#include "config/schema.h"
#include "directory/protocols.h"
#include "directory/second_factor_words.h"

namespace postern {
namespace {

using directory::DomainLanguage;
using directory::DomainSpam;

DomainSpam spam_of(std::optional<SpamAction> action) {
  return action ? static_cast<DomainSpam>(static_cast<int>(*action) + 1) : DomainSpam::server;
}
std::optional<SpamAction> action_of(DomainSpam spam) {
  if (spam == DomainSpam::server) return {};
  return static_cast<SpamAction>(static_cast<int>(spam) - 1);
}

DomainLanguage language_of(std::optional<Language> language) {
  return language ? static_cast<DomainLanguage>(static_cast<int>(*language) + 1) : DomainLanguage::server;
}
std::optional<Language> language_in(DomainLanguage language) {
  if (language == DomainLanguage::server) return {};
  return static_cast<Language>(static_cast<int>(language) - 1);
}

std::string_view extension_in(std::string_view text) {
  text = trim(text);
  if (text.starts_with('.')) text.remove_prefix(1);
  return text;
}

// H27. As they are compared: in small letters, each once.
std::vector<std::string> extensions_of(const std::vector<std::string>& written) {
  std::vector<std::string> out;
  for (const auto& one : written)
    if (auto text = to_lower(extension_in(one)); std::ranges::find(out, text) == out.end()) out.push_back(std::move(text));
  return out;
}

std::string check_extension(std::string_view text) {
  const auto one = extension_in(text);
  const bool fits =
      !one.empty() && one.size() <= 32 && std::ranges::all_of(one, [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
  return fits ? "" : "must be ends of file names, such as zip, rar";
}

std::vector<std::string> open_to_new(const std::vector<events::Service>& closed) {
  const auto words = directory::protocols_of(directory::all_but(closed));
  return {words.begin(), words.end()};
}

std::vector<events::Service> closed_by(const std::vector<std::string>& open) {
  return directory::all_but(directory::services_of(open).value_or(std::vector<events::Service>()));
}

std::string check_protocol(std::string_view text) {
  return directory::services_of({std::string(text)}) ? "" : "must be of smtp, imap, pop3, sieve and web";
}

std::string check_mailbox(std::string_view text) {
  return text.empty() || address::parse_mailbox(text, address::Charset::utf8) ? "" : "must be an address, or empty";
}

}  // namespace

directory::DomainDefaults directory::DomainDefaults::of(const DomainSettings& s) {
  return {.require_smtp_auth = s.require_smtp_auth,
          .plus_addressing = s.plus_addressing,
          .second_factor = s.second_factor,
          .password_length = s.passwords.minimum_length,
          .password_strength = s.passwords.minimum_strength,
          .password_expires_after = s.passwords.expires_after,
          .password_numbers = s.passwords.numbers,
          .password_capitals = s.passwords.capitals,
          .password_lowercase = s.passwords.lowercase,
          .password_symbols = s.passwords.symbols,
          .password_remember = s.passwords.remember,
          .tell_impersonation = s.tell_impersonation,
          .self_reset = s.self_reset,
          .attachment_extensions = s.attachment_extensions,
          .country_rule = s.login_from.mode,
          .countries = s.login_from.countries,
          .spam_low = spam_of(s.spam.low),
          .spam_medium = spam_of(s.spam.medium),
          .spam_high = spam_of(s.spam.high),
          .spam_blocked = spam_of(s.spam.blocked),
          .catch_all = s.catch_all.text(),
          .most_accounts = s.ceilings.accounts,
          .most_aliases = s.ceilings.aliases,
          .largest_message = config::Octets(s.ceilings.message_size),
          .most_storage = config::Octets(s.ceilings.storage),
          .new_account_services = open_to_new(s.closed_to_new),
          .new_account_quota = config::Octets(s.quota_of_new),
          .language = language_of(s.language)};
}

void directory::DomainDefaults::put_into(DomainSettings& s) const {
  s.require_smtp_auth = require_smtp_auth;
  s.plus_addressing = plus_addressing;
  s.second_factor = second_factor;
  s.passwords = {.minimum_length = password_length,
                 .minimum_strength = password_strength,
                 .expires_after = password_expires_after,
                 .numbers = password_numbers,
                 .capitals = password_capitals,
                 .lowercase = password_lowercase,
                 .symbols = password_symbols,
                 .remember = password_remember};
  s.tell_impersonation = tell_impersonation;
  s.self_reset = self_reset;
  s.attachment_extensions = extensions_of(attachment_extensions);
  s.login_from = {country_rule, countries};
  s.spam = {action_of(spam_low), action_of(spam_medium), action_of(spam_high), action_of(spam_blocked)};
  s.ceilings = {most_accounts, most_aliases, largest_message.value, most_storage.value};
  s.closed_to_new = closed_by(new_account_services);
  s.quota_of_new = new_account_quota.value;
  s.language = language_in(language);
  s.catch_all = address::parse_mailbox(catch_all, address::Charset::utf8).value_or(address::Mailbox());
}

directory::DomainSettings directory::DomainDefaults::settings() const {
  DomainSettings out;
  put_into(out);
  return out;
}

template <>
struct config::Names<directory::DomainSpam> {
  using enum directory::DomainSpam;
  static constexpr std::array labels{config::label(server, "server", "As the server says"),
                                     config::label(inbox, "inbox", "Into the inbox"), config::label(junk, "junk", "Into Junk"),
                                     config::label(quarantine, "quarantine", "Held in quarantine"),
                                     config::label(refuse, "refuse", "Refused")};
};

template <>
struct config::Names<directory::DomainLanguage> {
  using enum directory::DomainLanguage;
  static constexpr std::array labels{config::label(server, "server", "As the server says"), config::label(en, "en", "English"),
                                     config::label(de, "de", "German")};
};

template <>
struct config::Schema<directory::DomainDefaults> {
  using D = directory::DomainDefaults;
  static constexpr std::string_view title = "New domains";
  static constexpr config::Hardened kAsked{config::Weaker::lower, config::Severity::low};
  static constexpr std::string_view kOrStricter = "0 is as the server asks; another number may only be stricter.";
  static constexpr std::string_view kAsServer = "As the server asks: what holds for all is strict enough to begin with.";
  static constexpr std::string_view kSpamReason = "As the server says: one place says what becomes of spam.";
  static constexpr std::tuple fields{
      config::field(&D::require_smtp_auth, {.key = "require_smtp_auth",
                                            .label = "Mail in the domain's name needs a login",
                                            .help = "Nobody sends as the domain from outside without one.",
                                            .reason = "On: otherwise anybody could write in the name of its users.",
                                            .hardened = {config::Weaker::lower, config::Severity::high}}),
      config::field(&D::plus_addressing,
                    {.key = "plus_addressing", .label = "Names with a plus", .help = "ann+shop reaches ann."}),
      config::field(&D::second_factor, {.key = "second_factor",
                                        .label = "Second factor of users",
                                        .help = "What people show besides their password. Never less than the server asks.",
                                        .reason = "Enabled: who has one is asked for it.",
                                        .hardened = kAsked}),
      config::field(&D::password_length,
                    {.key = "password_length",
                     .label = "Shortest password",
                     .help = kOrStricter,
                     .reason = kAsServer,
                     .unit = "characters",
                     .hardened = kAsked},
                    0, 256),
      config::field(&D::password_strength,
                    {.key = "password_strength",
                     .label = "Least strength of a password",
                     .help = "1 to 4. 0 is as the server asks; another number may only be stricter.",
                     .reason = kAsServer,
                     .hardened = kAsked},
                    0, 4),
      config::field(&D::password_expires_after,
                    {.key = "password_expires_after",
                     .label = "A password is changed after",
                     .help = kOrStricter,
                     .reason = kAsServer,
                     .unit = "days",
                     .hardened = {config::Weaker::higher, config::Severity::low, true}},
                    0, 3650),
      config::field(&D::password_numbers,
                    {.key = "password_numbers",
                     .label = "Digits of a password",
                     .help = kOrStricter,
                     .reason = kAsServer,
                     .unit = "digits",
                     .hardened = kAsked},
                    0, 64),
      config::field(&D::password_capitals,
                    {.key = "password_capitals",
                     .label = "Capital letters of a password",
                     .help = kOrStricter,
                     .reason = kAsServer,
                     .unit = "letters",
                     .hardened = kAsked},
                    0, 64),
      config::field(&D::password_lowercase,
                    {.key = "password_lowercase",
                     .label = "Small letters of a password",
                     .help = kOrStricter,
                     .reason = kAsServer,
                     .unit = "letters",
                     .hardened = kAsked},
                    0, 64),
      config::field(&D::password_symbols,
                    {.key = "password_symbols",
                     .label = "Symbols of a password",
                     .help = kOrStricter,
                     .reason = kAsServer,
                     .unit = "symbols",
                     .hardened = kAsked},
                    0, 64),
      config::field(&D::password_remember,
                    {.key = "password_remember",
                     .label = "Former passwords that are not taken again",
                     .help = kOrStricter,
                     .reason = kAsServer,
                     .unit = "passwords",
                     .hardened = kAsked},
                    0, 50),
      config::field(&D::tell_impersonation,
                    {.key = "tell_impersonation",
                     .label = "People are told who acts in their name",
                     .help = "By mail, with the reason, when an administrator acts in a user's name, sets his password, takes "
                             "away his second factor, or makes a token or an application password for the account. The "
                             "administration log knows in any case.",
                     .reason = "On: who is looked at is the one who notices that there was no reason to.",
                     .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(
          &D::self_reset,
          {.key = "self_reset",
           .label = "Forgotten passwords by mail",
           .help = "Anybody may ask for a token that sets a user's password anew; it goes to the recovery address of "
                   "the account, if there is one, at most five times a day.",
           .reason = "Off: whoever reads the other mailbox would get into this account, and nobody here sees who asks. "
                     "An administrator who knows the user makes a token all the same, on the account's page or by postern "
                     "password reset-link.",
           .hardened = {config::Weaker::higher, config::Severity::low}}),
      config::field(&D::attachment_extensions,
                    {.key = "attachment_extensions",
                     .label = "Attachments that are not taken",
                     .help = "Ends of file names, besides those of the server: zip, rar",
                     .reason = "None: the list of the server has what is dangerous anywhere.",
                     .check = check_extension,
                     .hardened = kAsked},
                    0, directory::kMostExtensions),
      config::field(&D::country_rule, {.key = "country_rule",
                                       .label = "From where people log in",
                                       .help = "Besides what the server says.",
                                       .reason = "Off: no country is right or wrong for all domains.",
                                       .hardened = kAsked}),
      config::field(&D::countries,
                    {.key = "countries",
                     .label = "Countries of that rule",
                     .help = "In two letters each: DE, FR",
                     .check = config::check_country},
                    0, CountryRule::kMost),
      config::field(&D::spam_low, {.key = "spam_low",
                                   .label = "Spam, low",
                                   .help = "What becomes of mail that is a little suspicious.",
                                   .reason = kSpamReason,
                                   .hardened = kAsked}),
      config::field(&D::spam_medium, {.key = "spam_medium",
                                      .label = "Spam, medium",
                                      .help = "What becomes of mail that is likely spam.",
                                      .reason = kSpamReason,
                                      .hardened = kAsked}),
      config::field(&D::spam_high, {.key = "spam_high",
                                    .label = "Spam, high",
                                    .help = "What becomes of mail that is surely spam.",
                                    .reason = kSpamReason,
                                    .hardened = kAsked}),
      config::field(&D::spam_blocked, {.key = "spam_blocked",
                                       .label = "Blocked senders",
                                       .help = "What becomes of mail of senders that were blocked.",
                                       .reason = kSpamReason,
                                       .hardened = kAsked}),
      config::field(&D::catch_all,
                    {.key = "catch_all",
                     .label = "Catch-all",
                     .help = "Where mail to unknown names goes. Empty: it is refused.",
                     .check = check_mailbox},
                    0, 400),
      config::field(&D::most_accounts,
                    {.key = "most_accounts",
                     .label = "Most accounts",
                     .help = "More are not made, by whomever. Service accounts count. 0: any number.",
                     .unit = "accounts"},
                    0, 10'000'000),
      config::field(&D::most_aliases,
                    {.key = "most_aliases",
                     .label = "Most aliases",
                     .help = "More are not made, by whomever. 0: any number.",
                     .unit = "aliases"},
                    0, 10'000'000),
      config::field(&D::largest_message,
                    {.key = "largest_message",
                     .label = "Largest message",
                     .help = "A larger one that comes to the domain or from its people is refused. 0: as the server takes it."},
                    config::Octets(0), config::Octets(2ULL << 30)),
      config::field(
          &D::most_storage,
          {.key = "most_storage",
           .label = "Most storage",
           .help =
               "What its people hold together. Mail that would lead beyond it waits with its sender, and is given up at last. "
               "0: as much as their quotas allow."},
          config::Octets(0), config::Octets(1ULL << 50)),
      config::field(
          &D::new_account_services,
          {.key = "new_account_services",
           .label = "What new accounts may use",
           .help = "Of smtp (sending), imap, pop3, sieve and web; the rest is closed to an account that is made in the "
                   "domain, unless its maker says otherwise. Accounts that are there stay as they are.",
           .check = check_protocol},
          1, 5),
      config::field(&D::new_account_quota,
                    {.key = "new_account_quota",
                     .label = "Quota of new accounts",
                     .help = "What an account may hold that is made in the domain, unless its maker says otherwise. 0: as the "
                             "server says. Accounts that are there stay as they are."},
                    config::Octets(0), config::Octets(1024_GiB)),
      config::field(
          &D::language,
          {.key = "language",
           .label = "Language of the server's mail",
           .help = "In which the server writes to people of the domain: that a password ends, what an administrator has "
                   "done, that mail did not arrive. Each may choose his own."})};

  static std::string check(const D& d) { return check_countries(d.country_rule, d.countries); }
};
template const config::Table& config::table<directory::DomainDefaults>();

}  // namespace postern
