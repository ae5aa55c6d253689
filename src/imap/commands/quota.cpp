// GETQUOTA and GETQUOTAROOT: RFC 9208 §4.1. One root, named "", holds all of an account's mailboxes.
#include "imap/commands/commands.h"

namespace postern::imap::commands {
namespace {

Task<Outcome> tell_quota(Context& c) {
  auto quota = co_await c.store().quota(c.account());
  if (!quota) co_return refused(quota.error());
  auto w = c.writer();
  w.text("* QUOTA \"\" (");
  if (quota->limit_bytes > 0) {  // in units of 1,024 octets (RFC 9208 §5.1)
    w.text("STORAGE ").number((quota->used_bytes + 1023) / 1024).space().number(quota->limit_bytes / 1024);
  }
  w.text(")").end();
  co_return ok("Done");
}

}  // namespace

Task<Outcome> get_quota(Context& c, grammar::MailboxArgs args) {
  if (!args.mailbox.empty()) co_return no("[NONEXISTENT] No such quota root");
  co_return co_await tell_quota(c);
}

Task<Outcome> get_quota_root(Context& c, grammar::MailboxArgs args) {
  auto mailbox = co_await c.store().find(c.account(), args.mailbox);
  if (!mailbox) co_return refused(mailbox.error());
  c.writer().text("* QUOTAROOT ").mailbox(mailbox->name).text(" \"\"").end();
  co_return co_await tell_quota(c);
}

}  // namespace postern::imap::commands
