// ENABLE: RFC 5161, RFC 9051 §6.3.1, RFC 7162 §3.2.3, RFC 6855 §3.
#include "imap/commands/commands.h"
#include "imap/condstore.h"

namespace postern::imap::commands {

Task<Outcome> enable(Context& c, grammar::EnableArgs args) {
  auto& s = c.session;
  std::string enabled;
  for (const auto& word : args.capabilities) {
    if (word == "CONDSTORE") {
      enable_condstore(c);
      enabled += " CONDSTORE";
    } else if (word == "QRESYNC") {
      enable_condstore(c);
      s.qresync = true;
      enabled += " QRESYNC";
    } else if (word == "UTF8=ACCEPT") {
      s.utf8 = true;
      enabled += " UTF8=ACCEPT";
    } else if (word == "IMAP4REV2") {
      s.rev2 = s.utf8 = true;
      enabled += " IMAP4rev2";
    }
  }
  c.out.buffer() += "* ENABLED" + enabled + "\r\n";
  co_return ok("Done");
}

}  // namespace postern::imap::commands
