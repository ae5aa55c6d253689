// Paths from any bytes: no crash, what is accepted prints back and parses to the same mailbox.
#include "address/path.h"

#include <cstdlib>

using namespace postern::address;

static void check(const Mailbox& m) {
  const auto again = parse_mailbox(m.text(), Charset::utf8);
  if (!again || again->text() != m.text()) std::abort();
  const auto normal = parse_mailbox(m.normal(), Charset::utf8);
  if (m.normal().size() < 300 && (!normal || !(*normal == m))) std::abort();
  (void)m.split('+');
  (void)m.domain().unicode();
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto charset : {Charset::ascii, Charset::utf8}) {
    std::string_view in = text;
    if (const auto path = reverse_path(in, charset); path && path->mailbox) check(*path->mailbox);
    in = text;
    if (const auto path = forward_path(in, charset); path && !path->postmaster) check(path->mailbox);
  }
  return 0;
}
