// Who gets a message: every account here once, every mailbox elsewhere once, however many recipients lead there.
#pragma once
#include <vector>

#include "delivery/onward.h"
#include "directory/directory.h"
#include "queue/envelope.h"

namespace postern::delivery {

struct Local {
  AccountId account;
  // Who is left to do when the account cannot be given the message: each leads to this account and to nobody else, with the DSN wishes
  // of the recipient that led here.
  std::vector<queue::Recipient> recipients;
};

// Who gets it elsewhere because an address here leads there.
struct Forwarded {
  queue::Recipient recipient;
  address::Domain by;        // of that address
  bool not_allowed = false;  // nothing is forwarded there
};

struct Plan {
  std::vector<Local> local;
  std::vector<Forwarded> forwarded;
  std::vector<queue::Recipient> remote;  // with the DSN wishes of the recipient that led there
  std::vector<std::size_t> unknown;      // recipients that were fine at RCPT and are gone since
};

// Without `onward`, what is forwarded goes on like all else.
Plan plan(const directory::Directory&, const queue::Envelope&, const Onward* onward);

}  // namespace postern::delivery
