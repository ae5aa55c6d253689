// The declarations of what administrators of domains may set.
#include "admin/domain_administration.h"
#include "config/schema.h"

namespace postern {

template <>
struct config::Schema<admin::DomainAdministration> {
  using A = admin::DomainAdministration;
  static constexpr std::string_view title = "What administrators of domains may set";
  static constexpr std::tuple fields{
      config::field(&A::sign_in,
                    {.key = "sign_in",
                     .label = "Passwords and second factor",
                     .help = "What passwords must be and how long they last, and whether a second factor is asked for: a "
                             "domain may only be stricter than the server. And what new accounts may use and hold."}),
      config::field(
          &A::receiving,
          {.key = "receiving", .label = "Where mail goes", .help = "Plus addressing, and where mail to unknown names goes."}),
      config::field(&A::countries,
                    {.key = "countries", .label = "Countries", .help = "From which countries its people may log in."}),
      config::field(&A::spam, {.key = "spam", .label = "Spam", .help = "What becomes of mail that was found to be spam."}),
      config::field(&A::attachments, {.key = "attachments",
                                      .label = "Attachments",
                                      .help = "Ends of file names that are not taken, besides those of the server."}),
      config::field(&A::forgotten_passwords,
                    {.key = "forgotten_passwords",
                     .label = "Forgotten passwords",
                     .help = "Whether its people may have a token sent to their recovery address.",
                     .reason = "A way in that needs no password is for who answers for the whole server to open.",
                     .hardened = {config::Weaker::higher, config::Severity::low}}),
      config::field(&A::sending, {.key = "sending",
                                  .label = "Sending without a login",
                                  .help = "Whether mail in the domain's name needs a login.",
                                  .reason = "Without, anybody can write in the name of its people (H05).",
                                  .hardened = {config::Weaker::higher, config::Severity::medium}}),
      config::field(&A::notices, {.key = "notices",
                                  .label = "Notices of acting in a person's name",
                                  .help = "Whether people are told by mail who has opened their account.",
                                  .reason = "Who opens an account must not be able to keep that from its owner (H09).",
                                  .hardened = {config::Weaker::higher, config::Severity::medium}})};
};
template const config::Table& config::table<admin::DomainAdministration>();

}  // namespace postern
