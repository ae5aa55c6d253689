// Who gets a message: every account here once, every mailbox elsewhere once, however many recipients lead there.
#pragma once
#include <vector>

#include "directory/directory.h"
#include "queue/envelope.h"

namespace postern::delivery {

struct Local {
  AccountId account;
  // Who is left to do when the account cannot be given the message: each leads to this account and to nobody else, with the DSN wishes
  // of the recipient that led here.
  std::vector<queue::Recipient> recipients;
};

struct Plan {
  std::vector<Local> local;
  std::vector<queue::Recipient> remote;  // with the DSN wishes of the recipient that led there
  std::vector<std::size_t> unknown;      // recipients that were fine at RCPT and are gone since
};

Plan plan(const directory::Directory&, const queue::Envelope&);

}  // namespace postern::delivery
