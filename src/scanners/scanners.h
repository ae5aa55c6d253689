// All scanners that settings name, asked about a message, and what follows from what they say.
// Use: const auto opinions = co_await ask(connector, settings, facts, text, until);   const auto decision = decide(settings, opinions);
// Promises: they are asked side by side, milters one after the other, and none for longer than `until`; what could not be asked is an
//   opinion as well, which says why; nothing that a scanner says makes a message vanish.
#pragma once
#include <string>
#include <vector>

#include "base/task.h"
#include "net/connect.h"
#include "scanners/facts.h"
#include "scanners/opinion.h"
#include "scanners/settings.h"

namespace postern::scanners {

// On a reactor; what is referred to outlives the call.
Task<std::vector<Opinion>> ask(net::Connector&, const Settings&, const Facts&, const Text&, Deadline until);

// From the mildest to the sternest: of several, the sternest holds.
enum class Consequence : std::uint8_t { accept, quarantine, put_off, refuse };

// What one scanner adds to the judgement.
struct Share {
  std::string scanner;
  std::int32_t weight = 0;  // in hundredths
  std::string words;
  bool knows = true;
};

struct Decision {
  Consequence what = Consequence::accept;
  std::string reason;      // whose it is and why; empty when all is well
  std::uint16_t code = 0;  // of a refusal, with what the client is told
  std::string text;
  std::vector<Share> shares;
  std::vector<HeaderField> fields;  // those that may be added
};
// Pure.
Decision decide(const Settings&, const std::vector<Opinion>&);

}  // namespace postern::scanners
