// What SMTP asks at RCPT: the directory's word, and the account's quota.
#include "app/doors.h"

namespace postern::app {

// A recipient that leads to one account only is refused while that account is full; lists and aliases are not.
Task<Result<smtp::RecipientStatus>> SmtpDirectory::recipient(address::Mailbox mailbox) {
  const auto found = directory_.resolve(mailbox);
  if (found.verdict == directory::Verdict::deliver && found.accounts.size() == 1 && found.remote.empty()) {
    auto quota = co_await store_.quota(found.accounts.front().account);
    if (quota && quota->limit_bytes != 0 && quota->used_bytes >= quota->limit_bytes)
      co_return smtp::RecipientStatus::over_quota;
  }
  co_return co_await facts_.recipient(std::move(mailbox));
}

}  // namespace postern::app
