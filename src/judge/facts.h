// What is known of a message when it is judged, and the text in it.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ip_address.h"
#include "base/result.h"
#include "base/sender_lists.h"
#include "base/task.h"
#include "mime/message.h"
#include "queue/envelope.h"
#include "senderauth/origin.h"
#include "senderauth/public_suffix.h"

namespace postern::judge {

// A text part, decoded as far as it is looked at.
struct Text {
  bool html = false;
  std::string utf8;
};

// What somebody says of senders.
struct OwnedLists {
  std::string whose;  // as the verdict names him
  const SenderLists* lists;
};

// What it refers to outlives the judgement.
struct Facts {
  const mime::Message* message = nullptr;
  const queue::Envelope* envelope = nullptr;
  const senderauth::Origin* origin = nullptr;  // null: it is mail of ours, or where it comes from is not judged
  bool vouched_for = false;                    // by a trusted ARC chain, whatever DMARC says
  bool ours = false;                           // of somebody who may send in our names
  std::optional<IpAddress> client = {};        // none: stages that need it are silent
  const senderauth::PublicSuffixes* suffixes = nullptr;
  std::vector<Text> texts = {};
  std::vector<OwnedLists> lists = {};  // of all who get it, the nearest first; those of the server are settings
};

// Octets of the message: exactly min(n, rest) from `from`.
using Read = std::function<Task<Result<std::string>>(std::uint64_t from, std::size_t n)>;

struct TextLimits {
  std::size_t parts = 20;
  std::size_t octets = 256 << 10;  // of one part, still encoded
  std::size_t total = 1 << 20;     // of all, decoded
};
Task<Result<std::vector<Text>>> texts_of(const mime::Message&, Read, TextLimits = {});

// The domain that people see in From; the root when there is none that is usable.
dns::Name author_domain(const mime::Message&);
// One label below a public suffix; without a list of those the last two labels.
dns::Name organisation_of(const dns::Name&, const senderauth::PublicSuffixes*);

}  // namespace postern::judge
