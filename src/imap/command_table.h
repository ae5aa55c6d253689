// Every command in one table: when it may be given, how its arguments are read, who acts, what may be told after it.
// States, read-only mailboxes and syntax are judged here and nowhere else.
#pragma once
#include <span>
#include <string_view>

#include "imap/context.h"
#include "imap/grammar/cursor.h"
#include "imap/updates.h"

namespace postern::imap {

// What a command writes to: then it is refused in a mailbox that is open for reading only, and to a login that may only read.
enum class Changes : std::uint8_t {
  nothing,
  selected,  // the selected mailbox
  account,   // other mailboxes, or which there are: only the login matters
};

struct Command {
  std::string_view name;
  std::uint8_t states;  // State bits in which it may be given
  Task<Outcome> (*run)(Context&, grammar::Cursor&);
  std::string_view rfc;        // where it is specified
  Tell tells = Tell::nothing;  // afterwards; by UID always Tell::all
  bool with_uid = false;       // "UID name" is a form of it
  Changes changes = Changes::nothing;
  std::string_view capability = {};  // the word that announces it, beyond IMAP4rev1
};

std::span<const Command> command_rows();
const Command* find_command(std::string_view name);

// Runs one whole command and writes its tagged answer. Fails only when the peer is gone.
Task<Result<void>> dispatch(Context&, std::string_view text);

}  // namespace postern::imap
