// The steps in which an account goes.
#include "admin/account_removal.h"

#include <string>
#include <vector>

#include "admin/subjects.h"
#include "admin/what_changed.h"
#include "admin/world.h"
#include "guard/guard.h"

namespace postern::admin {
namespace {

constexpr std::size_t kToldAtOnce = 100;  // accounts, of a long work

// A machine has none, and a crash may have left an account without.
Task<Result<void>> remove_mail(World& world, AccountId id) {
  auto gone = co_await world.store.delete_account(id);
  if (!gone && gone.error().kind == Failure::not_found) co_return Result<void>{};
  co_return gone;
}

Task<Result<void>> remove_and_tell(World& world, const Call& call, std::shared_ptr<const directory::Account> account) {
  const std::string address = world.directory.snapshot()->address_of(*account).text();
  const json::object named{{"address", address}};
  const Call its{named, call.progress, call.caller};
  const auto before = co_await account_shown(world, its);
  auto done = co_await remove_account(world, account);
  const std::string changes = done && before ? what_changed(*before, {}) : std::string();
  tell_act(world, call.caller,
           {.operation = account->service ? "service-account.remove" : "account.delete",
            .subject = address,
            .outcome = done ? std::string_view("done") : name(done.error().kind),
            .changes = changes});
  co_return done;
}

}  // namespace

// Its mail goes before its entry in the directory, by which it could be found no more. What is delivered between the two is in mailboxes
// that were made anew for it, and goes last.
Task<Result<void>> remove_account(World& world, std::shared_ptr<const directory::Account> account) {
  auto done = co_await remove_mail(world, account->id);
  if (!done) co_return done;
  done = co_await world.directory.delete_account(account->id);
  if (!done) co_return done;
  done = co_await remove_mail(world, account->id);
  if (!done) co_return done;
  auto forgotten = co_await world.guard.forget_logins(account->id);
  if (!forgotten) co_return pass_on(forgotten);
  co_return Result<void>{};
}

Task<Result<void>> remove_accounts_of(World& world, DomainId domain, const Call& call) {
  const auto accounts = world.directory.snapshot()->accounts(domain);
  std::size_t gone = 0;
  for (const auto& account : accounts) {
    auto done = co_await remove_and_tell(world, call, account);
    if (!done && done.error().kind != Failure::not_found) co_return done;  // else another has deleted it meanwhile
    if (++gone % kToldAtOnce == 0) call.progress(json::object{{"accounts", gone}, {"of", accounts.size()}});
  }
  co_return Result<void>{};
}

}  // namespace postern::admin
