// When the server audits itself.
#pragma once
#include <cstdint>

#include "base/time.h"

namespace postern::audit {

struct Settings {
  bool daily = true;
  std::uint32_t hour = 4;  // of the day, UTC
};

// When the next run by the clock is due: at that hour, once a day; at once when that hour has passed unused (the server was stopped).
// `last`: 0 when there has been none, which makes it wait for the hour.
Time next_run(const Settings&, Time last, Time now);

}  // namespace postern::audit
