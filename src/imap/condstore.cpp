// RFC 7162 §3.1: a CONDSTORE enabling command.
#include "imap/condstore.h"

namespace postern::imap {

void enable_condstore(Context& c) {
  if (c.session.condstore) return;
  c.session.condstore = true;
  if (!c.session.selected) return;
  c.writer().text("* OK [HIGHESTMODSEQ ").number(c.selected().view->highest().value).text("] Known so far").end();
}

Task<std::string> highest_mod_seq_code(const Context& c, MailboxId mailbox) {
  std::string code;
  if (!c.session.condstore) co_return code;
  auto state = co_await c.store().status(c.account(), mailbox);
  if (!state) co_return code;
  code = "[HIGHESTMODSEQ " + std::to_string(state->highest.value) + "] ";
  co_return code;
}

}  // namespace postern::imap
