// By its role, whatever its name; a mailbox that is only named so takes the place of one.
#include "delivery/junk.h"

#include <algorithm>

namespace postern::delivery {

Task<Result<MailboxId>> junk_mailbox(store::Store& store, AccountId account) {
  auto all = co_await store.list(account);
  if (!all) co_return pass_on(all);
  const auto known = std::ranges::find(*all, store::Role::junk, &store::Mailbox::role);
  if (known != all->end()) co_return known->id;
  auto made = co_await store.create(account, "Junk", store::Role::junk);
  if (made || made.error().kind != Failure::exists) co_return made;
  auto there = co_await store.find(account, "Junk");
  if (!there) co_return pass_on(there);
  co_return there->id;
}

}  // namespace postern::delivery
