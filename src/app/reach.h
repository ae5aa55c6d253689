// TCP ports of others that settings name, which the sandbox has to know before the next start: of the webhook, of the feed of releases,
// of resolvers, of servers that mail is handed to, of scanners.
// Use: Reach reach(parts);  while it lives each change of those settings is noted, and whoever makes it is told when it has to wait.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/parts.h"

namespace postern::app {

class Reach {
 public:
  explicit Reach(Parts&);
  ~Reach();
  Reach(const Reach&) = delete;
  Reach& operator=(const Reach&) = delete;

 private:
  void note() const;

  Parts& parts_;
  config::Subscription webhook_, feed_, delivery_, resolvers_, scanners_;
};

// What is to be said of a port, or of an https address, that can only be called from the next start on; empty when it can be, among ports
// that can be connected to (none: any).
std::string note_on_port(std::uint16_t port, const std::vector<std::uint16_t>& reachable);
std::string note_on_port(const std::string& url, const std::vector<std::uint16_t>& reachable);

}  // namespace postern::app
