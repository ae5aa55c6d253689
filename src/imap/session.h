// What a connection knows of its client: the state of RFC 9051 §3, what was enabled, the mailbox that is selected.
// Invariants: `selected` is there exactly in State::selected. `view` is what the client has been told, never more; it moves
// only
//   where the changes are told (updates.h). Message numbers are those of `view`.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/login.h"
#include "base/executor.h"
#include "base/ids.h"
#include "imap/outcome.h"
#include "imap/watch.h"
#include "mime/message.h"
#include "net/session_limits.h"
#include "store/spool.h"
#include "store/store.h"

namespace postern::imap {

inline constexpr std::string_view kMayOnlyRead = "[NOPERM] This login may only read";  // RFC 5530 §3
inline constexpr std::string_view kGoingDown = "The server is going down";             // BYE when it stops

enum class State : std::uint8_t { not_authenticated = 1, authenticated = 2, selected = 4, logout = 8 };

struct Selected {
  MailboxId mailbox;
  std::string name;
  bool read_only = false;
  store::View view;
  store::UidRanges saved;         // "$" (RFC 5182)
  std::size_t keywords_told = 0;  // of the mailbox's, which only grow in number
};

// A message that APPEND streams in: kept and parsed while it arrives.
struct IncomingMessage {
  store::Spool body;
  mime::Parser parser;
};

// An APPEND whose first literal has begun.
struct IncomingAppend {
  MailboxId mailbox;
  std::uint64_t announced = 0;  // octets of all messages so far
  std::uint64_t in_memory = 0;  // octets of those that are kept in memory
  std::vector<IncomingMessage> messages;
  std::optional<Error> failure;  // the octets could not be written: nothing is kept, the command will be refused
};

struct Session {
  State state = State::not_authenticated;
  auth::Identity who;  // once logged in
  net::Allowance allowance;
  Deadline login_until;    // for all that comes before login
  bool condstore = false;  // MODSEQ is told (RFC 7162 §3.1)
  bool qresync = false;    // VANISHED is told instead of EXPUNGE (RFC 7162 §3.2)
  bool rev2 = false;       // ENABLE IMAP4rev2 (RFC 9051 §6.3.1)
  bool utf8 = false;       // mailbox names and quoted strings are UTF-8 (RFC 6855; also with rev2)
  bool compressed = false;
  std::unique_ptr<Selected> selected;
  std::unique_ptr<IncomingAppend> append;
  std::unique_ptr<Watch> watch;  // from the first NOTIFY on (RFC 5465)

  void select(Selected now) {
    selected = std::make_unique<Selected>(std::move(now));
    state = State::selected;
  }
  void unselect() {
    selected.reset();
    state = State::authenticated;
  }
  void log_in(auth::Identity now) {
    who = std::move(now);
    state = State::authenticated;
  }
};

}  // namespace postern::imap
