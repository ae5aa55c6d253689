// An account that is or may be in a stranger's hands (H18): shut in one act, and given back to its owner.
// Promises: once contain() is done nobody is in, and nothing that the account was opened with opens it: no password, key, token, link or
//   browser; no message that it sent leaves the queue; what had been sent for delivery here before is not called back. Both are safe to repeat.
#pragma once
#include "admin/operation.h"

namespace postern::admin {

// The operations account.contain and account.recover.
Task<Result<json::value>> contain(World&, const Call&);
Task<Result<json::value>> recover(World&, const Call&);

}  // namespace postern::admin
