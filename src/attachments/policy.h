// From what was found to what becomes of the message.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/look.h"
#include "attachments/settings.h"

namespace postern::attachments {

enum class Way : std::uint8_t { inbound, outbound };

struct Removal {
  mime::PartIndex part = 0;
  std::string words;  // what it was, and why it is not taken
};

struct Decision {
  Action action = Action::accept;
  std::string words;              // of the first finding that asks for it; in ASCII, for a reply
  std::vector<Removal> removals;  // when it is strip: in the order of the parts, none inside another
};

Decision decide(const mime::Message&, std::span<const Finding>, const Settings&, Way);

// "invoice.zip > invoice.exe: names that end in .exe are not taken"
std::string words(const Finding&);

std::string_view name(Action);

// The rules by which is looked; `more` are extensions that domains add.
Rules rules_of(const Settings&, std::span<const std::string> more = {});

}  // namespace postern::attachments
