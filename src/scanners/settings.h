// What an administrator says about other programs that look at mail.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/secret.h"
#include "base/units.h"
#include "config/config.h"

namespace postern::scanners {

enum class WhenDown : std::uint8_t { accept, put_off };
enum class Infected : std::uint8_t { quarantine, refuse };

struct Milter {
  std::string place;
  WhenDown when_down = WhenDown::put_off;

  friend bool operator==(const Milter&, const Milter&) = default;
};

// Places are empty for what is not asked.
struct Settings {
  std::chrono::seconds patience{30};  // for all of them together
  std::string clamav;
  Infected infected = Infected::refuse;
  WhenDown clamav_down = WhenDown::put_off;
  config::Octets clamav_largest{25_MiB};
  std::string rspamd;
  Secret rspamd_password;
  std::uint32_t rspamd_weight = 100;  // in hundredths of its score
  bool rspamd_acts = false;
  std::string spamd;
  std::string spamd_user;
  std::uint32_t spamd_weight = 100;
  WhenDown spam_down = WhenDown::accept;
  config::Octets spam_largest{2_MiB};
  std::vector<Milter> milters;
  std::vector<std::string> fields{"X-*"};  // that they may add
};

// Whether anybody is asked at all.
bool is_any(const Settings&);

}  // namespace postern::scanners
