// The declarations of what can be set about logins and passwords.
#include "auth/settings.h"

#include "auth/password_notices.h"
#include "auth/password_policy.h"
#include "config/schema.h"
#include "directory/second_factor_words.h"

namespace postern {

template <>
struct config::Schema<auth::Settings> {
  using S = auth::Settings;
  static constexpr std::string_view title = "Logging in";
  static constexpr std::tuple fields{
      config::field(
          &S::offer_scram,
          {.key = "offer_scram",
           .label = "Offer SCRAM-SHA-256",
           .help =
               "On SMTP, IMAP and POP3. While it is on, an account gets a verifier when its password is set; accounts whose "
               "password is older cannot log in by SCRAM.",
           .reason = "Off: some clients take SCRAM wherever it is offered and do not fall back to a password, so they would "
                     "fail on accounts without a verifier."}),
      config::field(
          &S::offer_oauth,
          {.key = "offer_oauth",
           .label = "Offer OAUTHBEARER and XOAUTH2",
           .help = "On SMTP, IMAP and POP3 over TLS, for the tokens that this server issues: postern oauth-token add.",
           .reason = "Off: some clients ask for OAuth wherever it is offered, and few know where this server's tokens "
                     "come from."}),
      config::field(&S::allow_cleartext_login, {.key = "allow_cleartext_login",
                                                .label = "Login without TLS",
                                                .help = "Lets clients log in on connections that are not encrypted.",
                                                .reason = "Off: anybody on the way could read the password.",
                                                .hardened = {config::Weaker::higher, config::Severity::critical}}),
      config::field(
          &S::second_factor,
          {.key = "second_factor",
           .label = "Second factor of users",
           .help = "Where a user has a second factor, or must have one, the password alone does not open SMTP, IMAP and POP3: "
                   "application passwords do. A domain may ask for more than this, not for less.",
           .reason = "Enabled: a stolen password is worth nothing to whoever wants it to be so, and nobody is locked out.",
           .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::access_token_life,
                    {.key = "access_token_life",
                     .label = "Life of an access token",
                     .help = "So long a token opens; then its program shows its refresh token for another.",
                     .reason = "A token that was read somewhere is worth nothing an hour later.",
                     .hardened = {config::Weaker::higher, config::Severity::medium}},
                    1min, 1440min),
      config::field(&S::refresh_token_life,
                    {.key = "refresh_token_life",
                     .label = "Life of a refresh token",
                     .help = "A program that does not come for so long has to be let in anew.",
                     .reason = "A device that lies in a drawer does not stay logged in.",
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::days(1), std::chrono::days(365)),
      config::field(&S::reset_life,
                    {.key = "reset_life",
                     .label = "Life of a reset link",
                     .help = "So long a link that sets a forgotten password anew can be used, once.",
                     .reason = "It is as good as the password, and lies about where it was sent.",
                     .hardened = {config::Weaker::higher, config::Severity::medium}},
                    1min, 1440min),
      config::field(&S::default_domain,
                    {.key = "default_domain",
                     .label = "Domain of bare names",
                     .help = "A login name without @ is looked up there, such as joe as joe@example.org. Empty: such names are "
                             "unknown."},
                    0, 255),
      config::field(
          &S::remember_verified,
          {.key = "remember_verified",
           .label = "Remember a right password",
           .help = "For so long a login with the same name and password costs no hash. Any change of the password, the "
                   "account or its domain ends it at once. 0s: every login is a hash.",
           .reason = "Clients that log in every minute would keep a core busy with nothing else.",
           .apply = Apply::restart,
           .hardened = {config::Weaker::higher, config::Severity::low}},
          0min, 60min),
      config::field(&S::remembered_logins,
                    {.key = "remembered_logins",
                     .label = "Remembered logins",
                     .help = "So many right passwords are remembered at most, about 150 octets each; then the oldest is "
                             "forgotten.",
                     .unit = "logins",
                     .apply = Apply::restart,
                     .advanced = true},
                    0, 10'000'000),
      config::field(&S::hash_threads,
                    {.key = "hash_threads",
                     .label = "Threads that check passwords",
                     .help = "Each takes a core and 19 MiB of memory while it checks one, about 30 checks a second.",
                     .reason = "More than there are cores make no login faster, and a flood of guesses leaves the others free.",
                     .unit = "threads",
                     .apply = Apply::restart,
                     .advanced = true},
                    1, 256),
      config::field(
          &S::hash_queue,
          {.key = "hash_queue",
           .label = "Logins that may wait",
           .help = "For a thread that checks passwords. Networks (IPv4 /24, IPv6 /48) take turns; when all places are "
                   "taken, the network with most waiting logins is told to try again later.",
           .reason = "So many are checked in a few seconds; who waits longer has given up.",
           .unit = "logins",
           .apply = Apply::restart,
           .advanced = true,
           .hardened = {config::Weaker::higher, config::Severity::low}},
          1, 100'000)};
};
template const config::Table& config::table<auth::Settings>();

template <>
struct config::Schema<auth::PasswordPolicy> {
  using S = auth::PasswordPolicy;
  static constexpr std::string_view title = "What a password must be";
  static constexpr std::tuple fields{
      config::field(
          &S::minimum_length,
          {.key = "minimum_length",
           .label = "Shortest password",
           .help = "Characters that a password must have at least when it is set; passwords that are set already stay.",
           .reason = "Short passwords are found by trying all.",
           .unit = "characters",
           .hardened = {config::Weaker::lower, config::Severity::high}},
          1, 256),
      config::field(&S::minimum_strength,
                    {.key = "minimum_strength",
                     .label = "Least strength",
                     .help = "As zxcvbn counts: 0 falls in 10^3 guesses, 1 in 10^6, 2 in 10^8, 3 in 10^10, 4 stands more.",
                     .reason = "Length alone lets aaaaaaaaaaaa pass; 3 stands guessing at a stolen hash for long.",
                     .hardened = {config::Weaker::lower, config::Severity::high}},
                    0, 4),
      config::field(&S::forbid_own_names,
                    {.key = "forbid_own_names",
                     .label = "No own names",
                     .help = "A password must not contain the user name, a word of the display name or a label of the domain, "
                             "where these have at least three characters.",
                     .reason = "Whoever guesses tries them first.",
                     .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::forbid_common,
                    {.key = "forbid_common",
                     .label = "No common passwords",
                     .help = "A password must not be one of 110,000 leaked passwords and dictionary words (zxcvbn's and "
                             "cracklib's), also not with a few digits and symbols around it or digits for letters.",
                     .reason = "Whoever guesses tries them next.",
                     .hardened = {config::Weaker::lower, config::Severity::high}}),
      config::field(&S::numbers,
                    {.key = "numbers", .label = "Digits", .help = "A password must have at least so many.", .unit = "digits"},
                    0, 64),
      config::field(&S::capitals,
                    {.key = "capitals",
                     .label = "Capital letters",
                     .help = "A password must have at least so many of A to Z.",
                     .unit = "letters"},
                    0, 64),
      config::field(&S::lowercase,
                    {.key = "lowercase",
                     .label = "Small letters",
                     .help = "A password must have at least so many of a to z.",
                     .unit = "letters"},
                    0, 64),
      config::field(&S::symbols,
                    {.key = "symbols",
                     .label = "Symbols",
                     .help = "A password must have at least so many that are neither letters nor digits nor spaces.",
                     .unit = "symbols"},
                    0, 64),
      config::field(&S::remember,
                    {.key = "remember",
                     .label = "Former passwords",
                     .help = "So many former passwords of an account are not taken again; their hashes are kept. 0: all are.",
                     .reason = "Who has to change a password likes to change it back.",
                     .unit = "passwords",
                     .hardened = {config::Weaker::lower, config::Severity::low}},
                    0, 50),
      config::field(&S::expires_after,
                    {.key = "expires_after",
                     .label = "Life of a password",
                     .help = "Days after which a password has to be changed. 0: it has no end.",
                     .reason = "0: a good password does not get worse, and people who must change theirs choose worse ones.",
                     .unit = "days"},
                    0, 3650),
      config::field(
          &S::grace,
          {.key = "grace",
           .label = "Grace",
           .help = "Days after a password has expired until its account cannot send any more; it goes on receiving and "
                   "reading.",
           .reason = "Who is away for two weeks comes back to an account that works.",
           .unit = "days"},
          0, 365),
      config::field(
          &S::notices,
          {.key = "notices",
           .label = "Notices",
           .help = "Days before a password expires, and again before its account cannot send any more, on which its owner is "
                   "told by mail. Several that were missed come as one. None: only that it has expired is told.",
           .reason = "A month before, for who is away; in the last week again and again, for who puts it off.",
           .check = auth::check_notice_day},
          0, 20),
      config::field(
          &S::also_forbidden,
          {.key = "also_forbidden",
           .label = "Also forbidden",
           .help = "Words of this organisation, such as its name and products; refused as if they were common passwords.",
           .check = auth::check_forbidden_word},
          0, 1000)};
};
template const config::Table& config::table<auth::PasswordPolicy>();

}  // namespace postern
