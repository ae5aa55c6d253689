// COMPRESS: RFC 4978.
#include "imap/commands/commands.h"

namespace postern::imap::commands {

Task<Outcome> compress(Context& c, grammar::CompressArgs args) {
  if (args.mechanism != "DEFLATE" || !c.settings().offer_compression) co_return bad("No such compression");
  if (c.session.compressed) co_return no("[COMPRESSIONACTIVE] Compression is on already");
  auto& out = c.out.buffer();
  out += c.tag;
  out += " OK Compressed from here on\r\n";
  auto sent = co_await c.out.flush();
  auto begun = sent ? c.stream.start_compression(c.input.take_pending()) : std::move(sent);
  if (!begun) c.session.state = State::logout;
  c.session.compressed = begun.has_value();
  co_return answered();
}

}  // namespace postern::imap::commands
