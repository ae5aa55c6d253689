// Telling the owners of passwords that are about to end.
#include "app/password_chore.h"

#include "auth/password_notices.h"
#include "delivery/own_mail.h"

namespace postern::app {
namespace {

// Whether its owner was told something.
Task<Result<bool>> tell_one(PasswordChore chore, std::shared_ptr<const directory::Snapshot> all,
                            std::shared_ptr<const directory::Account> account) {
  const auto now = chore.time.now();
  const auto life = auth::life_of(chore.policy, *all, *account);
  if (account->service || life.expires.ms == 0 || !all->may_log_in(*account)) co_return false;
  auto told = co_await chore.directory.password_told(account->id);
  if (!told) co_return pass_on(told);
  const auto due = auth::notice_due(life, auth::notice_days(chore.policy), account->password_changed, *told, now);
  if (!due) co_return false;
  const auto address = all->address_of(*account);
  const auto language = all->language_of(*account, chore.language);
  delivery::OwnMail mail{address, chore.host, auth::text_of(*due, address.text()), language};
  auto sent = co_await delivery::send_own(chore.delivery, std::move(mail), chore.random, now);
  if (!sent) co_return false;  // delivery has logged why
  auto noted = co_await chore.directory.note_password_told(account->id, now);
  if (!noted) co_return pass_on(noted);
  co_return true;
}

}  // namespace

Task<Result<std::size_t>> tell_about_passwords(PasswordChore chore) {
  std::size_t count = 0;
  const auto all = chore.directory.snapshot();
  for (const auto& account : all->accounts(directory::Snapshot::all)) {
    auto told = co_await tell_one(chore, all, account);
    if (!told) co_return pass_on(told);
    if (*told) ++count;
  }
  co_return count;
}

}  // namespace postern::app
