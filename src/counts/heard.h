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

// Where what was heard of somebody's address is counted for its domain, whosever that is.
class DomainCounter {
 public:
  virtual void one(Number, std::string_view address) = 0;

 protected:
  ~DomainCounter() = default;
};

// Mail that was delivered, handed in and judged, and logins. A message to people in several domains is judged for the first of them.
void hear(events::Event, std::span<const events::Field>, DomainCounter&);

}  // namespace postern::counts
