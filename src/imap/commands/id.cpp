// ID: RFC 2971. What the client says of itself goes to the log; the server says nothing of itself.
#include "events/table.h"
#include "imap/commands/commands.h"

namespace postern::imap::commands {

Task<Outcome> id(Context& c, grammar::IdArgs args) {
  std::string said;
  for (const auto& [field, value] : args.fields) said += field + "=" + value + " ";
  if (!said.empty()) {
    c.services.events.write(events::Event::imap_command, c.stream.session(),
                            {{events::Key::command, "ID"}, {events::Key::text, said}});
  }
  c.out.buffer() += "* ID NIL\r\n";
  co_return ok("Done");
}

}  // namespace postern::imap::commands
