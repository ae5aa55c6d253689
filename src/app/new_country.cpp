// The letter.
#include "app/new_country.h"

#include "base/writing.h"
#include "events/security.h"

namespace postern::app {
namespace {

Writing letter(const std::string& address, const guard::CountryLogin& login) {
  return {
      written<"Your account was opened from another country">(),
      {written<"Somebody has logged in to {} from a country that it had not been opened from before, or not for a year:">(
           address),
       written<"    country: {}\n    address: {}\n    by: {}\n    on: {}">(login.country, login.from.text(),
                                                                           events::name(login.service), login.at),
       written<"If it was you, there is nothing to do. If it was not, somebody has your password, or the key of one of your "
               "programs: set another password at once, take the application passwords away that you do not know, and tell the "
               "people who run this server.">(),
       written<"Nobody asks for your password by mail. This message has no link: open the site that you know.">()}};
}

}  // namespace

Task<void> tell_of_new_country(const Parts& parts, guard::CountryLogin login) {
  const auto all = parts.directory->snapshot();
  const auto account = all->account(login.account);  // none: an administrator
  if (!account || account->service || !parts.write_to) co_return;
  const auto own = all->address_of(*account);
  const auto text = letter(own.text(), login);
  auto told = co_await parts.write_to(own, text, account->id);
  ignore(told, "delivery says itself what it could not do");
  auto recovery = co_await parts.directory->recovery(account->id);
  if (!recovery || recovery->mailbox.empty()) co_return;
  told = co_await parts.write_to(recovery->mailbox, text, account->id);
  ignore(told, "as above");
}

}  // namespace postern::app
