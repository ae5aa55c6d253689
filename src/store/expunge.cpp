// EXPUNGE: rows go at once, facts and bodies later (purge.cpp), so that sessions that still see the messages can read them.
#include "store/parts.h"

namespace postern::store {

Task<Result<UidRanges>> Store::expunge(AccountId account, MailboxId mailbox, UidRanges uids, ExpungeWhat what) {
  auto gone = std::make_shared<UidRanges>();
  Parts::Work work = [mailbox, uids = std::move(uids), what, gone](Change& change) -> Result<void> {
    auto box = change.box(mailbox);
    if (!box) return pass_on(box);
    auto done = change.expunge(
        **box, uids, [what](const Row& row) { return what == ExpungeWhat::all_named || (row.flags & kDeleted) != 0; });
    if (!done) return pass_on(done);
    *gone = std::move(*done);
    return {};
  };
  auto committed = co_await parts_->commit(account, std::move(work), kv::Purpose::shrink);
  if (!committed) co_return pass_on(committed);
  co_return std::move(*gone);
}

}  // namespace postern::store
