// Whom a message is from, what proves it, and what lists of senders say of that.
// Use: const auto sender = sender_of(facts);   const auto said = said_of(sender, lists);   said.what, said.words
// Promises: pure. Trust counts for a proven author alone, for a name that nothing proves is anybody's to write; whoever is blocked needs no
//   proof. The nearest list that says something decides; in one list the narrowest entry, and of two alike the one that blocks.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "address/mailbox.h"
#include "base/sender_lists.h"
#include "judge/facts.h"
#include "queue/envelope.h"

namespace postern::judge {

struct Sender {
  std::optional<address::Mailbox> author;   // the one mailbox in From
  std::optional<address::Mailbox> path;     // the reverse-path
  queue::Proof proof = queue::Proof::none;  // of the author
  bool path_is_proven = false;
};
Sender sender_of(const Facts&);

// What is known of that when the message is delivered.
Sender sender_of(const queue::Envelope&);
void note(const Sender&, queue::Judged&);

enum class Listed : std::uint8_t { unknown, trusted, blocked };

struct Said {
  Listed what = Listed::unknown;
  std::string
      words;  // whose list, which entry, and why trust applies or not; also of trust that does not. Empty: nobody named it
};
// The nearest first. What the lists refer to outlives the call.
Said said_of(const Sender&, std::span<const OwnedLists>);

std::string_view name(queue::Proof);
std::string_view name(Listed);  // of trust that does not apply: "unknown"

}  // namespace postern::judge
