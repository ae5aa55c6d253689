// The declarations of what can be set about logins and passwords.
#include "auth/authenticator.h"
#include "auth/password_policy.h"
#include "config/schema.h"

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
           .help = "Only once accounts have verifiers: some clients take it wherever it is offered and do not fall back.",
           .reason = "Accounts get a verifier when their password is set while this is on."}),
      config::field(&S::allow_cleartext_login, {.key = "allow_cleartext_login",
                                                .label = "Login without TLS",
                                                .help = "Lets clients send passwords in clear.",
                                                .reason = "Anybody on the way could read the password."}),
      config::field(&S::default_domain,
                    {.key = "default_domain",
                     .label = "Domain of bare names",
                     .help = "Where a login name without @ is looked up. Empty: such names are unknown."},
                    0, 255),
      config::field(&S::remember_verified,
                    {.key = "remember_verified",
                     .label = "Remember a right password",
                     .help = "So long the same client logs in again without a hash. A change of the password ends it at once.",
                     .apply = Apply::restart},
                    0min, 60min),
      config::field(&S::remembered_logins,
                    {.key = "remembered_logins",
                     .label = "Remembered logins",
                     .help = "At most so many.",
                     .apply = Apply::restart,
                     .advanced = true},
                    0, 10'000'000)};
};
template const config::Table& config::table<auth::Settings>();

template <>
struct config::Schema<auth::PasswordPolicy> {
  using S = auth::PasswordPolicy;
  static constexpr std::string_view title = "What a password must be (H07)";
  static constexpr std::tuple fields{
      config::field(&S::minimum_length,
                    {.key = "minimum_length",
                     .label = "Shortest password",
                     .help = "In characters.",
                     .reason = "Short passwords are tried through."},
                    1, 256),
      config::field(&S::minimum_strength,
                    {.key = "minimum_strength",
                     .label = "Least strength",
                     .help = "0 to 4, as zxcvbn counts; 3 stands 10^8 guesses.",
                     .reason = "Length alone lets aaaaaaaaaaaa pass."},
                    0, 4),
      config::field(&S::forbid_own_names, {.key = "forbid_own_names",
                                           .label = "No own names",
                                           .help = "Not the user name, the display name or a label of the domain.",
                                           .reason = "They are tried first."}),
      config::field(&S::forbid_common, {.key = "forbid_common",
                                        .label = "No common passwords",
                                        .help = "No dictionary word or leaked password, also with digits added.",
                                        .reason = "They are tried next."}),
      config::field(&S::numbers, {.key = "numbers", .label = "Numbers", .help = "At least so many."}, 0, 64),
      config::field(&S::capitals, {.key = "capitals", .label = "Capital letters", .help = "At least so many."}, 0, 64),
      config::field(&S::lowercase, {.key = "lowercase", .label = "Small letters", .help = "At least so many."}, 0, 64),
      config::field(&S::symbols, {.key = "symbols", .label = "Symbols", .help = "At least so many."}, 0, 64),
      config::field(&S::also_forbidden,
                    {.key = "also_forbidden",
                     .label = "Also forbidden",
                     .help = "Words of this organisation, refused like common passwords."},
                    0, 1000)};
};
template const config::Table& config::table<auth::PasswordPolicy>();

}  // namespace postern
