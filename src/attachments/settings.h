// What an administrator can set about attachments. The values here are the hardened ones.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "attachments/budget.h"
#include "config/config.h"

namespace postern::attachments {

// What becomes of a message with something in it that is not taken.
enum class Action : std::uint8_t { accept, strip, quarantine, refuse };

// The list that is published: what systems run, what documents run, what mounts as a disk, what leads elsewhere.   H27
std::vector<std::string> shipped_extensions();
// The same, and what a browser or a web server would run.   H29
std::vector<std::string> shipped_uploads();

struct Settings {
  std::vector<std::string> extensions = shipped_extensions();
  std::vector<std::string> uploads = shipped_uploads();
  Action inbound_name = Action::refuse;
  Action inbound_content = Action::refuse;
  Action inbound_macros = Action::refuse;
  Action inbound_closed = Action::quarantine;
  Action outbound_name = Action::refuse;
  Action outbound_content = Action::refuse;
  Action outbound_macros = Action::refuse;
  Action outbound_closed = Action::quarantine;
  std::uint32_t max_depth = Limits{}.depth;
  std::uint32_t max_entries = Limits{}.entries;
  config::Octets max_unpacked{Limits{}.unpacked};
  std::uint32_t max_ratio = Limits{}.ratio;
  config::Octets max_held{Limits{}.held};
  std::chrono::seconds patience{20};

  [[nodiscard]] Limits limits() const;
};

}  // namespace postern::attachments
