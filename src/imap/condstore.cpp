// RFC 7162 §3.1: a CONDSTORE enabling command.
#include "imap/condstore.h"

namespace postern::imap {

void enable_condstore(Context& c) {
  if (c.session.condstore) return;
  c.session.condstore = true;
  if (!c.session.selected) return;
  c.writer().text("* OK [HIGHESTMODSEQ ").number(c.selected().view->highest().value).text("] Known so far").end();
}

}  // namespace postern::imap
