// What an administrator says of mail that goes on to people elsewhere. The values here are the hardened ones.
#pragma once
#include <string>
#include <vector>

namespace postern::forwarding {

struct Settings {
  bool rewrite = true;                // reverse-paths, by SRS
  bool seal = true;                   // ARC
  std::vector<std::string> never_to;  // domains that nothing is forwarded to
  std::vector<std::string> exempt;    // domains of ours to which that does not apply
};

}  // namespace postern::forwarding
