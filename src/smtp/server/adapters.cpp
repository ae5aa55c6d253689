// Passes questions of the session on to the directory, and its answers back in the words of SMTP.
#include "smtp/server/adapters.h"

#include "directory/directory.h"

namespace postern::smtp {

Task<Result<SenderFacts>> DirectoryFacts::sender(address::Mailbox mailbox, AccountId account) {
  const auto snapshot = directory_.snapshot();
  SenderFacts facts;
  if (const auto domain = snapshot->domain(mailbox.domain())) {
    facts.hosted = true;
    facts.needs_login = domain->settings.require_smtp_auth;
    facts.exists = directory_.resolve(mailbox).verdict == directory::Verdict::deliver;
  }
  // RFC 5321 §4.1.3: a literal is no domain of ours; nobody owns an address there.
  facts.owned = account && snapshot->may_send_as(account, mailbox);
  co_return facts;
}

Task<Result<RecipientStatus>> DirectoryFacts::recipient(address::Mailbox mailbox, AccountId account, std::uint64_t) {
  if (!directory_.snapshot()->may_write_to(account, mailbox)) co_return RecipientStatus::not_open;
  switch (directory_.resolve(mailbox).verdict) {
    case directory::Verdict::deliver: co_return RecipientStatus::deliverable;
    case directory::Verdict::elsewhere: co_return RecipientStatus::elsewhere;
    case directory::Verdict::unknown: co_return RecipientStatus::unknown;
    case directory::Verdict::disabled: co_return RecipientStatus::disabled;
    case directory::Verdict::too_many: break;
  }
  co_return RecipientStatus::unavailable;
}

}  // namespace postern::smtp
