// An address that looks for mailboxes: unknown recipients, relaying, senders that are not its own, sessions that bring nothing.   H17
// What we put off ourselves (full, busy, greylisted) says nothing about the client, and one who has logged in may hang up.
#include "guard/detectors/detector.h"

namespace postern::guard::detectors {

std::optional<Count> harvesting(const Rule&, const events::SecurityEvent& e) {
  using events::Cause;
  using events::Signal;
  const bool ours = e.cause == Cause::limit || e.cause == Cause::overloaded;
  const bool counts = (e.signal == Signal::recipient_refused && !ours) || (e.signal == Signal::sender_refused && !ours) ||
                      (e.signal == Signal::session_without_message && !e.account);
  if (!counts) return std::nullopt;
  return Count{.key = key_of_address(e.ip)};
}

}  // namespace postern::guard::detectors
