// A cell an event, by its number.
#include "events/tally.h"

namespace postern::events {

void Tally::note(Event event, Time at) {
  const auto number = static_cast<std::size_t>(event);
  if (number >= cells_.size() || row(event).level != Level::exceptions) return;
  cells_[number].times.fetch_add(1, std::memory_order_relaxed);
  cells_[number].last.store(at.ms, std::memory_order_relaxed);
}

std::vector<Count> Tally::counts() const {
  std::vector<Count> out;
  for (const auto& r : rows()) {
    const auto& cell = cells_[static_cast<std::size_t>(r.event)];
    if (const auto times = cell.times.load(std::memory_order_relaxed); times > 0)
      out.push_back({r.event, times, Time{cell.last.load(std::memory_order_relaxed)}});
  }
  return out;
}

}  // namespace postern::events
