// The declarations of what new domains begin with.
#include "directory/domain_defaults.h"

#include "config/schema.h"
#include "directory/second_factor_words.h"

namespace postern {

directory::DomainSettings directory::DomainDefaults::settings() const {
  return {.require_smtp_auth = require_smtp_auth,
          .plus_addressing = plus_addressing,
          .second_factor = second_factor,
          .passwords = {password_length, password_strength, password_expires_after},
          .tell_impersonation = tell_impersonation,
          .self_reset = self_reset};
}

template <>
struct config::Schema<directory::DomainDefaults> {
  using D = directory::DomainDefaults;
  static constexpr std::string_view title = "New domains";
  static constexpr std::tuple fields{
      config::field(&D::require_smtp_auth,
                    {.key = "require_smtp_auth",
                     .label = "SMTP authentication is required",
                     .help = "Mail in the domain's name is taken from who has logged in. For domains made from now on: "
                             "`postern domain drift` shows where others differ, `postern domain propagate` changes them too.",
                     .reason = "On: otherwise anybody could write in the name of its users.",
                     .hardened = {config::Weaker::lower, config::Severity::high}}),
      config::field(&D::plus_addressing, {.key = "plus_addressing",
                                          .label = "Plus addressing",
                                          .help = "user+detail reaches user, in domains made from now on."}),
      config::field(&D::second_factor,
                    {.key = "second_factor",
                     .label = "Second factor of users",
                     .help = "What domains made from now on ask of their users. What the server asks of all holds too.",
                     .reason = "Enabled: who has one is asked for it.",
                     .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&D::password_length,
                    {.key = "password_length",
                     .label = "Password length",
                     .help = "Characters at least, in domains made from now on. 0: as the server asks.",
                     .unit = "characters"},
                    0, 256),
      config::field(&D::password_strength,
                    {.key = "password_strength",
                     .label = "Password strength",
                     .help = "From 0 to 4, in domains made from now on. 0: as the server asks."},
                    0, 4),
      config::field(&D::password_expires_after,
                    {.key = "password_expires_after",
                     .label = "Password expires after",
                     .help = "Days after which a password is changed, in domains made from now on. 0: as the server asks.",
                     .unit = "days"},
                    0, 3650),
      config::field(
          &D::tell_impersonation,
          {.key = "tell_impersonation",
           .label = "Tell who is impersonated",
           .help =
               "A user gets mail when an administrator acts in his name, with the reason, or makes an application "
               "password or a token for his account. In domains made from now on; the administration log knows in any case.",
           .reason = "On: who is looked at is the one who notices that there was no reason to.",
           .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(
          &D::self_reset,
          {.key = "self_reset",
           .label = "Users reset forgotten passwords",
           .help = "Anybody may ask for a token that sets a user's password anew; it goes to the recovery address of "
                   "the account, if there is one, at most five times a day. In domains made from now on.",
           .reason = "Off: whoever reads the other mailbox would get into this account, and nobody here sees who asks. "
                     "An administrator who knows the user makes a token all the same: postern password reset-link.",
           .hardened = {config::Weaker::higher, config::Severity::low}})};
};
template const config::Table& config::table<directory::DomainDefaults>();

}  // namespace postern
