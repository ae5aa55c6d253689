// What one stage thinks of a message.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::judge {

// Weights and scores are kept in hundredths of a point, in which settings and people count.
using Hundredths = std::int32_t;
inline constexpr Hundredths kPoint = 100;
inline constexpr Hundredths kMostWeight = 1000 * kPoint;  // of one opinion, either way

struct Opinion {
  std::string stage;      // "spf", "list bl.example": what it is called in the header, in the log and by the command line
  Hundredths weight = 0;  // more than 0 speaks against the message
  std::string words;      // why, for people
  bool knows = true;      // it could not be found out: it weighs nothing, whatever `weight` says
  bool clears = false;    // nothing that speaks against the message counts
  bool blocks = false;    // whatever it is worth, it is not wanted in the inbox
};
using Opinions = std::vector<Opinion>;

inline Opinion cannot_say(std::string_view stage, std::string_view why) {
  return {.stage = std::string(stage), .weight = 0, .words = std::string(why), .knows = false};
}

}  // namespace postern::judge
