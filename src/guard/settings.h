// What administrators decide about intrusion detection.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "guard/rule.h"

namespace postern::guard {

struct Settings {
  bool enforce = true;  // blocks, delays, and limits on connections, rates and the errors of a session
  std::vector<Rule> rules = shipped(Preset::strict);
};

}  // namespace postern::guard
