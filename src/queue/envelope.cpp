// Why a message is held, and the words for it.
#include "queue/envelope.h"

namespace postern::queue {

std::string_view name(HeldFor kind) {
  switch (kind) {
    case HeldFor::unknown: break;
    case HeldFor::spam: return "spam";
    case HeldFor::attachment: return "attachment";
    case HeldFor::scanner: return "scanner";
  }
  return "unknown";
}

void Judged::hold(HeldFor kind, std::string reason) {
  if (!quarantine.empty() && held_for != HeldFor::spam) return;
  quarantine = std::move(reason);
  held_for = kind;
}

}  // namespace postern::queue
