// What an administrator can set about the doors of the web: whom each lets in, and how much he may ask.   H32
// The same settings for each of them, as rooms of their own, so that limits on people do not stop the programs of others.   H38
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "config/config.h"

namespace postern::api {

enum class Otherwise : std::uint8_t { allow, deny };

// Of one door.
struct Limits {
  std::vector<std::string> allow;  // networks
  std::vector<std::string> deny;   // networks; the most specific entry wins, and of two alike the one that denies
  Otherwise otherwise = Otherwise::allow;
  std::uint32_t concurrent = 50;        // requests under way, of one network
  std::uint32_t per_minute = 600;       // requests of one address
  std::uint32_t heavy_per_minute = 60;  // of one caller: searches, passwords, simulations
  std::uint32_t live_per_minute = 20;   // of one caller: streams that are opened
};

// Whom a request is of: a user on his own pages, an administrator in a session, or a program with an administrator's token.
enum class Door : std::uint8_t { webmail, console, api };

// Those that a listener has.   H02
struct OpenDoors {
  bool webmail = true, console = true, api = true;

  [[nodiscard]] bool has(Door door) const { return door == Door::webmail ? webmail : door == Door::console ? console : api; }
};

struct Doors {
  config::Live<Limits> webmail;
  config::Live<Limits> console;
  config::Live<Limits> api;

  [[nodiscard]] const config::Live<Limits>& of(Door door) const {
    return door == Door::webmail ? webmail : door == Door::console ? console : api;
  }
};

}  // namespace postern::api
