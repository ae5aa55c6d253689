// GETQUOTA and GETQUOTAROOT: RFC 9208 §4.1. One root, named "", holds all of an account's mailboxes;
// an account without a limit has none.
#include "imap/commands/commands.h"

namespace postern::imap::commands {
namespace {

void tell_quota(Context& c, const store::Quota& quota) {
  c.writer()
      .text("* QUOTA \"\" (STORAGE ")  // in units of 1,024 octets (RFC 9208 §5.1)
      .number((quota.used_bytes + 1023) / 1024)
      .space()
      .number(quota.limit_bytes / 1024)
      .text(")")
      .end();
}

}  // namespace

Task<Outcome> get_quota(Context& c, grammar::MailboxArgs args) {
  auto quota = co_await c.store().quota(c.account());
  if (!quota) co_return refused(quota.error());
  if (!args.mailbox.empty() || quota->limit_bytes == 0) co_return no("[NONEXISTENT] No such quota root");
  tell_quota(c, *quota);
  co_return ok("Done");
}

Task<Outcome> get_quota_root(Context& c, grammar::MailboxArgs args) {
  auto mailbox = co_await c.store().find(c.account(), args.mailbox);
  if (!mailbox) co_return refused(mailbox.error());
  auto quota = co_await c.store().quota(c.account());
  if (!quota) co_return refused(quota.error());
  const bool limited = quota->limit_bytes > 0;
  c.writer().text("* QUOTAROOT ").mailbox(mailbox->name).text(limited ? " \"\"" : "").end();
  if (limited) tell_quota(c, *quota);
  co_return ok("Done");
}

}  // namespace postern::imap::commands
