// The mailbox of an account that junk goes into.
#pragma once
#include "base/ids.h"
#include "store/store.h"

namespace postern::delivery {

// Its special-use mailbox \Junk (RFC 6154 §2), made when there is none.
Task<Result<MailboxId>> junk_mailbox(store::Store&, AccountId);

}  // namespace postern::delivery
