// What a message carries, by name and by content, however it is packed.
// Use: auto report = look_into(message, octets, rules, time);  then decide() of policy.h.
// Promises: work, memory and time are within the limits of the rules, whatever the message is; blocks, so it is for a thread of its own.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "attachments/budget.h"
#include "attachments/extensions.h"
#include "attachments/octets.h"
#include "attachments/sniff.h"
#include "mime/message.h"

namespace postern::attachments {

enum class Cause : std::uint8_t { name, content, macros, closed };  // closed: cannot be looked into

struct Finding {
  Cause cause = Cause::name;
  mime::PartIndex part = 0;  // of the message that came in, not of one inside it
  std::string where;         // "invoice.zip > invoice.exe": shown names, outermost first
  std::string what;          // "exe", "a Windows program", "is encrypted"
  friend bool operator==(const Finding&, const Finding&) = default;
};

// One thing that was looked at, for people who want to know.
struct Seen {
  mime::PartIndex part = 0;
  std::string where;
  std::vector<std::string> names;
  Kind kind = Kind::unknown;
};

struct Report {
  std::vector<Finding> findings;  // the first few of each part
  std::vector<Seen> seen;         // the first thousand
};

struct Rules {
  ExtensionList extensions;
  Limits limits;
};

// An error: the message could not be read, which says nothing about it.
Result<Report> look_into(const mime::Message&, Octets& raw, const Rules&, const TimeSource&);

}  // namespace postern::attachments
