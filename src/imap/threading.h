// THREAD=REFERENCES: messages as trees of who answers whom, by identifiers first and by subjects after. THREAD=ORDEREDSUBJECT:
// by subjects alone. Cold.
// Promises: time near to linear in messages and references whatever they say; no recursion.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace postern::imap {

struct ThreadMessage {
  std::uint32_t shown = 0;  // number or UID
  Time sent;
  std::string id;                       // empty where there is none
  std::vector<std::string> references;  // oldest first
  std::string subject;                  // base subject, folded
  bool is_reply = false;
};

// "(2)(3 6 (4 23)(44 7 96))": RFC 5256 §4, in the order of dates. The messages come in the order of the mailbox.
std::string references_threads(const std::vector<ThreadMessage>&);
// The same form; identifiers are not looked at.
std::string ordered_subject_threads(std::vector<ThreadMessage>);

}  // namespace postern::imap
