// What NOTIFY asks for.   RFC 5465 §8
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "imap/grammar/fetch.h"

namespace postern::imap::grammar {

// What an event group wants to hear of the mailboxes it names.
struct NotifyEvents {
  bool messages = false;       // MessageNew and MessageExpunge, which only come together
  bool flags = false;          // FlagChange
  bool names = false;          // MailboxName
  bool subscriptions = false;  // SubscriptionChange
};

struct NotifyGroup {
  enum class Filter : std::uint8_t { selected, selected_delayed, inboxes, personal, subscribed, subtree, mailboxes };
  Filter filter = Filter::personal;
  std::vector<std::string> mailboxes;  // of subtree and mailboxes
  NotifyEvents events;
  std::vector<FetchAttribute> fetch;  // told of each new message; of the selected filters only

  [[nodiscard]] bool selected() const { return filter == Filter::selected || filter == Filter::selected_delayed; }
};

struct NotifyArgs {
  bool none = false;         // NOTIFY NONE
  bool status = false;       // each mailbox's STATUS is wanted at once
  bool unsupported = false;  // an event was named that this server does not have
  std::vector<NotifyGroup> groups;
};

// Groups and names are as many as the command's length lets through; what is too much to watch is the caller's to say.
NotifyArgs notify(Cursor&);

}  // namespace postern::imap::grammar
