// Any bytes of a client that has logged in and selected a mailbox: no crash, no hang, every session ends.
#include <cstdint>
#include <string_view>

#include "support/imap_server.h"

namespace postern::imap {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (size == 0 || size > 8192) return 0;
  // A store for each input would cost more than the input: its mailboxes go on from one to the next.
  static test::ImapServer server;
  auto& stream = (data[0] & 1) != 0 ? server.session("INBOX") : server.session();
  stream.split_reads((data[0] & 2) != 0 ? 1 : 0);
  stream.push(bytes.substr(1));
  stream.push_end();
  server.executor.run_until([&] { return stream.closed(); });
  server.streams.pop_back();
  return 0;
}

}  // namespace postern::imap
