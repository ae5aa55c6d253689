// Any local part as a reverse-path to rewrite, and as one to lead back: what was made leads back to where it came from.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "forwarding/srs.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace address = postern::address;
  static const postern::forwarding::Srs srs(postern::Secret("key"));
  static const auto by = address::parse_domain("ours.example").value();
  const postern::Time now{1'795'000'000'000};
  const auto mailbox = address::Mailbox::make(std::string_view(reinterpret_cast<const char*>(data), size), by);
  if (!mailbox) return 0;
  (void)srs.back(*mailbox, now);
  const auto made = srs.forward(*mailbox, by, now);
  if (!made) return 0;
  const auto found = srs.back(*made, now);
  const bool again = postern::starts_nocase(mailbox->local(), "SRS");
  if (!again && (!found || found->local() != mailbox->local())) std::abort();
  return 0;
}
