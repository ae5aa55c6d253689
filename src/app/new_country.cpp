// The letter.
#include "app/new_country.h"

#include <fmt/format.h>

#include "events/security.h"

namespace postern::app {
namespace {

constexpr const char* kSubject = "Your account was opened from another country";

std::string letter(const std::string& address, const guard::CountryLogin& login) {
  return fmt::format(
      "Somebody has logged in to {} from a country that it had not been opened from before, or not for a year:\r\n\r\n"
      "    country: {}\r\n"
      "    address: {}\r\n"
      "    by: {}\r\n"
      "    on: {}\r\n\r\n"
      "If it was you, there is nothing to do. If it was not, somebody has your password, or the key of one of your\r\n"
      "programs: set another password at once, take the application passwords away that you do not know, and tell\r\n"
      "the people who run this server.\r\n\r\n"
      "Nobody asks for your password by mail. This message has no link: open the site that you know.\r\n",
      address, login.country, login.from.text(), events::name(login.service), rfc5322_date(login.at));
}

}  // namespace

Task<void> tell_of_new_country(const Parts& parts, guard::CountryLogin login) {
  const auto all = parts.directory->snapshot();
  const auto account = all->account(login.account);  // none: an administrator
  if (!account || account->service || !parts.write_to) co_return;
  const auto own = all->address_of(*account);
  const auto text = letter(own.text(), login);
  auto told = co_await parts.write_to(own, kSubject, text);
  ignore(told, "delivery says itself what it could not do");
  auto recovery = co_await parts.directory->recovery(account->id);
  if (!recovery || recovery->mailbox.empty()) co_return;
  told = co_await parts.write_to(recovery->mailbox, kSubject, text);
  ignore(told, "as above");
}

}  // namespace postern::app
