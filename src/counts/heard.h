// Which event counts for which series. Pure.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "counts/series.h"
#include "events/events.h"

namespace postern::counts {

// Where what was heard is counted, one at a time.
class Counter {
 public:
  virtual void one(Number) = 0;
  [[nodiscard]] virtual std::string country_of(std::string_view ip) const = 0;  // empty: not known

 protected:
  ~Counter() = default;
};

void hear(events::Event, std::span<const events::Field>, Counter&);

}  // namespace postern::counts
